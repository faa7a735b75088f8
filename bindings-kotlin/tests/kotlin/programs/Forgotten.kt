package io.twitterfeedback.programs

import io.twitterfeedback.Client
import io.twitterfeedback.EventsQuery
import io.twitterfeedback.FeedbackEvent
import io.twitterfeedback.Fold
import io.twitterfeedback.Program
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SandboxOptions
import io.twitterfeedback.SignIn
import io.twitterfeedback.SignInOptions
import io.twitterfeedback.jsonOf
import io.twitterfeedback.past
import io.twitterfeedback.process.PATIENT
import io.twitterfeedback.process.pendingCalls
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import io.twitterfeedback.until
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import java.lang.ref.PhantomReference
import java.lang.ref.ReferenceQueue
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createTempDirectory
import kotlin.io.path.readLines
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

private val PATIENCE = 1.seconds

/** Allocators grow for a few rounds before they have what they keep; a leak grows in all of them. */
private const val MOST_ROUNDS = 12
private const val FEW = 3
private const val MOST_KIBIBYTES = 8 * 1024

private class Work(val sandbox: Sandbox, val client: Client, val query: EventsQuery) {
    val ledger: Path = createTempDirectory("ledger").resolve("feedback.db")
    val program: Program by lazy { Program.openBlocking(client, ledger) }
}

private val event = FeedbackEvent.fromJson(
    """{"event_type":"feedback.created","feedback":{"id":"1","type":"nps","external_id":"${"x".repeat(1000)}"}}""",
)

private val prompt = promptTo()

private val delivery = event.raw.encodeToByteArray()

// Without TLS, of which making each client ready takes long.
private val signingIn = SignInOptions("key", "secret", apiBase = "http://127.0.0.1:1")

private class Steps(val times: Int, val step: suspend Work.(Int) -> Unit)

/** Each is done so often that what it left behind would show. */
private val steps: Map<String, Steps> = mapOf(
    "clients" to Steps(10_000) { sandbox.client() },
    "clients that called" to Steps(500) { sandbox.client().verifyCredentials() },
    "folds" to Steps(20_000) { Fold().apply(event) },
    "sign-ins" to Steps(2_000) { SignIn.resume(signingIn, "token", "secret").authorizeUrl },
    "deliveries" to Steps(50_000) { FeedbackEvent.fromWebhook(delivery).feedback.id },
    "pagers" to Steps(10_000) { client.eventPager(query) },
    "pagers that were begun" to Steps(1_000) { client.eventPager(query).nextPage() },
    "cancelled calls" to Steps(5_000) { number ->
        withContext(Dispatchers.Default) {
            val call = launch(start = CoroutineStart.UNDISPATCHED) { runCatching { client.show("1") } }
            repeat(number % 3000) { Thread.onSpinWait() }
            call.cancelAndJoin()
        }
    },
    "cancelled sandboxes" to Steps(200) { number ->
        withContext(Dispatchers.Default) {
            val start = launch(start = CoroutineStart.UNDISPATCHED) { Sandbox.start().stop() }
            repeat(100 * number) { Thread.onSpinWait() }
            start.cancelAndJoin()
        }
    },
)

/** Each of them has files and threads. */
private val programs: Map<String, Steps> = mapOf(
    "programs" to Steps(100) { Program.open(client, ledger).attempts() },
    "cancelled programs" to Steps(200) { number ->
        withContext(Dispatchers.Default) {
            val opening = launch(start = CoroutineStart.UNDISPATCHED) { Program.open(client, ledger).close() }
            repeat(1_000 * number) { Thread.onSpinWait() }
            opening.cancelAndJoin()
        }
    },
    "cancelled sends" to Steps(200) { number ->
        withContext(Dispatchers.Default) {
            val call = launch(start = CoroutineStart.UNDISPATCHED) { runCatching { program.send(prompt) } }
            repeat(1_000 * number) { Thread.onSpinWait() }
            call.cancelAndJoin()
        }
    },
)

/** Numbers of this process. */
private class Figures {
    private val status = Path.of("/proc/self/status").readLines()
        .associate { it.substringBefore(':') to it.substringAfter(':').trim() }
    val kibibytes = status.getValue("VmRSS").removeSuffix(" kB").toLong()
    val threads = status.getValue("Threads").toInt()
    val descriptors = Files.list(Path.of("/proc/self/fd")).use { it.count() }

    fun isNoMoreThan(other: Figures): Boolean =
        kibibytes <= other.kibibytes && threads <= other.threads && descriptors <= other.descriptors
}

/** Whether the last few rounds left no more memory behind. One alone may fill gaps that those before it left. */
private fun List<Figures>.isMemoryAtRest(): Boolean =
    size >= FEW && last().kibibytes <= this[size - FEW].kibibytes + MOST_KIBIBYTES

/** Lets the collector find what was forgotten, and the cleaner do its work. */
private suspend fun collect() {
    val queue = ReferenceQueue<Any>()
    val witness = PhantomReference(Any(), queue)
    until {
        System.gc()
        queue.poll() === witness
    }
}

/** The numbers once all has come back, or after a while those that are left. */
private suspend fun settled(before: Figures?): Figures {
    val end = TimeSource.Monotonic.markNow() + PATIENCE
    while (true) {
        collect()
        val now = Figures()
        if ((before != null && now.isNoMoreThan(before)) || end.hasPassedNow()) {
            return now
        }
    }
}

private suspend fun Work.often(steps: Steps, before: Figures?): Figures {
    repeat(steps.times) { number ->
        steps.step(this, number)
        // Otherwise it is a matter of luck how many there are at most, which is what allocators keep.
        if (number % (steps.times / 10) == 0) {
            collect()
        }
    }
    return settled(before)
}

/** Does what the argument names very often, again and again until that takes no more memory; prints what it took. */
fun main(arguments: Array<String>): Unit = runBlocking {
    val sandbox = Sandbox.start(SandboxOptions(limits = false))
    sandbox.seedPast(200)
    val work = Work(sandbox, sandbox.client(PATIENT), past(sandbox))
    val steps = (steps + programs).getValue(arguments.single())
    val rounds = mutableListOf<Figures>()
    while (!rounds.isMemoryAtRest() && rounds.size < MOST_ROUNDS) {
        rounds += work.often(steps, rounds.lastOrNull())
    }
    until { pendingCalls == 0 }
    val told = mapOf(
        "memoryAtRest" to rounds.isMemoryAtRest(),
        "mebibytes" to rounds.map { it.kibibytes / 1024 },
        "threads" to rounds.map { it.threads },
        "descriptors" to rounds.map { it.descriptors },
    )
    println(jsonOf(told))
}
