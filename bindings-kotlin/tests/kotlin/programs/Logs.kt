package io.twitterfeedback.programs

import io.twitterfeedback.Client
import io.twitterfeedback.LogLevel
import io.twitterfeedback.Logging
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SandboxOptions
import io.twitterfeedback.past
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import java.util.concurrent.CountDownLatch
import kotlin.system.exitProcess

/** Provokes a warning and what comes below it. */
private suspend fun logged(): Client {
    val sandbox = Sandbox.start(SandboxOptions(limits = false))
    val client = sandbox.client()
    sandbox.fault("events", "respond", body = """{"events":[{"event_type":"feedback.created"}],"next_cursor":""}""")
    client.events(past(sandbox)).toList()
    client.verifyCredentials()
    return client
}

private val cases: Map<String, suspend () -> Unit> = mapOf(
    "nothing" to { logged() },
    "null" to {
        Logging.setLogger({ println("heard") }, LogLevel.TRACE)
        Logging.setLogger(null)
        logged()
    },
    "throwing" to {
        Logging.setLogger({ error("provoked") }, LogLevel.TRACE)
        logged()
    },
    "exit" to {
        val client = logged()
        val exiting = CountDownLatch(1)
        Runtime.getRuntime().addShutdownHook(Thread { exiting.countDown() })
        // It hears nothing before the process exits; then there are 100 records that wait.
        Logging.setLogger(
            {
                exiting.await()
                println(it.message)
            },
            LogLevel.DEBUG,
        )
        runBlocking { List(100) { async { client.verifyCredentials() } }.awaitAll() }
        exitProcess(3)
    },
    "return" to {
        val client = logged()
        Logging.setLogger({ println(it.message) }, LogLevel.DEBUG)
        runBlocking { List(100) { async { client.verifyCredentials() } }.awaitAll() }
    },
)

/** Programs that log; the argument names the case. */
fun main(arguments: Array<String>): Unit = runBlocking { cases.getValue(arguments.single())() }
