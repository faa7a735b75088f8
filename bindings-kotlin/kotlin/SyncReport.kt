package io.twitterfeedback

import io.twitterfeedback.ffi.NativeSyncReport
import java.time.Instant

/** What a [Program.sync] brought. */
@ConsistentCopyVisibility
public data class SyncReport internal constructor(
    /** Pages read. */
    public val pages: Long,
    /** Events on them, repeated ones included. */
    public val events: Long,
    /** Feedbacks that the ledger had not seen before. */
    public val new: Long,
    /** Known feedbacks of which something is known now that was not. */
    public val updated: Long,
    /** Events that could not be read and are kept raw. */
    public val unreadable: Long,
    /**
     * Up to here the ledger has seen everything, without a gap since its coverage began; `null` where it has no
     * coverage.
     */
    public val completeThrough: Instant?,
) {
    internal constructor(native: NativeSyncReport) : this(
        pages = native.pages.toLong(),
        events = native.events.toLong(),
        new = native.new.toLong(),
        updated = native.updated.toLong(),
        unreadable = native.unreadable.toLong(),
        completeThrough = native.completeThrough,
    )
}
