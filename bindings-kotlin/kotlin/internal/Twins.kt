package io.twitterfeedback.internal

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.future.future
import kotlinx.coroutines.runBlocking
import java.util.concurrent.CompletableFuture

/** Calls of Java's, which live as long as what they wait for. */
private val calls = CoroutineScope(SupervisorJob() + Dispatchers.Default)

/** Waits on the calling thread; interrupting it cancels. */
internal fun <T> blocking(work: suspend () -> T): T = runBlocking { work() }

/** Cancelling the future cancels. */
internal fun <T> futureOf(work: suspend () -> T): CompletableFuture<T> = calls.future { work() }
