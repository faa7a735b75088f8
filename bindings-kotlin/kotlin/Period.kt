package io.twitterfeedback

import io.twitterfeedback.ffi.NativePeriod
import java.time.Instant

/** A span of time, both ends included. */
@ConsistentCopyVisibility
public data class Period internal constructor(
    /** Its first moment. */
    public val fromTime: Instant,
    /** Its last moment. */
    public val toTime: Instant,
) {
    internal constructor(native: NativePeriod) : this(native.fromTime, native.toTime)
}
