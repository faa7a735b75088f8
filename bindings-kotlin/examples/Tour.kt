// A card is sent, answered and listed, without an account.

import io.twitterfeedback.Prompt
import io.twitterfeedback.Sandbox
import kotlinx.coroutines.runBlocking
import kotlin.time.Duration.Companion.days

fun main() = runBlocking {
    Sandbox.start().use { sandbox ->
        val client = sandbox.client()
        val prompt = Prompt.csat("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy")
        val feedback = client.create(prompt)
        sandbox.answer(feedback.id, 5, "You were quick.")
        sandbox.advance(2.days) // events are shown once they are 24 hours old
        client.events().collect { println("${it.eventType} ${it.feedback.score} ${it.feedback.comment}") }
    }
}
