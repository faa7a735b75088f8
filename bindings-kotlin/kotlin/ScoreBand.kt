package io.twitterfeedback

/** What a score counts as: the first three for NPS, the others for CSAT. */
public enum class ScoreBand(
    /** The word for it, the same in every language. */
    public val word: String,
) {
    /** 9 or 10. */
    PROMOTER("promoter"),

    /** 7 or 8. */
    PASSIVE("passive"),

    /** 0 to 6. */
    DETRACTOR("detractor"),

    /** 4 or 5. */
    SATISFIED("satisfied"),

    /** 3. */
    NEUTRAL("neutral"),

    /** 1 or 2. */
    DISSATISFIED("dissatisfied"),
    ;

    internal companion object {
        fun of(word: String): ScoreBand? = entries.find { it.word == word }
    }
}
