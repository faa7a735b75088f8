package io.twitterfeedback.internal

import io.twitterfeedback.EventPage
import java.util.concurrent.CompletableFuture
import java.util.concurrent.atomic.AtomicBoolean

/**
 * A future that decides at one moment whether it is to have its page or was given up, so that no page is lost between.
 * What waits for it runs later, when nothing is locked.
 */
internal class HandedPage : CompletableFuture<EventPage?>() {
    private val settled = AtomicBoolean()

    @Volatile
    private var claimed = false

    /** Whether the page is to be handed over; then nobody can give it up any more. */
    fun claim(): Boolean = settle().also { claimed = it }

    /** Whoever gave it up may be on the way to saying so, and the page was kept: then it is not handed over. */
    fun handOver(page: EventPage?) {
        if (claimed) {
            super.complete(page)
        }
    }

    override fun complete(value: EventPage?): Boolean = settle() && super.complete(value)

    override fun completeExceptionally(error: Throwable): Boolean = settle() && super.completeExceptionally(error)

    override fun cancel(mayInterruptIfRunning: Boolean): Boolean = settle() && super.cancel(mayInterruptIfRunning)

    private fun settle(): Boolean = settled.compareAndSet(false, true)
}
