package io.twitterfeedback.process

import io.twitterfeedback.Attempt
import io.twitterfeedback.AttemptFilter
import io.twitterfeedback.Client
import io.twitterfeedback.Policy
import io.twitterfeedback.Program
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SendOutcome
import io.twitterfeedback.seen
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteRecursively

/** What asks through a program, and the path's name for it. */
enum class ProgramCall(val fault: String, val path: String, val call: suspend (Program) -> Any?) {
    SEND("create", "/create", { it.send(promptTo()) }),
    SYNC("events", "/events", { it.sync() }),
    RECONCILE("any", "/", { it.reconcile() }),
    COVERAGE("any", "/", { it.coverage() }),
}

/** A place for a new ledger, as long as the body runs. */
@OptIn(ExperimentalPathApi::class)
suspend fun <T> withLedger(body: suspend (Path) -> T): T {
    val folder = createTempDirectory("ledger")
    try {
        return body(folder.resolve("feedback.db"))
    } finally {
        folder.deleteRecursively()
    }
}

/** A sandbox without limits and a program on a new ledger, as long as the body runs. */
fun inProgram(policy: Policy = Policy(), body: suspend CoroutineScope.(Sandbox, Program) -> Unit): Unit =
    inSandbox { sandbox, client -> onNewLedger(client, policy) { body(sandbox, it) } }

/** A program of this client on a new ledger, as long as the body runs. */
suspend fun <T> onNewLedger(client: Client, policy: Policy = Policy(), body: suspend (Program) -> T): T =
    withLedger { ledger -> Program.open(client, ledger, policy).use { body(it) } }

/** How many prompts the service was asked to make. */
val Sandbox.creates: Int get() = seen("/create").size

/** What became of it, in two words. */
val SendOutcome.words: String
    get() = when (this) {
        is SendOutcome.Sent -> "sent"
        is SendOutcome.Skipped -> "skipped $reason"
        is SendOutcome.Unknown -> "unknown"
    }

/** The attempts of one person, newest first. */
suspend fun Program.attemptsOf(person: String): List<Attempt> = attempts(AttemptFilter(toUserId = person))

/** Waits until the newest attempt of this person is in this state. */
suspend fun Program.awaitState(person: String, state: String): Attempt = withTimeout(SOON) {
    var newest = attemptsOf(person).firstOrNull()
    while (newest?.state != state) {
        yield()
        newest = attemptsOf(person).firstOrNull()
    }
    newest
}
