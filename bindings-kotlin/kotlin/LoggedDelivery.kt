package io.twitterfeedback

import io.twitterfeedback.ffi.NativeLoggedDelivery
import java.time.Instant

/** One POST of a sandbox to a webhook. */
@ConsistentCopyVisibility
public data class LoggedDelivery internal constructor(
    /** When it was sent, by the sandbox's clock. */
    public val at: Instant,
    /** The webhook's URL, as it was given. */
    public val url: String,
    /** The status of the answer; `null` where none came, or none in five seconds. */
    public val status: Int?,
    /** The header of basic auth, in clear; `null` for a webhook without. */
    public val authorization: String?,
    /** The JSON that was sent. */
    public val body: String,
) {
    internal constructor(native: NativeLoggedDelivery) :
        this(native.at, native.url, native.status?.toInt(), native.authorization, native.body)

    /** Without password and comment: logs are read by others than reports. */
    override fun toString(): String = "LoggedDelivery(at=$at, url=$url, status=$status)"
}
