package io.twitterfeedback

import io.twitterfeedback.ffi.NativePromptStatus
import java.time.Instant

/**
 * What an agent may see of a prompt: whether the customer was asked, and whether they answered.
 *
 * There is no member for a score or a text, so no screen can show one to the agent whom it rates.
 */
@ConsistentCopyVisibility
public data class PromptStatus internal constructor(
    /** Your own reference. */
    public val externalId: String,
    /** The newest attempt with this reference that counts: one that may have asked before one that was skipped. */
    public val attemptId: String,
    /** How far it came; the words of [Attempt.state]. */
    public val state: String,
    /** Why it was skipped, where it was; the words of [SendOutcome.Skipped.reason]. */
    public val reason: String?,
    /** Which question, `csat` or `nps`. */
    public val type: String,
    /** The person who was to be asked. */
    public val toUserId: String,
    /** When they were asked, at the latest; `null` where nobody was. */
    public val askedAt: Instant?,
    /** Whether they answered anything. */
    public val answered: Boolean,
) {
    internal constructor(native: NativePromptStatus) : this(
        externalId = native.externalId,
        attemptId = native.attemptId,
        state = native.state,
        reason = native.reason,
        type = native.type,
        toUserId = native.toUserId,
        askedAt = native.askedAt,
        answered = native.answered,
    )
}
