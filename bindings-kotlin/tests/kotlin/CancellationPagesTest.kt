package io.twitterfeedback

import io.twitterfeedback.process.SOON
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.coroutines.CoroutineContext
import kotlin.random.Random

/** No page is lost by cancelling, and none comes twice. */
class CancellationPagesTest {
    private fun EventPage.texts(): List<String> = events.map { it.raw }

    private suspend fun Client.whole(query: EventsQuery): List<String> = eventPager(query).rest()

    private suspend fun EventPager.rest(): List<String> = buildList {
        while (true) {
            addAll((nextPage() ?: break).texts())
        }
    }

    /** How many pages have to be asked for to see so many events. */
    private suspend fun Client.pagesFor(query: EventsQuery, events: Int): Int {
        val pager = eventPager(query)
        var seen = 0
        var pages = 0
        while (seen < events) {
            seen += checkNotNull(pager.nextPage()).events.size
            pages += 1
        }
        return pages
    }

    @Test
    fun `a page whose reading was cancelled is asked for again`() = inSandbox { sandbox, client ->
        sandbox.seedPast(60)
        val query = past(sandbox, count = 10)
        val whole = client.whole(query)
        val pager = client.eventPager(query)
        val listed = checkNotNull(pager.nextPage()).texts().toMutableList()
        val cursor = pager.cursor
        sandbox.fault("events", "hang")
        val asked = sandbox.seen("/events").size
        val stopped = launch { pager.nextPage() }
        sandbox.awaitArrival("/events", asked + 1)
        withTimeout(SOON) { stopped.cancelAndJoin() }
        assertEquals(cursor, pager.cursor)
        listed += pager.rest()
        assertEquals(whole, listed)
        assertNull(pager.nextPage())
    }

    @Test
    fun `a page that was read for a cancelled coroutine comes with the next call, and is not asked for again`() =
        inSandbox { sandbox, client ->
            sandbox.seedPast(60)
            val query = past(sandbox, count = 10)
            val first = checkNotNull(client.eventPager(query).nextPage()).texts()
            val held = HeldDispatcher()
            lateinit var pager: EventPager
            lateinit var stopped: Job
            do {
                pager = client.eventPager(query)
                stopped = launch(held, CoroutineStart.UNDISPATCHED) { pager.nextPage() }
                // An answer that comes before anybody has begun to wait needs no dispatcher.
                until { held.holds || stopped.isCompleted }
            } while (stopped.isCompleted)
            val asked = sandbox.seen("/events").size
            stopped.cancel()
            held.release()
            stopped.join()
            assertNull(pager.cursor)
            assertEquals(first, pager.nextPage()?.texts())
            assertEquals(asked, sandbox.seen("/events").size)
        }

    /** Runs nothing until it is told, so that an answer has come and was not yet looked at. */
    private class HeldDispatcher : CoroutineDispatcher() {
        private val held = ConcurrentLinkedQueue<Runnable>()

        val holds: Boolean get() = held.isNotEmpty()

        override fun dispatch(context: CoroutineContext, block: Runnable) {
            held += block
        }

        fun release() = generateSequence(held::poll).forEach(Runnable::run)
    }

    @Test
    fun `those who wait for a page behind a cancelled coroutine get it`() = inSandbox { sandbox, client ->
        sandbox.seedPast(60)
        val query = past(sandbox, count = 10)
        val first = client.eventPager(query).nextPage()
        val pager = client.eventPager(query)
        sandbox.fault("events", "hang")
        val asked = sandbox.seen("/events").size
        val stopped = launch { pager.nextPage() }
        sandbox.awaitArrival("/events", asked + 1)
        var got: EventPage? = null
        val behind = launch(start = CoroutineStart.UNDISPATCHED) { got = pager.nextPage() }
        stopped.cancelAndJoin()
        withTimeout(SOON) { behind.join() }
        assertEquals(first?.texts(), got?.texts())
    }

