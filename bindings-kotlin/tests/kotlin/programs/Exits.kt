package io.twitterfeedback.programs

import io.twitterfeedback.Client
import io.twitterfeedback.ClientOptions
import io.twitterfeedback.Credentials
import io.twitterfeedback.LogLevel
import io.twitterfeedback.Logging
import io.twitterfeedback.Program
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SandboxOptions
import io.twitterfeedback.process.PATIENT
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import java.util.concurrent.CountDownLatch
import kotlin.concurrent.thread
import kotlin.io.path.createTempFile
import kotlin.io.path.deleteExisting
import kotlin.system.exitProcess

private val kept = mutableListOf<Any>()

private class Started(val sandbox: Sandbox, val client: Client)

private suspend fun started(): Started {
    val sandbox = Sandbox.start(SandboxOptions(limits = false))
    return Started(sandbox, sandbox.client(PATIENT)).also { kept += it }
}

private suspend fun Started.program(): Program =
    Program.open(client, createTempFile("feedback", ".db").also { it.deleteExisting() }).also { kept += it }

/** Calls of every kind that never end by themselves. */
@OptIn(DelicateCoroutinesApi::class)
private suspend fun hanging(): Started = started().apply {
    sandbox.fault("any", "hang", times = 1000)
    repeat(5) { number ->
        GlobalScope.launch { client.create(promptTo(number)) }
        GlobalScope.launch { client.show("1") }
        GlobalScope.launch(Dispatchers.Unconfined) { client.eventPager().nextPage() }
        kept += client.friendshipAsync(person())
    }
    thread(isDaemon = true) { client.showBlocking("1") }
    sandbox.awaitArrival("/", times = 21)
}

/** Calls that end just now, one after the other. */
@OptIn(DelicateCoroutinesApi::class)
private suspend fun busy(): Started = started().apply {
    val first = CountDownLatch(1)
    repeat(300) { number ->
        GlobalScope.launch {
            client.create(promptTo(number))
            first.countDown()
        }
    }
    first.await()
}

@OptIn(DelicateCoroutinesApi::class)
private val cases: Map<String, suspend () -> Unit> = mapOf(
    "a client" to {
        kept += Client(ClientOptions(Credentials("key", "secret", "1-token", "secret")))
    },
    "a sandbox" to { kept += Sandbox.start() },
    "a client that called" to { kept += started().client.create(promptTo()) },
    "a cancelled call" to {
        with(started()) {
            sandbox.fault("show", "hang")
            val call = GlobalScope.launch { client.show("1") }
            sandbox.awaitArrival("/show/")
            call.cancelAndJoin()
        }
    },
    "a cancelled create" to {
        with(started()) {
            sandbox.fault("create", "hang")
            val call = GlobalScope.launch { client.create(promptTo()) }
            sandbox.awaitArrival("/create")
            call.cancelAndJoin()
        }
    },
    "an unfinished listing" to {
        with(started()) {
            sandbox.seedPast(60)
            kept += client.events().first()
            kept += checkNotNull(client.eventPager().nextPage())
            kept += client.eventsBlocking().iterator().next()
        }
    },
    "a logger" to {
        Logging.setLogger({ kept += it }, LogLevel.TRACE)
        started().client.verifyCredentials()
    },
    "a logger that blocks" to {
        Logging.setLogger({ CountDownLatch(1).await() }, LogLevel.TRACE)
        started().client.verifyCredentials()
    },
    "hanging calls" to { hanging() },
    "busy calls" to { busy() },
    "a past that is still made" to {
        with(started()) { GlobalScope.launch { sandbox.seedPast(50_000) } }
    },
    "a program" to { started().program() },
    "a program that asked" to { kept += started().program().send(promptTo()) },
    "a cancelled send" to {
        with(started()) {
            val program = program()
            sandbox.fault("create", "hang")
            val call = GlobalScope.launch { program.send(promptTo()) }
            sandbox.awaitArrival("/create")
            call.cancelAndJoin()
        }
    },
    "an unfinished sync" to {
        with(started()) {
            val program = program()
            sandbox.fault("events", "hang", times = 4)
            kept += program.syncAsync()
            sandbox.awaitArrival("/events", times = 4)
        }
    },
    "exit with hanging sends" to {
        with(started()) {
            val program = program()
            sandbox.fault("create", "hang", times = 5)
            repeat(5) { kept += program.sendAsync(promptTo(it)) }
            sandbox.awaitArrival("/create", times = 5)
        }
        exitProcess(3)
    },
    "exit in a listener" to {
        with(started()) {
            sandbox.seedPast(200)
            program().sync { exitProcess(3) }
        }
    },
    "exit with hanging calls" to {
        hanging()
        exitProcess(3)
    },
    "exit with busy calls" to {
        busy()
        exitProcess(3)
    },
    "exit with calls that were just begun" to {
        with(started()) {
            repeat(50) { number ->
                kept += client.createAsync(promptTo(number))
                kept += client.showAsync("1")
            }
        }
        exitProcess(3)
    },
    "exit with a sandbox that was just begun" to {
        kept += Sandbox.startAsync()
        exitProcess(3)
    },
    "exit in a logger" to {
        Logging.setLogger({ exitProcess(3) }, LogLevel.DEBUG)
        with(started()) { repeat(50) { client.verifyCredentials() } }
        CountDownLatch(1).await()
    },
    "exit behind an answer" to {
        with(started()) { repeat(50) { kept += client.verifyCredentialsAsync().thenRun { exitProcess(3) } } }
        CountDownLatch(1).await()
    },
    "exit behind an answer on whatever thread it came" to {
        with(started()) {
            GlobalScope.launch(Dispatchers.Unconfined) {
                client.verifyCredentials()
                exitProcess(3)
            }
        }
        CountDownLatch(1).await()
    },
    "exit with calls of a hook" to {
        with(hanging()) {
            val other = Sandbox.start()
            val called = thread(start = false) {
                Logging.setLogger({ kept += it }, LogLevel.TRACE)
                check(other.client().use { it.verifyCredentialsBlocking() }.userId == other.userId)
                other.stop()
                client.close()
                print("called")
            }
            Runtime.getRuntime().addShutdownHook(called)
        }
        exitProcess(3)
    },
)

/** Programs that end while something is still going on; the argument names the case. */
fun main(arguments: Array<String>) {
    val case = cases.getValue(arguments.single())
    runBlocking(Dispatchers.Default) { case() }
}
