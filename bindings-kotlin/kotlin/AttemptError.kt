package io.twitterfeedback

import io.twitterfeedback.ffi.NativeAttemptError
import io.twitterfeedback.internal.fixed

/** What went wrong with an attempt. */
@ConsistentCopyVisibility
public data class AttemptError internal constructor(
    /** In one word, as [FeedbackException.kind]. */
    public val kind: String,
    /** The answer's HTTP status; `null` where there was no answer. */
    public val status: Int?,
    /** The service's own error codes, in its order. */
    public val codes: List<Long>,
    /** As a sentence. */
    public val message: String,
) {
    internal constructor(native: NativeAttemptError) :
        this(native.kind, native.status?.toInt(), native.codes.fixed(), native.message)
}
