package io.twitterfeedback

import io.twitterfeedback.process.inProgram
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.time.Duration
import java.util.concurrent.Executors

/** Pulling events into a ledger, and being told how far that has come. */
class ProgramSyncTest {
    private class Enough : RuntimeException("enough")

    @Test
    fun `what a sync brought is what the service listed`() = inProgram { sandbox, program ->
        val seeded = sandbox.seedPast(300)
        val report = program.sync()
        assertEquals(listOf(seeded.events, seeded.feedbacks, 0L), report.run { listOf(events, new, unreadable) })
        assertTrue(report.pages > 4)
        assertEquals(program.coverage().end, report.completeThrough)
        program.fold().use { assertEquals(seeded.feedbacks, it.size.toLong()) }
    }

    @Test
    fun `progress is told in order, all of it before the report, and adds up to it`() = inProgram { sandbox, program ->
        sandbox.seedPast(2_000)
        val told = mutableListOf<SyncProgress>()
        val report = program.sync { told += it }
        assertTrue(told.size >= 4, "$told")
        assertEquals(told, told.sortedWith(compareBy({ it.pages }, { it.windowsDone })))
        val last = told.last()
        val (counted, reported) = last.run { listOf(pages, events, new, updated, unreadable) } to
            report.run { listOf(pages, events, new, updated, unreadable) }
        assertEquals(reported, counted)
        assertEquals(listOf(4L, 4L), last.run { listOf(windows, windowsDone) })
    }

    @Test
    fun `progress is told in the caller's coroutine`() = inProgram { sandbox, program ->
        sandbox.seedPast(200)
        val own = Executors.newSingleThreadExecutor { Thread(it, "own").apply { isDaemon = true } }
        val threads = mutableSetOf<String>()
        withContext(own.asCoroutineDispatcher()) { program.sync { threads += Thread.currentThread().name } }
        own.shutdown()
        assertEquals(setOf("own"), threads.map { it.substringBefore(" @") }.toSet())
        val blocked = mutableSetOf<Thread>()
        withContext(Dispatchers.IO) {
            program.syncBlocking(since = sandbox.now.minus(Duration.ofDays(20))) { blocked += Thread.currentThread() }
            assertEquals(setOf(Thread.currentThread()), blocked)
        }
    }

    @Test
    fun `nothing is read while somebody is told, who may ask other things meanwhile`() = inProgram { sandbox, program ->
        sandbox.seedPast(5_000)
        val grown = mutableListOf<Int>()
        program.sync {
            val before = sandbox.seen("/events").size
            repeat(20) { program.client.verifyCredentialsBlocking() }
            program.attemptsBlocking()
            grown += sandbox.seen("/events").size - before
        }
        // One request of each window may have been on its way.
        assertTrue(grown.all { it <= 4 }, "$grown")
        assertTrue(sandbox.seen("/events").size > 50)
    }

    @Test
    fun `what a listener throws stops the sync and is thrown from it, and what was stored stays`() =
        inProgram { sandbox, program ->
            val seeded = sandbox.seedPast(2_000)
            val enough = Enough()
            var stored = 0L
            val thrown = runCatching {
                program.sync {
                    check(stored == 0L) { "told once more" }
                    stored = it.new
                    throw enough
                }
            }.exceptionOrNull()
            assertSame(enough, thrown)
            assertTrue(stored > 0)
            program.fold().use { assertTrue(it.size >= stored, "${it.size}") }
            program.sync()
            program.fold().use { assertEquals(seeded.feedbacks, it.size.toLong()) }
        }

    @Test
    fun `an error that looks like a closed object's is the listener's own`() = inProgram { sandbox, program ->
        sandbox.seedPast(10)
        val own = IllegalStateException("NativeProgram object has already been destroyed")
        assertSame(own, runCatching { program.sync { throw own } }.exceptionOrNull())
        assertSame(own, runCatching { program.syncAsync { throw own }.join() }.exceptionOrNull()?.cause)
    }

    @Test
    fun `a sync that fails tells all that it stored before`() = inProgram { sandbox, program ->
        sandbox.seedPast(500)
        // One of the four parts is refused whatever it asks for.
        sandbox.fault("events", "status:401")
        val told = mutableListOf<SyncProgress>()
        assertThrows<FeedbackException.Authentication> { program.sync { told += it } }
        assertTrue(told.isNotEmpty())
        program.fold().use { assertEquals(told.last().new, it.size.toLong()) }
    }

    @Test
    fun `a period that is given is the one that is read`() = inProgram { sandbox, program ->
        sandbox.seedPast(200)
        val end = sandbox.now.minus(Duration.ofDays(3))
        val report = program.sync(since = end.minus(Duration.ofDays(1)), until = end)
        val seen = program.coverage().periods.single()
        assertEquals(end.minus(Duration.ofDays(1)) to end, seen.fromTime to seen.toTime)
        assertEquals(end, report.completeThrough)
    }

    @Test
    fun `syncs of one program at once follow each other`() = inProgram { sandbox, program ->
        val seeded = sandbox.seedPast(300)
        val reports = List(4) { async(Dispatchers.Default) { program.sync() } }.map { it.await() }
        assertEquals(seeded.feedbacks, reports.sumOf { it.new })
    }

    @TestFactory
    fun `an event of a prompt that was sent here is no new feedback`() = each(listOf(1, 3)) { many ->
        inProgram { sandbox, program ->
            repeat(many) { program.send(promptTo(it)) }
            sandbox.advance(java.time.Duration.ofHours(30))
            val report = program.sync()
            assertEquals(listOf(many.toLong(), 0L), report.run { listOf(events, new) })
            assertNotNull(report.completeThrough)
        }
    }
}
