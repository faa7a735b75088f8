package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.TestFactory

/** The shared cases of what any number of events add up to. */
class VectorsFoldTest {
    @TestFactory
    fun `events add up as the vectors say`() = eachCase(vectors("fold.json")) { case ->
        val fold = folded(eventsOf(case))
        val expected = case["expected"].sortedBy { it["feedback"]["id"].textValue() }
        val states = fold.map { json(it.feedback.raw) to flags(it) }
        assertEquals(expected.map { it["feedback"] to it["flags"].texts() }, states)
        assertEquals(expected.size, fold.size)
        for (state in fold) {
            val again = Feedback.fromJson(state.feedback.raw)
            assertEquals(state.feedback.raw, again.raw)
            assertEquals(state.feedback, again, "the state reads as itself")
        }
    }

    @TestFactory
    fun `events add up to the same in any order and however often`() = eachCase(vectors("fold.json")) { case ->
        val events = eventsOf(case)
        val expected = told(folded(events))
        assertEquals(expected, told(folded(events.reversed())))
        assertEquals(expected, told(folded(events + events.reversed())))
    }

    @TestFactory
    fun `folds of parts merge into the fold of all`() = eachCase(vectors("fold.json")) { case ->
        val events = eventsOf(case)
        for (cut in 0..events.size) {
            val first = folded(events.take(cut))
            first.merge(folded(events.drop(cut)))
            assertEquals(told(folded(events)), told(first))
        }
    }
}

private fun eventsOf(case: JsonNode): List<FeedbackEvent> = case["events"].map { FeedbackEvent.fromJson(it.toString()) }

private fun flags(state: Folded): List<String> = buildList {
    if (state.scoreConflict) add("score_conflict")
    if (state.textConflict) add("text_conflict")
    if (state.scoreOutOfRange) add("score_out_of_range")
}
