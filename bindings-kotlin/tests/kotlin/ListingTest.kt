package io.twitterfeedback

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.yield
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.stream.Collectors
import kotlin.concurrent.thread
import kotlin.random.Random

/** Listing events: loops that end early, several at once, errors in between, pages that are cancelled. */
class ListingTest {
    @Test
    fun `pages and single events list the same, in the same order`() = withPast {
        assertEquals(whole, client.eventPages(query).toList().flatMap { it.raws })
        assertEquals(whole, client.eventPager(query).rest().flatMap { it.raws })
    }

    @Test
    fun `empty and short pages do not end a listing`() = withPast {
        val pages = client.eventPages(query).toList()
        val sizes = pages.dropLast(1).map { it.events.size }
        assertTrue(0 in sizes && sizes.any { it in 1..4 }, "$sizes")
        assertTrue(pages.dropLast(1).all { it.nextCursor != null })
        assertNull(pages.last().nextCursor)
    }

    @Test
    fun `a listing that is left goes on from the cursor, in the same pager and in a new listing`() = withPast {
        val pager = client.eventPager(query)
        val begun = mutableListOf<String>()
        while (begun.size <= 30) {
            val page = checkNotNull(pager.nextPage())
            begun += page.raws
            assertEquals(page.nextCursor, pager.cursor)
        }
        val cursor = checkNotNull(pager.cursor)
        assertEquals(whole, begun + client.raws(EventsQuery.resume(cursor, 5)))
        assertEquals(whole, begun + pager.rest().flatMap { it.raws })
        assertNull(pager.cursor)
    }

    @Test
    fun `a flow of events that is left asks for no further page`() = withPast {
        val before = listed()
        assertEquals(whole.take(3), client.events(query).take(3).toList().map { it.raw })
        client.verifyCredentials()
        assertEquals(before + 1, listed())
    }

    @Test
    fun `what is thrown while a flow is collected comes out as it is`() = withPast {
        val events = client.events(query)
        val provoked = IllegalStateException("provoked")
        assertSame(provoked, assertThrows<IllegalStateException> { events.collect { throw provoked } })
        assertEquals(whole, events.toList().map { it.raw })
    }

    @Test
    fun `each collection of the same flow lists anew`() = withPast {
        val events = client.events(query)
        val before = listed()
        assertEquals(whole, events.toList().map { it.raw })
        val once = listed() - before
        assertEquals(whole, events.toList().map { it.raw })
        assertEquals(before + 2 * once, listed())
    }

    @Test
    fun `nothing is sent before the first page is asked for`() = withPast {
        val before = sandbox.requests.size
        client.events(query)
        client.eventPages(query)
        client.eventsBlocking(query)
        assertNull(client.eventPager(query).cursor)
        client.verifyCredentials()
        assertEquals(before + 1, sandbox.requests.size)
    }

    @Test
    fun `pages that are asked for at once are different ones, in the order in which they were asked for`() = withPast {
        repeat(5) {
            val pager = client.eventPager(query)
            val pages = coroutineScope { List(100) { async { pager.nextPage() } }.awaitAll() }
            assertEquals(whole, pages.flatMap { it.raws })
            assertTrue(pages.dropWhile { it != null }.all { it == null })
        }
    }

    @Test
    fun `two loops over one pager share its pages`() = withPast {
        val pager = client.eventPager(query)
        val both = withContext(Dispatchers.Default) { List(2) { async { pager.rest() } }.awaitAll() }
        assertEquals(whole.sorted(), both.flatten().flatMap { it.raws }.sorted())
    }

    @Test
    fun `listings at once do not disturb each other`() = withPast {
        val events = client.events(query)
        val listings = withContext(Dispatchers.Default) { List(20) { async { events.toList() } }.awaitAll() }
        for (listed in listings) {
            assertEquals(whole, listed.map { it.raw })
        }
    }

    @Test
    fun `the page of an error comes again, the first, one amid the listing and the last`() = withPast {
        val count = client.eventPager(query).rest().size
        val pager = client.eventPager(query)
        val listed = mutableListOf<String>()
        repeat(count) {
            val place = pager.cursor
            sandbox.fault("events", "status:503")
            assertThrows<FeedbackException.Server> { pager.nextPage() }
            assertEquals(place, pager.cursor)
            listed += checkNotNull(pager.nextPage()).raws
        }
        assertNull(pager.nextPage())
        assertEquals(whole, listed)
    }

    @Test
    fun `an error ends a flow, and the next collection begins anew`() = withPast {
        val events = client.events(query)
        val listed = mutableListOf<String>()
        assertThrows<FeedbackException.Server> {
            events.collect { event ->
                if (listed.isEmpty()) {
                    sandbox.fault("events", "status:503")
                }
                listed += event.raw
            }
        }
        assertTrue(listed.isNotEmpty() && listed.size < whole.size)
        assertEquals(whole, events.toList().map { it.raw })
    }

