package io.twitterfeedback.process

import io.twitterfeedback.Client
import io.twitterfeedback.ClientOptions
import io.twitterfeedback.EventsQuery
import io.twitterfeedback.LoggedRequest
import io.twitterfeedback.Prompt
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SandboxOptions
import io.twitterfeedback.ffi.uniffiContinuationHandleMap
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.minutes
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource
import kotlin.time.toJavaDuration

/** A guard against a hang, never waited out by a healthy run. */
val GUARD: Duration = 60.seconds

/** How soon something must be over that has no reason to wait. */
val SOON: Duration = 15.seconds

/** Options of a client whose calls end only when something happens to them. */
val PATIENT = ClientOptions(timeout = GUARD, readTimeout = GUARD, operationTimeout = GUARD, maxTries = 1)

private const val FIRST_PERSON = 343_434_343_434L

fun person(number: Int = 0): String = (FIRST_PERSON + number).toString()

fun promptTo(number: Int = 0): Prompt =
    Prompt.csat(person(number), "Thank you for talking to Furni!", "https://furni.example/privacy")

/** Every suspend operation of a client: the fault's and the path's name for it, and the call. */
enum class Operation(val fault: String, val path: String, val call: suspend (Client) -> Any?) {
    CREATE("create", "/create", { it.create(promptTo()) }),
    SHOW("show", "/show/", { it.show("1") }),
    CAN_DM("friendship", "/friendships/", { it.canDm(person()) }),
    FRIENDSHIP("friendship", "/friendships/", { it.friendship(person()) }),
    VERIFY_CREDENTIALS("any", "/verify", { it.verifyCredentials() }),
    SERVICE_TIME("any", "/", { it.serviceTime() }),
    NEXT_PAGE("events", "/events", { it.eventPager().nextPage() }),
    EVENT_PAGES("events", "/events", { it.eventPages().toList() }),
    EVENTS("events", "/events", { it.events().toList() }),
}

/** A sandbox without limits and a patient client of it, for as long as the body runs. */
fun inSandbox(body: suspend CoroutineScope.(Sandbox, Client) -> Unit): Unit = runBlocking(Dispatchers.Default) {
    Sandbox.start(SandboxOptions(limits = false)).use { sandbox ->
        sandbox.client(PATIENT).use { client ->
            withTimeout(GUARD) { body(sandbox, client) }
        }
    }
}

/** The week that a new sandbox shows. */
fun past(sandbox: Sandbox, count: Int = 100): EventsQuery = EventsQuery(
    fromTime = sandbox.now - 8.days.toJavaDuration(),
    toTime = sandbox.now - (1.days + 1.minutes).toJavaDuration(),
    count = count,
)

suspend fun Sandbox.seedPast(feedbacks: Long) {
    val past = past(this)
    seed(feedbacks, checkNotNull(past.fromTime), checkNotNull(past.toTime))
}

/** The requests that have arrived whose path has this part. */
fun Sandbox.seen(part: String): List<LoggedRequest> = requests.filter { part in it.path }

fun Sandbox.awaitArrival(part: String, times: Int = 1): Unit = until { seen(part).size >= times }

/** Calls whose answers are waited for, whoever waits. */
val pendingCalls: Int get() = uniffiContinuationHandleMap.size

/** Lets other threads run until the condition holds. */
fun until(condition: () -> Boolean) {
    val end = TimeSource.Monotonic.markNow() + GUARD
    while (!condition()) {
        check(end.hasNotPassedNow()) { "what was waited for never came" }
        Thread.yield()
    }
}
