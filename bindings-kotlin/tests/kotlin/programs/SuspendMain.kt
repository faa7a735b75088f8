package io.twitterfeedback.programs

import io.twitterfeedback.Sandbox
import io.twitterfeedback.past
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.flow.toList

/** A whole program in a main that suspends, which has no dispatcher. */
suspend fun main() {
    Sandbox.start().use { sandbox ->
        sandbox.client().use { client ->
            val feedback = client.create(promptTo())
            sandbox.seedPast(60)
            check(client.showBlocking(feedback.id).id == feedback.id)
            check(client.events(past(sandbox)).toList().isNotEmpty())
            check(Thread.currentThread().name != "twitter-feedback")
        }
    }
    println("done")
}
