package io.twitterfeedback

import io.twitterfeedback.process.PATIENT
import io.twitterfeedback.process.ProgramCall
import io.twitterfeedback.process.SOON
import io.twitterfeedback.process.attemptsOf
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.awaitState
import io.twitterfeedback.process.creates
import io.twitterfeedback.process.inProgram
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.onNewLedger
import io.twitterfeedback.process.pendingCalls
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import io.twitterfeedback.process.withLedger
import io.twitterfeedback.process.words
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import kotlin.random.Random
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

/** Whoever leaves a program's call leaves it at once, and nobody gets a second chance by that. */
class ProgramCancellationTest {
    @ParameterizedTest
    @EnumSource
    fun `a call that waits ends at once when it is cancelled`(call: ProgramCall) = inProgram { sandbox, program ->
        sandbox.fault(call.fault, "hang", times = 4)
        val begun = Begun(this) { call.call(program) }
        sandbox.awaitArrival(call.path)
        assertEquals("enough", assertInstanceOf(CancellationException::class.java, begun.cancelled()).message)
    }

    @ParameterizedTest
    @EnumSource
    fun `a coroutine that is cancelled already asks nothing`(call: ProgramCall) = inProgram { sandbox, program ->
        val begun = CompletableDeferred<Throwable?>()
        launch(start = CoroutineStart.UNDISPATCHED) {
            coroutineContext[Job]?.cancel()
            begun.complete(runCatching { call.call(program) }.exceptionOrNull())
        }
        assertInstanceOf(CancellationException::class.java, begun.await())
        assertEquals(emptyList<Attempt>(), program.attempts())
        assertEquals(emptyList<LoggedRequest>(), sandbox.requests)
    }

    @Test
    fun `a send that is cancelled goes on by itself, is recorded as sent, and is the only one`() =
        inProgram { sandbox, program ->
            sandbox.fault("create", "latency:300")
            val begun = Begun(this) { program.send(promptTo()) }
            sandbox.awaitArrival("/create")
            assertInstanceOf(CancellationException::class.java, begun.cancelled())
            assertTrue(program.send(promptTo()).words in setOf("skipped in_progress", "skipped cooldown"))
            program.awaitState(person(), "skipped")
            val sent = program.attemptsOf(person()).last()
            until { program.attemptsBlocking(AttemptFilter(state = "sent")).isNotEmpty() }
            assertEquals(sent.id, program.attempts(AttemptFilter(state = "sent")).single().id)
            assertEquals("skipped cooldown", program.send(promptTo()).words)
            assertEquals(1, sandbox.creates)
        }

    @Test
    fun `a send that is cancelled while nobody answers is recorded as unknown, and is the only one`() =
        inSandbox { sandbox, _ ->
            val impatient = sandbox.client(ClientOptions(timeout = 3.seconds))
            onNewLedger(impatient) { program ->
                sandbox.fault("create", "hang")
                val begun = Begun(this) { program.send(promptTo()) }
                sandbox.awaitArrival("/create")
                assertInstanceOf(CancellationException::class.java, begun.cancelled())
                val counted = program.attemptsOf(person()).single().state
                assertTrue(counted in setOf("sending", "unknown"), counted)
                assertTrue("skipped" in program.send(promptTo()).words)
                until { program.attemptsBlocking(AttemptFilter(state = "unknown")).isNotEmpty() }
                val unknown = program.attempts(AttemptFilter(state = "unknown")).single()
                assertEquals(listOf(person(), "outcome_unknown"), unknown.run { listOf(toUserId, error?.kind) })
                assertEquals("skipped cooldown", program.send(promptTo()).words)
                assertEquals(1, sandbox.creates)
            }
        }

    @Test
    fun `a send that is cancelled as soon as it is begun asks nobody twice, and leaves nothing half done`() =
        inProgram { sandbox, program ->
            program.sync()
            val random = Random(5)
            repeat(60) { number ->
                val begun = launch(start = CoroutineStart.UNDISPATCHED) { program.send(promptTo(number)) }
                spin(random, 3_000_000)
                begun.cancelAndJoin()
            }
            repeat(60) { number -> program.send(promptTo(number)) }
            val people = List(60, ::person)
            until { people.none { it in program.states(setOf("reserved", "sending")) } }
            assertEquals(people.toSet(), program.states(setOf("sent")))
            val asked = sandbox.seen("/create").map { it.toUserId }
            assertEquals(asked.distinct(), asked)
        }

    /** Who has an attempt in one of these states. */
    private fun Program.states(states: Set<String>): Set<String> =
        attemptsBlocking().filter { it.state in states }.map { it.toUserId }.toSet()

    @Test
    fun `a sync that is cancelled keeps what it stored, and the next one has the rest`() =
        inProgram { sandbox, program ->
            val seeded = sandbox.seedPast(2_000)
            var begun: Begun? = null
            val told = CompletableDeferred<SyncProgress>()
            begun = Begun(this) {
                program.sync {
                    told.complete(it)
                    begun?.job?.cancel(CancellationException("enough"))
                }
            }
            assertInstanceOf(CancellationException::class.java, withTimeout(SOON) { begun.end.await() })
            program.fold().use { assertTrue(it.size >= told.await().new) }
            program.sync()
            program.fold().use { assertEquals(seeded.feedbacks, it.size.toLong()) }
        }

    @Test
    fun `a listener that cancels is not told again`() = inProgram { sandbox, program ->
        sandbox.seedPast(500)
        var told = 0
        launch {
            program.sync {
                told += 1
                coroutineContext[Job]?.cancel()
            }
        }.join()
        assertEquals(1, told)
    }

    @Test
    fun `a program that was opened for nobody holds no ledger`() = inSandbox { _, client ->
        val random = Random(6)
        withLedger { ledger ->
            repeat(50) {
                var opened: Program? = null
                val begun = launch(Dispatchers.Default) { opened = Program.open(client, ledger) }
                spin(random, 300_000)
                begun.cancelAndJoin()
                opened?.close()
            }
            until { openFiles("feedback.db") == 0 }
            Program.open(client, ledger).use { assertEquals(emptyList<Attempt>(), it.attempts()) }
        }
        assertEquals(0, pendingCalls)
    }

    @Test
    fun `waiting for a first send can be limited while the past is still read`() = inSandbox { sandbox, _ ->
        sandbox.client(PATIENT).use { client ->
            onNewLedger(client) { program ->
                sandbox.fault("events", "hang", times = 10)
                assertThrows<TimeoutCancellationException> {
                    withTimeout(500.milliseconds) { program.send(promptTo()) }
                }
                assertEquals(emptyList<Attempt>(), program.attempts())
                assertEquals(0, sandbox.creates)
            }
        }
    }

    /** How many files whose name ends so this process holds open. */
    private fun openFiles(name: String): Int =
        java.io.File("/proc/self/fd").listFiles().orEmpty().count { it.canonicalPath.endsWith(name) }

    /** Passes a time that differs from round to round, so that what is cancelled was at different places. */
    private fun spin(random: Random, most: Int) = repeat(random.nextInt(most)) { Thread.onSpinWait() }
}
