package io.twitterfeedback

import io.twitterfeedback.ffi.NativeRateLimit
import java.time.Instant

/** What is known of one limit. */
@ConsistentCopyVisibility
public data class RateLimit internal constructor(
    /** Requests in one window. */
    public val limit: Long,
    /** What is left of them. */
    public val remaining: Long,
    /** When the window ends, where that is known. */
    public val reset: Instant?,
    /** Whether the service said so; otherwise it was counted here. */
    public val fromService: Boolean,
) {
    internal constructor(native: NativeRateLimit) :
        this(native.limit.toLong(), native.remaining.toLong(), native.reset, native.fromService)
}
