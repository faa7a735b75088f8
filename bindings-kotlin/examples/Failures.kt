// What a test of your own code can do with the sandbox.

import io.twitterfeedback.FeedbackException.OutcomeUnknown
import io.twitterfeedback.Prompt
import io.twitterfeedback.Sandbox
import kotlinx.coroutines.runBlocking

fun main() = runBlocking {
    Sandbox.start().use { sandbox ->
        val client = sandbox.client()
        sandbox.fault("create", "reset_after_work") // the person is asked, and the answer is lost

        val prompt = Prompt.nps("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy")
        val error = runCatching { client.create(prompt) }.exceptionOrNull()
        check(error is OutcomeUnknown && error.maybeSent && !error.retryable)
        check(sandbox.requests.count { "create" in it.path } == 1)
    }
}
