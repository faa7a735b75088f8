// The ways to give up waiting.

import io.twitterfeedback.ClientOptions
import io.twitterfeedback.FeedbackException
import io.twitterfeedback.Sandbox
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import kotlin.time.Duration.Companion.milliseconds

fun main() = runBlocking {
    Sandbox.start().use { sandbox ->
        sandbox.fault("show", "hang", times = 3)

        // For all tries of one call that reads.
        val impatient = sandbox.client(ClientOptions(operationTimeout = 200.milliseconds))
        try {
            impatient.show("1")
        } catch (error: FeedbackException.TimedOut) {
            println(error.message)
        }

        val client = sandbox.client()
        println(withTimeoutOrNull(200.milliseconds) { client.show("1") }) // null
    }
}
