package io.twitterfeedback

import io.twitterfeedback.ffi.NativeSyncProgress

/** How far a [Program.sync] has come. Told after each commit; what it counts is in the ledger for good. */
@ConsistentCopyVisibility
public data class SyncProgress internal constructor(
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
    /** Windows that are complete. */
    public val windowsDone: Long,
    /** Windows in all. */
    public val windows: Long,
) {
    internal constructor(native: NativeSyncProgress) : this(
        pages = native.pages.toLong(),
        events = native.events.toLong(),
        new = native.new.toLong(),
        updated = native.updated.toLong(),
        unreadable = native.unreadable.toLong(),
        windowsDone = native.windowsDone.toLong(),
        windows = native.windows.toLong(),
    )
}
