package io.twitterfeedback.process

import io.twitterfeedback.Client
import io.twitterfeedback.ClientOptions
import io.twitterfeedback.GUARD
import io.twitterfeedback.MESSAGE
import io.twitterfeedback.PERSON
import io.twitterfeedback.PRIVACY_URL
import io.twitterfeedback.Prompt
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SandboxOptions
import io.twitterfeedback.Seeded
import io.twitterfeedback.ffi.uniffiContinuationHandleMap
import io.twitterfeedback.past
import io.twitterfeedback.seed
import io.twitterfeedback.seen
import io.twitterfeedback.until
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds

/** How soon something must be over that has no reason to wait. */
val SOON: Duration = 15.seconds

/** Options of a client whose calls end only when something happens to them. */
val PATIENT = ClientOptions(timeout = GUARD, readTimeout = GUARD, operationTimeout = GUARD, maxTries = 1)

/** The person of this number. */
fun person(number: Int = 0): String = (PERSON.toLong() + number).toString()

fun promptTo(number: Int = 0): Prompt = Prompt.csat(person(number), MESSAGE, PRIVACY_URL)

/** Every suspend operation of a client: the fault's and the path's name for it, and the call. */
enum class Operation(val fault: String, val path: String, val call: suspend (Client) -> Any?) {
    CREATE("create", "/create", { it.create(promptTo()) }),
    SHOW("show", "/show/", { it.show("1") }),
    CAN_DM("friendship", "/friendships/", { it.canDm(person()) }),
    FRIENDSHIP("friendship", "/friendships/", { it.friendship(person()) }),
    VERIFY_CREDENTIALS("any", "/verify", { it.verifyCredentials() }),
    SERVICE_TIME("any", "/", { it.serviceTime() }),
    DOCTOR("any", "/", { it.doctor() }),
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

suspend fun Sandbox.seedPast(feedbacks: Long): Seeded = seed(feedbacks, past(this))

suspend fun Sandbox.awaitArrival(part: String, times: Int = 1): Unit = until { seen(part).size >= times }

/** Calls whose answers are waited for, whoever waits. */
val pendingCalls: Int get() = uniffiContinuationHandleMap.size
