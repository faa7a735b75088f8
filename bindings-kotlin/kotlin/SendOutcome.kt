package io.twitterfeedback

import io.twitterfeedback.ffi.NativeSendOutcome
import java.time.Instant

/** What became of a prompt. */
public sealed class SendOutcome {
    /** The attempt, in the ledger. */
    public abstract val attemptId: String

    /** The person was asked. */
    @ConsistentCopyVisibility
    public data class Sent internal constructor(
        override val attemptId: String,
        /** What the service made of it. Its `reply` is `null` where an event told of it first. */
        public val feedback: Feedback,
    ) : SendOutcome()

    /** The person was not asked, for a reason of the policy or the ledger. A normal result. */
    @ConsistentCopyVisibility
    public data class Skipped internal constructor(
        override val attemptId: String,
        /**
         * Why: `cooldown`, `in_progress`, `sampled_out`, `quiet_hours`, `cannot_message`, `unknown_can_dm`,
         * `daily_maximum` or `suppressed`.
         */
        public val reason: String,
        /** Until when that holds, where it is known. */
        public val until: Instant?,
    ) : SendOutcome()

    /**
     * Nobody can tell whether the person was asked. It counts as if they were; [Program.sync] and [Program.reconcile]
     * find out.
     */
    @ConsistentCopyVisibility
    public data class Unknown internal constructor(
        override val attemptId: String,
        /** What happened, as a sentence. */
        public val message: String,
    ) : SendOutcome()

    internal companion object {
        fun of(native: NativeSendOutcome): SendOutcome = when (native) {
            is NativeSendOutcome.Sent -> Sent(native.attemptId, Feedback(native.feedback))
            is NativeSendOutcome.Skipped -> Skipped(native.attemptId, native.reason, native.until)
            is NativeSendOutcome.Unknown -> Unknown(native.attemptId, native.message)
        }
    }
}
