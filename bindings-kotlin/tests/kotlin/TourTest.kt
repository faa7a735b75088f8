package io.twitterfeedback

import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import kotlin.time.Duration.Companion.days

class TourTest {
    @Test
    fun `a card is sent, answered and listed`() = runBlocking {
        Sandbox.start().use { sandbox ->
            sandbox.client().use { client ->
                val prompt = Prompt.csat("343434343434", "Thank you for talking!", "https://furni.example/privacy")
                val feedback = client.create(prompt)
                sandbox.answer(feedback.id, 5, "You were quick.")
                sandbox.advance(2.days)

                val events = client.events().toList()
                assertEquals(listOf("feedback.created", "feedback.updated"), events.map { it.eventType }.distinct())
                assertEquals(listOf(feedback.id), events.map { it.feedback.id }.distinct())
                val answered = events.last().feedback
                assertEquals(5L to "You were quick.", answered.score to answered.comment)
                assertEquals(ScoreBand.SATISFIED, answered.scoreBand)
            }
        }
    }
}
