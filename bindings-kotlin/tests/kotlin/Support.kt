package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.assertThrows
import java.nio.file.Path
import java.time.temporal.ChronoUnit
import kotlin.reflect.KClass
import kotlin.reflect.full.primaryConstructor
import kotlin.time.Duration
import kotlin.time.Duration.Companion.minutes

/** A guard against a hang, never waited out by a healthy run. */
val GUARD: Duration = 1.minutes

/** The repository; Maven runs the tests beside `pom.xml`. */
val REPOSITORY: Path = Path.of("..").toAbsolutePath().normalize()

const val PERSON = "343434343434"
const val MESSAGE = "Thank you for talking to Furni today!"
const val PRIVACY_URL = "https://furni.example/privacy"
val PROMPT: Prompt = Prompt.csat(PERSON, MESSAGE, PRIVACY_URL)

/** Keys of nobody, none of which a message may show. */
val KEYS: List<String> = listOf("hush-consumer-key", "hush-consumer-secret", "hush-token", "hush-token-secret")

/** The same as credentials. */
val NOBODY: Credentials = Credentials(KEYS[0], KEYS[1], KEYS[2], KEYS[3])

/** Half of a pair, which Java's strings hold and no text on a network does. */
const val SURROGATE = "half \ud83d an emoji"

/** What is tested is what one answer means. */
val ONE_TRY: ClientOptions = ClientOptions(maxTries = 1, maxRateWait = Duration.ZERO)

/** Every class of exceptions by its kind. */
val CLASSES: Map<String, KClass<out FeedbackException>> =
    FeedbackException::class.sealedSubclasses.associateBy { it.made("").kind }

/** An exception of this class. */
fun <T : FeedbackException> KClass<T>.made(
    message: String,
    details: FeedbackException.Details = FeedbackException.Details(),
    cause: Throwable? = null,
): T = checkNotNull(primaryConstructor).call(message, details, cause)

/** A test that suspends, and fails rather than hangs. */
fun running(test: suspend () -> Unit) {
    runBlocking { withTimeout(GUARD) { test() } }
}

/** With a sandbox that ends with the test. */
fun withSandbox(options: SandboxOptions = SandboxOptions(), test: suspend (Sandbox) -> Unit) {
    running { Sandbox.start(options).use { test(it) } }
}

/** With a sandbox and a client of it that tries once. */
fun withClient(options: SandboxOptions = SandboxOptions(), test: suspend (Sandbox, Client) -> Unit) {
    withSandbox(options) { sandbox -> sandbox.client(ONE_TRY).use { test(sandbox, it) } }
}

/** The week that a new sandbox shows. */
fun past(sandbox: Sandbox, count: Int = 100): EventsQuery {
    val end = sandbox.now.minus(1, ChronoUnit.DAYS).minus(1, ChronoUnit.MINUTES)
    return EventsQuery(end.minus(7, ChronoUnit.DAYS), end, count)
}

/** Makes up a past in the week that a listing shows. */
suspend fun Sandbox.seed(count: Long, period: EventsQuery): Seeded =
    seed(count, checkNotNull(period.fromTime), checkNotNull(period.toTime))

/** The operations by the names that faults have for them. */
val OPERATIONS: Map<String, suspend (Client, Sandbox) -> Any?> = mapOf(
    "create" to { client, _ -> client.create(PROMPT) },
    "show" to { client, _ -> client.show("1") },
    "friendship" to { client, _ -> client.friendship(PERSON) },
    "events" to { client, sandbox -> client.eventPager(past(sandbox)).nextPage() },
)

/** What this throws. */
inline fun failure(call: () -> Any?): FeedbackException = assertThrows<FeedbackException> { call() }

/** The pages that are left of a listing. */
suspend fun EventPager.rest(): List<EventPage> = buildList {
    while (true) {
        add(nextPage() ?: break)
    }
}

/** The texts of all events. */
suspend fun Client.raws(query: EventsQuery): List<String> = events(query).toList().map { it.raw }

/** The texts of a page's events; none after the last page. */
val EventPage?.raws: List<String> get() = this?.events.orEmpty().map { it.raw }

/** The requests that have arrived whose path has this part. */
fun Sandbox.seen(part: String): List<LoggedRequest> = requests.filter { part in it.path }

/** What these events add up to. */
fun folded(events: List<FeedbackEvent>): Fold = Fold().also { events.forEach(it::apply) }

/** Everything a fold tells. */
fun told(fold: Fold): List<Any> = fold.map {
    listOf(it, it.feedback.raw, it.scoreConflict, it.textConflict, it.scoreOutOfRange)
}

/** Lets other work run until the condition holds. */
suspend fun until(condition: () -> Boolean) {
    withTimeout(GUARD) {
        while (!condition()) {
            yield()
        }
    }
}

/** A test for each of these, named by it. */
fun <T> each(given: Iterable<T>, name: (T) -> String = { it.toString() }, test: (T) -> Unit): List<DynamicTest> {
    val tests = given.map { dynamicTest(name(it).ifBlank { "(blank)" }) { test(it) } }
    assertTrue(tests.isNotEmpty(), "there is nothing to test")
    return tests
}

private val MAPPER = ObjectMapper()

/** Reads JSON. */
fun json(text: String): JsonNode = MAPPER.readTree(text)

/** Writes JSON: a text, a number, a list or a map. */
fun jsonOf(value: Any?): String = MAPPER.writeValueAsString(value)
