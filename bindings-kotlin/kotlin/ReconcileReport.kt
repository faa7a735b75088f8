package io.twitterfeedback

import io.twitterfeedback.ffi.NativeReconcileReport

/** What looking for attempts of unknown outcome brought; made by [Program.reconcile]. */
@ConsistentCopyVisibility
public data class ReconcileReport internal constructor(
    /** Attempts whose outcome was unknown before. */
    public val examined: Long,
    /** Found in the service's events: they asked. */
    public val sent: Long,
    /** Not found in two complete scans an hour apart: they did not ask. Their cooldown holds all the same. */
    public val absent: Long,
    /** Still unknown: events are shown once they are 24 hours old, and it takes two scans. */
    public val unknown: Long,
) {
    internal constructor(native: NativeReconcileReport) :
        this(native.examined.toLong(), native.sent.toLong(), native.absent.toLong(), native.unknown.toLong())
}
