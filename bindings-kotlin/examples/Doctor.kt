// Looks at everything that has to be right before anybody is asked.

import io.twitterfeedback.CheckState
import io.twitterfeedback.Client
import kotlinx.coroutines.runBlocking

fun main() = runBlocking {
    Client.fromEnv().use { client ->
        for (check in client.doctor()) {
            println("${check.state.word} ${check.name}: ${check.finding}")
            if (check.state != CheckState.OK) {
                println("  ${check.nextStep}")
            }
        }
    }
}
