package io.twitterfeedback

import io.twitterfeedback.ffi.FoldedData
import io.twitterfeedback.internal.FeedbackText
import io.twitterfeedback.internal.Rows
import io.twitterfeedback.internal.fixed

/** The current state of one feedback, merged from all that was seen of it. */
public class Folded internal constructor(rows: Rows, row: Int, data: FoldedData) {
    /** The state as a feedback. Its `raw` is the state in one spelling. */
    public val feedback: Feedback = Feedback(rows, row, FeedbackText({ data.json }, ofEvent = false))

    /** The feedback's id. */
    public val id: String get() = feedback.id

    /** Whether different scores were reported; the earliest is the answer. */
    public val scoreConflict: Boolean = data.scoreConflict

    /** Whether different texts were reported; the earliest is the answer. */
    public val textConflict: Boolean = data.textConflict

    /** Whether the score lies off its scale; such a score is kept and left out of statistics. */
    public val scoreOutOfRange: Boolean = data.scoreOutOfRange

    /** Every different score that was reported, the answer first. */
    public val scores: List<Answer<Long>> = data.scores.map { Answer(it.createdAt, it.value) }.fixed()

    /** Every different text that was reported, the answer first. */
    public val texts: List<Answer<String>> = data.texts.map { Answer(it.createdAt, it.value) }.fixed()

    override fun equals(other: Any?): Boolean =
        other is Folded && feedback == other.feedback && scores == other.scores && texts == other.texts

    override fun hashCode(): Int = id.hashCode()

    override fun toString(): String = "Folded($feedback)"
}
