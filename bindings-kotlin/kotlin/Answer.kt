package io.twitterfeedback

import java.time.Instant

/** One part of an answer, with its own time. */
@ConsistentCopyVisibility
public data class Answer<out T : Any> internal constructor(
    /** When it was given. */
    public val createdAt: Instant,
    /** What was answered. */
    public val value: T,
) {
    /** Without a comment: logs are read by others than reports. */
    override fun toString(): String = "Answer(createdAt=$createdAt${if (value is Long) ", value=$value" else ""})"
}
