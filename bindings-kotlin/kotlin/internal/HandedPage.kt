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

    /** Whether the page is to be handed over; then nobody can give it up any more. */
    fun claim(): Boolean = settled.compareAndSet(false, true)

    fun handOver(page: EventPage?) {
        super.complete(page)
    }

    override fun complete(value: EventPage?): Boolean = claim() && super.complete(value)

    override fun completeExceptionally(error: Throwable): Boolean = claim() && super.completeExceptionally(error)

    override fun cancel(mayInterruptIfRunning: Boolean): Boolean = claim() && super.cancel(mayInterruptIfRunning)
}
