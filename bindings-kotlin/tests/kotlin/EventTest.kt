package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** An event as a value. */
class EventTest {
    private val event = FeedbackEvent.fromJson(EVENT)

    @Test
    fun `an event says what happened when to which feedback`() {
        assertEquals(listOf("feedback.updated", at(18, 58, 20)), listOf(event.eventType, event.createdAt))
        assertEquals(Feedback.fromJson(ANSWERED), event.feedback)
        assertEquals(listOf(EVENT, ANSWERED), listOf(event.raw, event.feedback.raw))
    }

    @Test
    fun `the feedback of an event has the parts of any other`() {
        val feedback = event.feedback
        assertEquals(listOf(7L, COMMENT, null), listOf(feedback.score, feedback.comment, feedback.reply))
        assertEquals(Feedback.fromJson(ANSWERED).questionText, feedback.questionText)
    }

    @Test
    fun `an event's JSON holds the feedback's, and unknown fields with all their digits`() {
        val expected = """{"event_type":"feedback.updated","created_at":"2015-12-15T18:58:20.000Z",""" +
            """"feedback":${event.feedback.toJson()},"for_user_id":12345678901234567890123}"""
        assertEquals(expected, event.toJson())
        assertEquals(expected, FeedbackEvent.fromJson(expected).toJson())
    }

    @Test
    fun `an unknown type and unknown fields of an event are kept`() {
        val seen = FeedbackEvent.fromJson("""{"event_type":"feedback.seen","for":{"user":[1]},"feedback":{"id":1}}""")
        assertEquals("feedback.seen", seen.eventType)
        assertNull(seen.createdAt)
        val expected = """{"event_type":"feedback.seen","feedback":{"id":"1","test":false},"for":{"user":[1]}}"""
        assertEquals(expected, seen.toJson())
    }

    @Test
    fun `an answer that nothing dates has its event's time`() {
        val text = """{"event_type":"feedback.updated","created_at":"Tue Dec 15 18:58:20 +0000 2015",""" +
            """"feedback":{"id":"1","type":"nps","response":{"score":{"value":7}}}}"""
        val event = FeedbackEvent.fromJson(text)
        assertEquals(Answer(at(18, 58, 20), 7L), event.feedback.response.score)
        assertTrue("18:58:20" in event.feedback.toJson(), event.feedback.toJson())
    }

    @Test
    fun `events are equal when they say the same, however it was spelt`() {
        val same = listOf(FeedbackEvent.fromJson(event.toJson()), EventPage.fromJson(PAGE).events.single())
        for (other in same) {
            assertEquals(event, other)
            assertEquals(event.hashCode(), other.hashCode())
        }
        for (part in listOf("feedback.updated", "2015\",\"for", "12345678901234567890123,\"feedback", "ticket_5555")) {
            val changed = EVENT.replace(part, part.replace("5", "6").replace("updated", "created"))
            assertNotEquals(event, FeedbackEvent.fromJson(changed))
        }
        assertFalse(event.equals(event.feedback))
    }

    @Test
    fun `what is shown of an event keeps the comment to itself`() {
        val fields = "eventType=feedback.updated, createdAt=2015-12-15T18:58:20Z, feedback=${event.feedback}"
        assertEquals("FeedbackEvent($fields)", "$event")
        assertFalse(COMMENT in "${listOf(event)}")
    }

    @TestFactory
    fun `a text that is no event is refused, and where it stopped is said`() =
        each(listOf("" to "", "[]" to "", "{}" to "", UNREADABLE to "feedback")) { (text, path) ->
            val error = assertThrows<FeedbackException.Decode> { FeedbackEvent.fromJson(text) }
            assertTrue(error.jsonPath.orEmpty().startsWith(path), "${error.jsonPath}")
        }
}
