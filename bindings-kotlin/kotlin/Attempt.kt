package io.twitterfeedback

import io.twitterfeedback.ffi.NativeAttempt
import java.time.Instant

/**
 * One try to send a prompt, and what became of it; or a prompt that another tool sent.
 *
 * Times are the ledger's clock, to the millisecond.
 */
@ConsistentCopyVisibility
public data class Attempt internal constructor(
    /** Its id in this ledger; later attempts have greater numbers. */
    public val id: String,
    /**
     * How far it came: `skipped`, `reserved`, `sending`, `unknown` (counts as if the person was asked), `sent`,
     * `failed`, `released` (given back before anything was written), `absent` (was unknown, and two complete scans found
     * nothing) or `foreign` (another tool sent it).
     */
    public val state: String,
    /** Why it was skipped, where it was; the words of [SendOutcome.Skipped.reason]. */
    public val reason: String?,
    /** Until when the reason holds, where that is known. */
    public val until: Instant?,
    /** The account that asked. */
    public val fromUserId: String,
    /** The person who was to be asked. */
    public val toUserId: String,
    /** Which question, `csat` or `nps`. */
    public val type: String,
    /** Your own reference. */
    public val externalId: String?,
    /** The wording of the question. */
    public val questionVariantId: String?,
    /** The name in the question's text. */
    public val displayName: String?,
    /** Whether the service was told to keep it out of its analytics. The person was asked all the same. */
    public val test: Boolean,
    /** What was known of the conversation when it was sent. */
    public val context: PromptContext,
    /** When it was made, or, for a prompt of another tool, when the ledger first saw it. */
    public val attemptedAt: Instant,
    /** When the request was about to be written; `null` where it never came so far. */
    public val sendingAt: Instant?,
    /** The latest moment at which the person can have been asked; `null` where nobody was. */
    public val askedAt: Instant?,
    /** When its outcome became known. */
    public val settledAt: Instant?,
    /** Until when the person is left alone because of it; `null` where it does not count. */
    public val coolUntil: Instant?,
    /** The service's id, once it is known. */
    public val feedbackId: String?,
    /** What went wrong, where something did. */
    public val error: AttemptError?,
) {
    internal constructor(native: NativeAttempt) : this(
        id = native.id,
        state = native.state,
        reason = native.reason,
        until = native.until,
        fromUserId = native.fromUserId,
        toUserId = native.toUserId,
        type = native.type,
        externalId = native.externalId,
        questionVariantId = native.questionVariantId,
        displayName = native.displayName,
        test = native.test,
        context = PromptContext(native.context),
        attemptedAt = native.attemptedAt,
        sendingAt = native.sendingAt,
        askedAt = native.askedAt,
        settledAt = native.settledAt,
        coolUntil = native.coolUntil,
        feedbackId = native.feedbackId,
        error = native.error?.let(::AttemptError),
    )
}
