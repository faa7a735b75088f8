package io.twitterfeedback

import io.twitterfeedback.ffi.Listing
import io.twitterfeedback.internal.blocking
import io.twitterfeedback.internal.futureOf
import io.twitterfeedback.internal.natively
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
public class EventPager internal constructor(private val listing: Listing) {
    private val turn = Mutex()

    /** Where the next page is, for [EventsQuery.resume]; `null` before the first page and after the last. */
    public val cursor: String? get() = natively { listing.cursor() }

    /** The next page; `null` after the last. Whoever asks again meanwhile gets the one after it. */
    public suspend fun nextPage(): EventPage? = turn.withLock {
        natively {
            listing.read()
            listing.take()?.let(::EventPage)
        }
    }

    /** [nextPage], waiting on the calling thread; interrupting it cancels. */
    @Throws(InterruptedException::class)
    public fun nextPageBlocking(): EventPage? = blocking { nextPage() }

    /** [nextPage] as a future, `null` after the last; cancelling it cancels. */
    public fun nextPageAsync(): CompletableFuture<EventPage?> = futureOf { nextPage() }
}
