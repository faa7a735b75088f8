package io.twitterfeedback

/** What a customer has answered so far. Score and text arrive independently; either may never come. */
@ConsistentCopyVisibility
public data class Response internal constructor(
    /** The number. */
    public val score: Answer<Long>?,
    /** The comment. */
    public val text: Answer<String>?,
)
