package io.twitterfeedback.internal

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import kotlin.coroutines.ContinuationInterceptor

/** As [natively], for what takes its time. Inline, so that a stack begins with the function that was called. */
internal suspend inline fun <T> awaiting(noinline call: suspend () -> T): T = natively { begun(call) }

/** Who is cancelled already begins nothing. */
internal suspend fun <T> begun(call: suspend () -> T): T {
    val context = currentCoroutineContext()
    // Native code would begin all the same, and what it sends cannot be taken back.
    context.ensureActive()
    val dispatcher = context[ContinuationInterceptor] as? CoroutineDispatcher
    if (dispatcher != null && dispatcher.isDispatchNeeded(context)) {
        return call()
    }
    // As in `Dispatchers.Unconfined`: the caller would go on in the native thread that brings the answer. One that
    // blocks there waits for ever, because the thread brings nothing else meanwhile.
    return withContext(Dispatchers.Default) { call() }
}
