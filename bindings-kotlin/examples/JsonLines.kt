// Every event with all that the service said, as JSON lines.

import io.twitterfeedback.EventsQuery
import io.twitterfeedback.Sandbox
import kotlinx.coroutines.runBlocking
import java.io.File
import java.time.Duration
import java.time.Instant

fun main() = runBlocking {
    val now = Instant.now()
    Sandbox.start().use { sandbox ->
        val client = sandbox.client()
        sandbox.seed(500, now - Duration.ofDays(30), now - Duration.ofDays(2))

        File("events.jsonl").bufferedWriter().use { file ->
            client.events(EventsQuery(fromTime = now - Duration.ofDays(31))).collect { file.appendLine(it.toJson()) }
        }
    }
}
