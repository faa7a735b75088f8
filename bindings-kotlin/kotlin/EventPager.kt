package io.twitterfeedback

import io.twitterfeedback.ffi.Listing
import io.twitterfeedback.internal.HandedPage
import io.twitterfeedback.internal.awaiting
import io.twitterfeedback.internal.blocking
import io.twitterfeedback.internal.futureOf
import io.twitterfeedback.internal.natively
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.util.concurrent.CompletableFuture

/**
 * A listing, page by page, for who wants to decide when the next one is read. Made by [Client.eventPager].
 *
 * It ends only where the service says so; empty pages in between are normal. After an error the same page is asked for
 * again, so the listing can go on once the cause is gone; and a page that was read for a coroutine that is cancelled
 * meanwhile comes with the next call.
 */
public class EventPager internal constructor(private val listing: Listing) : AutoCloseable {
    private val turn = Mutex()

    /** What was read and not handed over: whoever was to have it was cancelled meanwhile. */
    private var left: Read? = null

    /** Where the next page is, for [EventsQuery.resume]; `null` before the first page and after the last. */
    @Volatile
    public var cursor: String? = natively { listing.cursor() }
        private set

    /**
     * The next page; `null` after the last. Whoever asks again meanwhile gets the one after it.
     *
     * In `withTimeout`, use the page inside the block: what a block returns just as its time is over is dropped by it.
     */
    public suspend fun nextPage(): EventPage? = next {
        currentCoroutineContext().ensureActive()
        true
    }

    /** [nextPage], waiting on the calling thread; interrupting it cancels. */
    @Throws(InterruptedException::class)
    public fun nextPageBlocking(): EventPage? = blocking { nextPage() }

    /** [nextPage] as a future, `null` after the last; cancelling it cancels. */
    public fun nextPageAsync(): CompletableFuture<EventPage?> {
        val handed = HandedPage()
        val reading = futureOf { next { handed.claim() } }
        reading.whenComplete { page, error ->
            if (error == null) handed.handOver(page) else handed.completeExceptionally(error)
        }
        handed.whenComplete { _, _ -> reading.cancel(true) }
        return handed
    }

    /** Lets go what was read and not taken; otherwise that happens when nobody holds it any more. */
    override fun close(): Unit = listing.close()

    /** Hands the next page over, and keeps it for the next call where it is not taken. */
    private suspend fun next(take: suspend () -> Boolean): EventPage? = turn.withLock {
        // A page that waits here is gone, too, once this is closed.
        left?.let { natively { listing.cursor() } }
        val read = left ?: run {
            awaiting { listing.read() }
            Read(natively { listing.take() }?.let(::EventPage))
        }
        left = read
        if (take()) {
            left = null
            cursor = read.page?.nextCursor
        }
        read.page
    }

    /** A page, or that there is none any more. */
    private class Read(val page: EventPage?)
}