    @Test
    fun `cancelling at any moment loses no event of a listing and repeats none`() = inSandbox { sandbox, client ->
        sandbox.seedPast(400)
        val query = past(sandbox, count = 3)
        val whole = client.whole(query)
        val random = Random(20151215)
        val listed = mutableListOf<String>()
        val pager = client.eventPager(query)
        var over = false
        var cancelled = 0
        // Otherwise pages may come faster than anybody can be cancelled.
        sandbox.fault("events", "latency:2", times = 10_000)
        while (!over) {
            val asked = sandbox.seen("/events").size
            val reader = launch(start = CoroutineStart.UNDISPATCHED) {
                val page = pager.nextPage()
                over = page == null
                listed += page?.texts().orEmpty()
            }
            when (random.nextInt(5)) {
                0 -> reader.join()
                1 -> reader.cancel()
                2 -> until { reader.isCompleted || sandbox.seen("/events").drop(asked).any { it.status != null } }
                3 -> until { reader.isCompleted || sandbox.seen("/events").size > asked }
                else -> repeat(random.nextInt(60_000)) { Thread.onSpinWait() }
            }
            reader.cancelAndJoin()
            cancelled += if (reader.isCancelled) 1 else 0
        }
        assertEquals(whole, listed)
        assertTrue(cancelled > 50, "$cancelled readers were cancelled")
    }

    @Test
    fun `many readers of one listing, cancelled at any moment, see every event once`() = inSandbox { sandbox, client ->
        sandbox.seedPast(400)
        val query = past(sandbox, count = 3)
        val whole = client.whole(query)
        val random = Random(20151216)
        val listed = ConcurrentLinkedQueue<String>()
        val pager = client.eventPager(query)
        while (listed.size < whole.size) {
            val readers = List(8) { launch { listed += pager.nextPage()?.texts().orEmpty() } }
            coroutineScope {
                for (reader in readers.shuffled(random).take(5)) {
                    repeat(random.nextInt(20_000)) { Thread.onSpinWait() }
                    reader.cancel()
                }
            }
            readers.joinAll()
        }
        assertEquals(whole.sorted(), listed.sorted())
        assertNull(pager.nextPage())
    }

    @Test
    fun `interrupting a blocked reader at any moment loses no event and repeats none`() = inSandbox { sandbox, client ->
        sandbox.seedPast(200)
        val query = past(sandbox, count = 3)
        val whole = client.whole(query)
        val random = Random(20151217)
        val listed = mutableListOf<String>()
        val pager = client.eventPager(query)
        var over = false
        while (!over) {
            val reader = Thread {
                try {
                    val page = pager.nextPageBlocking()
                    over = page == null
                    listed += page?.texts().orEmpty()
                } catch (_: InterruptedException) {
                    // The next reader gets the page.
                }
            }
            reader.start()
            repeat(random.nextInt(120_000)) { Thread.onSpinWait() }
            reader.interrupt()
            reader.join()
            if (random.nextInt(4) == 0) {
                listed += pager.nextPage()?.texts().orEmpty()
            }
        }
        assertEquals(whole, listed)
    }

    @Test
    fun `a Flow that is left asks for no further page, and can be collected anew`() = inSandbox { sandbox, client ->
        sandbox.seedPast(60)
        val query = past(sandbox, count = 10)
        val needed = client.pagesFor(query, 3)
        val asked = sandbox.seen("/events").size
        val events = client.events(query)
        val first = events.take(3).toList()
        assertEquals(3, first.size)
        assertEquals(asked + needed, sandbox.seen("/events").size)
        assertEquals(first, events.take(3).toList())
    }

    @Test
    fun `a collector that is cancelled within a page asks for no further one`() = inSandbox { sandbox, client ->
        sandbox.seedPast(60)
        val seen = mutableListOf<FeedbackEvent>()
        // With uneven pages the first may be short or empty.
        val before = client.pagesFor(past(sandbox, count = 10), 2)
        val asked = sandbox.seen("/events").size
        val collector = launch {
            client.events(past(sandbox, count = 10)).collect {
                seen += it
                if (seen.size == 2) {
                    coroutineContext[Job]?.cancel()
                    awaitCancellation()
                }
            }
        }
        collector.join()
        assertEquals(2, seen.size)
        assertEquals(asked + before, sandbox.seen("/events").size)
    }
}
