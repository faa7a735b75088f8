package io.twitterfeedback.programs

import io.twitterfeedback.LogLevel
import io.twitterfeedback.Logging
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SandboxOptions
import io.twitterfeedback.past
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import io.twitterfeedback.until
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking

private fun attached(): List<Thread> = Thread.getAllStackTraces().keys.filter { it.name.startsWith("twitter-feedback") }

/** Calls of every kind, on threads of every kind; prints how many threads of the library's Java knows in the end. */
fun main(): Unit = runBlocking(Dispatchers.Default) {
    Sandbox.start(SandboxOptions(limits = false)).use { sandbox ->
        sandbox.seedPast(200)
        repeat(3) { round ->
            sandbox.client().use { client ->
                Logging.setLogger({ }, LogLevel.TRACE)
                List(300) { async { client.create(promptTo(300 * round + it)) } }.awaitAll()
                List(300) { client.verifyCredentialsAsync() }.forEach { it.join() }
                List(20) { async(Dispatchers.IO) { client.events(past(sandbox)).toList() } }.awaitAll()
                repeat(20) { client.showBlocking(client.create(promptTo(1000 + 20 * round + it)).id) }
                Logging.setLogger(null)
            }
        }
    }
    until { attached().none { it.name == "twitter-feedback-log" } }
    check(attached().all { it.isDaemon })
    println(attached().size)
}
