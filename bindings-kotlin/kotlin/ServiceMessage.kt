package io.twitterfeedback

import java.io.Serializable

/** One error as the service words it. */
public data class ServiceMessage(
    /** The service's code, where it gave one. */
    public val code: Long?,
    /** Its words. */
    public val message: String,
) : Serializable
