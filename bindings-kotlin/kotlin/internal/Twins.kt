package io.twitterfeedback.internal

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.future.future
import kotlinx.coroutines.runBlocking
import java.util.concurrent.CompletableFuture

/** How many threads dependents of futures may hold up at once. */
private const val MOST_BLOCKED = 256

/**
 * Calls of Java's, which live as long as what they wait for. Dependents of a future run on its threads, and in Java they
 * wait for other futures: on the few of `Dispatchers.Default` they would wait for ever.
 */
private val calls = CoroutineScope(SupervisorJob() + Dispatchers.IO.limitedParallelism(MOST_BLOCKED))

/** Waits on the calling thread; interrupting it cancels. */
internal fun <T> blocking(work: suspend () -> T): T {
    // It would look only after it had begun.
    if (Thread.interrupted()) {
        throw InterruptedException()
    }
    return runBlocking { work() }
}

/** Cancelling the future cancels. It is begun on the calling thread, so that calls keep their order. */
internal fun <T> futureOf(work: suspend () -> T): CompletableFuture<T> =
    calls.future(start = CoroutineStart.UNDISPATCHED) { work() }
