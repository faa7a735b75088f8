package io.twitterfeedback.programs

import com.fasterxml.jackson.databind.JsonNode
import io.twitterfeedback.Client
import io.twitterfeedback.ClientOptions
import io.twitterfeedback.Credentials
import io.twitterfeedback.EventsQuery
import io.twitterfeedback.FeedbackException
import io.twitterfeedback.MESSAGE
import io.twitterfeedback.PRIVACY_URL
import io.twitterfeedback.Prompt
import io.twitterfeedback.texts
import io.twitterfeedback.vectors
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withPermit
import java.lang.management.ManagementFactory
import java.nio.file.Path
import java.time.Instant
import kotlin.io.path.exists
import kotlin.io.path.readLines
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

private val TIMEOUT = 2.seconds

/** All begin alike, so that one look finds each. */
private const val SECRET = "d41d8cd9"
private const val MOST_MEBIBYTES = 100
private const val LONGEST = 8 * 1024

/** What each is called with, by the vectors' names. */
private val calls: Map<String, suspend (Client) -> Any?> = mapOf(
    "show" to { it.show("1") },
    "events" to { it.eventPager(EventsQuery(Instant.ofEpochMilli(1), Instant.ofEpochMilli(2))).nextPage() },
    "create" to { it.create(Prompt.nps("12", MESSAGE, PRIVACY_URL)) },
    "can_dm" to { it.canDm("12") },
    "verify_credentials" to { it.verifyCredentials() },
)

/** How many calls at once, and how long after its timeout one may end, by what a case costs. */
private enum class Load(val atOnce: Int, val grace: Duration) {
    IDLE(100, 5.seconds),
    LIGHT(4, 5.seconds),
    LARGE(1, 5.seconds),
    BUSY(1, 15.seconds),
}

private class Case(val base: String, node: JsonNode) {
    val name: String = node["name"].textValue()
    val path: String = node["case"].textValue()
    val load = Load.valueOf((node["load"]?.textValue() ?: "light").uppercase())
    private val says: String = node["says"]?.textValue().orEmpty()
    private val expected = node["expected"]

    suspend fun outcome(operation: String): FeedbackException? {
        val credentials = Credentials("$SECRET-a", "$SECRET-b", "$SECRET-c", "$SECRET-d")
        val options =
            ClientOptions(credentials, "$base/$path", timeout = TIMEOUT, readTimeout = 1.seconds, maxTries = 1)
        return try {
            Client(options).use { calls.getValue(operation)(it) }
            null
        } catch (error: FeedbackException) {
            error
        }
    }

    suspend fun complaints(operation: String): List<String> {
        val begun = TimeSource.Monotonic.markNow()
        val error = outcome(operation)
        val took = begun.elapsedNow()
        val found = error?.let(::complaintsOf).orEmpty().toMutableList()
        if (took > TIMEOUT + load.grace * crowd()) {
            found += "took $took"
        }
        val right = expected[operation].texts()
        val kind = error?.kind ?: "ok"
        if (kind !in right) {
            found += "$kind instead of $right: ${"$error".take(500)}"
        }
        return found.map { "$name on $operation: $it" }
    }

    private fun complaintsOf(error: FeedbackException): List<String> = buildList {
        val text = error.toString()
        if (says !in error.message) add("does not say $says: ${text.take(500)}")
        if (text.length > LONGEST) add("${text.length} characters long: ${text.take(500)}")
        if (text.any(Char::isISOControl)) add("control characters: ${text.take(500)}")
        if (SECRET in error.stackTraceToString() + error.body + error.errors) add("shows a secret")
        if (error.maybeSent && error.cause !is FeedbackException) add("no cause: ${text.take(500)}")
    }
}

/** How many processes share a processor of this machine, one at least. */
private fun crowd(): Double = with(ManagementFactory.getOperatingSystemMXBean()) {
    (systemLoadAverage / availableProcessors).coerceAtLeast(1.0)
}

/** The most memory that this process ever had; only Linux tells. */
private fun peakMebibytes(): Long? {
    val status = Path.of("/proc/self/status").takeIf { it.exists() } ?: return null
    val line = status.readLines().single { it.startsWith("VmHWM:") }
    return line.removePrefix("VmHWM:").trim().removeSuffix(" kB").toLong() / 1024
}

private suspend fun complaints(cases: List<Case>, load: Load): List<String> = coroutineScope {
    val places = Semaphore(load.atOnce)
    // What keeps a machine busy takes long, and all that read do it in the same way.
    val operations = if (load == Load.BUSY) listOf("show", "create") else calls.keys
    val judged = cases.filter { it.load == load }.flatMap { case ->
        operations.map { async(Dispatchers.Default) { places.withPermit { case.complaints(it) } } }
    }
    check(judged.isNotEmpty()) { "no case is $load" }
    judged.awaitAll().flatten()
}

/** Calls what answers at a URL as no service should, in all cases of a load, and prints what is wrong. */
fun main(arguments: Array<String>): Unit = runBlocking {
    val (url, load) = arguments
    val cases = vectors("hostile.json").map { Case(url, it) }
    // What a machine needs at the beginning is not what answers cost.
    val good = cases.single { it.path == "good" }
    repeat(200) { check(good.outcome("show") == null) }
    val before = peakMebibytes()
    complaints(cases, Load.valueOf(load.uppercase())).forEach(::println)
    val grown = peakMebibytes()?.minus(before ?: 0) ?: 0
    if (grown > MOST_MEBIBYTES) {
        println("the process grew by $grown MiB")
    }
}
