package io.twitterfeedback.programs

import io.twitterfeedback.FeedbackException
import io.twitterfeedback.Provoked
import kotlinx.coroutines.runBlocking

/** Panics natively in each way, and says what came of it. */
fun main(): Unit = runBlocking {
    for (name in listOf("panicAtOnce", "panicLater")) {
        try {
            Provoked.by(name)
        } catch (error: FeedbackException) {
            println(error.kind)
        }
    }
}
