package io.twitterfeedback

import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import kotlin.time.Duration.Companion.days

class TourTest {
    @Test
    fun `a card is sent, answered and listed`() = runBlocking {
        val t0 = System.nanoTime()
        Sandbox.start().use { sandbox ->
            println("start ${(System.nanoTime()-t0)/1000000} ms")
            sandbox.client().use { client ->
                val prompt = Prompt.csat("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy")
                val feedback = client.create(prompt)
                println("created ${(System.nanoTime()-t0)/1000000} ms")
                sandbox.answer(feedback.id, 5, "You were quick.")
                sandbox.advance(2.days)
                val events = client.events().toList()
                println(events)
                println(events.last().raw)
                println(client.rateLimits)
                println(feedback.reply)
                println(feedback.toJson())
                assertEquals("You were quick.", events.last().feedback.comment)
                assertThrows(FeedbackException.NotFound::class.java) { client.showBlocking("1") }.also { it.printStackTrace() }
                assertEquals(1, client.events().take(1).toList().size)
                assertThrows(FeedbackException.InvalidRequest::class.java) { Prompt.csat("", "\ud800", "x", questionVariantId = -1) }.also { it.printStackTrace() }
                Logging.setLogger({ println(it) }, LogLevel.TRACE)
                client.canDm("343434343434")
            }
        }
        Unit
    }
}
