package io.twitterfeedback

import java.time.Instant

/** One request to a sandbox. */
@ConsistentCopyVisibility
public data class LoggedRequest internal constructor(
    /** When it arrived, by the sandbox's clock. */
    public val at: Instant,
    /** The HTTP method. */
    public val method: String,
    /** The path, without the query. */
    public val path: String,
    /** The status that was sent; `null` where no answer was. */
    public val status: Int?,
    /** The user id that belongs to the token; `null` for an unknown token. */
    public val sender: String?,
    /** Who was to be asked, for creates. */
    public val toUserId: String?,
)
