package io.twitterfeedback

import io.twitterfeedback.ffi.NativeCoverage
import io.twitterfeedback.internal.fixed
import java.time.Instant

/** Which time the ledger has seen completely: every event that the service listed for it. */
@ConsistentCopyVisibility
public data class Coverage internal constructor(
    /** What was seen completely, oldest first. */
    public val periods: List<Period>,
    /** What lies between the periods and was not seen completely. */
    public val gaps: List<Period>,
    /** Where it begins; `null` before the first complete [Program.sync]. */
    public val start: Instant?,
    /** The end of the newest period; see [gaps] for what may be missing before it. */
    public val end: Instant?,
) {
    internal constructor(native: NativeCoverage) :
        this(native.periods.map(::Period).fixed(), native.gaps.map(::Period).fixed(), native.start, native.end)
}
