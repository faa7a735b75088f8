package io.twitterfeedback

import io.twitterfeedback.process.SOON
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout

/** A call in a coroutine of its own, and what the call itself ends with. */
internal class Begun(scope: CoroutineScope, call: suspend () -> Any?) {
    val end = CompletableDeferred<Throwable?>()
    val job: Job = scope.launch(Dispatchers.Default, CoroutineStart.UNDISPATCHED) {
        end.complete(runCatching { call() }.exceptionOrNull())
    }

    suspend fun cancelled(): Throwable? {
        job.cancel(CancellationException("enough"))
        return withTimeout(SOON) { end.await() }
    }
}
