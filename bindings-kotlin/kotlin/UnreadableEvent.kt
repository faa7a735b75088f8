package io.twitterfeedback

/** An event that could not be read, kept as it came. */
@ConsistentCopyVisibility
public data class UnreadableEvent internal constructor(
    /** Its place on the page, from 0. */
    public val index: Int,
    /** Its JSON text, to the letter. */
    public val raw: String,
    /** Where reading it stopped: `feedback.id`. */
    public val jsonPath: String,
    /** Why, as a sentence. */
    public val reason: String,
) {
    /** Without the text and the reason, which may repeat a part of it: an answer may stand there. */
    override fun toString(): String = "UnreadableEvent(index=$index, jsonPath=$jsonPath)"
}
