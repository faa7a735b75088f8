package io.twitterfeedback

/** How a [Check] ended. */
public enum class CheckState(
    /** The word for it, the same in every language. */
    public val word: String,
) {
    /** Nothing is wrong. */
    OK("ok"),

    /** It works today, and something should be done. */
    WARNING("warning"),

    /** It cannot work like this. */
    FAILED("failed"),

    /** It could not be found out. */
    UNKNOWN("unknown"),
    ;

    internal companion object {
        fun of(word: String): CheckState = entries.find { it.word == word } ?: UNKNOWN
    }
}