    @Test
    fun `after the last page there is none, however often it is asked for`() = withPast {
        val pager = client.eventPager(query)
        pager.rest()
        val before = sandbox.requests.size
        repeat(3) { assertNull(pager.nextPage()) }
        assertEquals(before, sandbox.requests.size)
    }

    @Test
    fun `a listing outlives the closing of its client`() = withPast {
        val pager = client.eventPager(query)
        client.close()
        assertEquals(whole, pager.rest().flatMap { it.raws })
    }

    @Test
    fun `a page that is cancelled on its way is asked for again`() = withPast {
        val pager = client.eventPager(query)
        val listed = mutableListOf<String>()
        repeat(3) {
            val place = pager.cursor
            val before = listed()
            sandbox.fault("events", "hang")
            coroutineScope {
                val reading = launch { pager.nextPage() }
                until { listed() > before }
                reading.cancelAndJoin()
                assertTrue(reading.isCancelled)
            }
            assertEquals(place, pager.cursor)
            listed += checkNotNull(pager.nextPage()).raws
        }
        assertEquals(whole, listed + pager.rest().flatMap { it.raws })
    }

    @Test
    fun `whenever coroutines are cancelled no page is lost and none comes twice`() = withPast {
        assertCancellingLosesNothing { pager, page, moment ->
            withContext(Dispatchers.Default) {
                val reading = launch { page(pager.nextPage()) }
                repeat(moment) { yield() }
                reading.cancelAndJoin()
            }
        }
    }

    @Test
    fun `whenever futures are cancelled no page is lost and none comes twice`() = withPast {
        assertCancellingLosesNothing { pager, page, moment ->
            val reading = pager.nextPageAsync()
            repeat(moment * 100) { Thread.onSpinWait() }
            if (!reading.cancel(true)) {
                page(reading.join())
            }
        }
    }

    @Test
    fun `a page whose future is cancelled comes with the next call`() = withPast {
        val pager = client.eventPager(query)
        val before = listed()
        sandbox.fault("events", "hang")
        val future = pager.nextPageAsync()
        until { listed() > before }
        assertTrue(future.cancel(true))
        assertThrows<CancellationException> { future.join() }
        assertEquals(whole, pager.rest().flatMap { it.raws })
    }

    @Test
    fun `a page that is interrupted comes with the next call`() = withPast {
        val pager = client.eventPager(query)
        val before = listed()
        sandbox.fault("events", "hang")
        val outcome = CompletableFuture<Throwable?>()
        val reader = thread { outcome.complete(runCatching { pager.nextPageBlocking() }.exceptionOrNull()) }
        until { listed() > before }
        reader.interrupt()
        val thrown = outcome.get(GUARD.inWholeSeconds, TimeUnit.SECONDS)
        assertTrue(thrown is InterruptedException, "$thrown")
        assertEquals(whole, pager.rest().flatMap { it.raws })
    }

    @Test
    fun `streams list the same, and read pages when they come to them`() = withPast {
        val before = listed()
        val first = client.eventsBlocking(query).limit(3).map { it.raw }.collect(Collectors.toList())
        assertEquals(whole.take(3), first)
        assertEquals(before + 1, listed())
        assertEquals(whole, client.eventsBlocking(query).map { it.raw }.collect(Collectors.toList()))
        val pages = client.eventPagesBlocking(query).collect(Collectors.toList())
        assertEquals(whole, pages.flatMap { it.raws })
    }

    @Test
    fun `a flow of pages can be left at any page`() = withPast {
        val pages = client.eventPages(query).takeWhile { it.nextCursor != null }.toList()
        val last = checkNotNull(pages.last().nextCursor)
        assertEquals(whole, pages.flatMap { it.raws } + client.raws(EventsQuery.resume(last, 5)))
    }
}

/** A past of many pages, and all of it. */
private class Past(val sandbox: Sandbox, val client: Client, val query: EventsQuery, val whole: List<String>) {
    fun listed(): Int = sandbox.seen("/events").size
}

// The layout of pages goes by the times of their events.
private val OPTIONS = SandboxOptions(limits = false, startAt = Instant.parse("2026-03-01T00:00:00Z"))

/** Every second page is asked for by somebody who goes away at one moment or another. */
private suspend fun Past.assertCancellingLosesNothing(
    read: suspend (pager: EventPager, page: (EventPage?) -> Unit, moment: Int) -> Unit,
) {
    val random = Random(7)
    repeat(8) {
        val pager = client.eventPager(query)
        val listed = mutableListOf<String>()
        do {
            read(pager, { listed += it.raws }, random.nextInt(1_000))
            val page = pager.nextPage()
            listed += page.raws
        } while (page != null)
        assertEquals(whole, listed)
    }
}

private fun withPast(test: suspend Past.() -> Unit) = withClient(OPTIONS) { sandbox, client ->
    val query = past(sandbox, 5)
    val seeded = sandbox.seed(80, query)
    val whole = client.raws(query)
    assertEquals(seeded.events, whole.size.toLong())
    assertTrue(whole.size > 100)
    Past(sandbox, client, query, whole).test()
}
