package io.twitterfeedback

import io.twitterfeedback.process.ProgramCall
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.inProgram
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import io.twitterfeedback.process.withLedger
import io.twitterfeedback.process.words
import kotlinx.coroutines.async
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import kotlin.io.path.exists

/** Closing programs, and what they ask through. */
class ProgramClosedTest {
    private suspend fun refusal(use: suspend () -> Any?): String? {
        val thrown = runCatching { use() }.exceptionOrNull()
        return assertInstanceOf(FeedbackException.Configuration::class.java, thrown).message
    }

    @Test
    fun `a closed program refuses every call and says why, and asks nothing`() = inProgram { sandbox, program ->
        program.close()
        program.close()
        val uses = listOf<suspend () -> Any?>(
            { program.send(promptTo()) },
            { program.sync() },
            { program.reconcile() },
            { program.promptStatus("1") },
            { program.coverage() },
            { program.attempts() },
            { program.folded("1") },
            { program.fold() },
            { program.sendBlocking(promptTo()) },
        )
        uses.forEach { assertEquals("the program is closed", refusal(it)) }
        assertEquals("Program(closed)", "$program")
        assertEquals(emptyList<LoggedRequest>(), sandbox.requests)
        assertEquals(sandbox.userId, program.client.verifyCredentials().userId)
    }

    @Test
    fun `a closed client opens no program, and closing it later ends none`() = inSandbox { sandbox, client ->
        withLedger { ledger ->
            val program = Program.open(client, ledger)
            client.close()
            assertEquals("the client is closed", refusal { Program.open(client, ledger) })
            program.use { assertEquals("sent", it.send(promptTo()).words) }
            assertEquals("Program(closed)", "$program")
        }
        assertEquals(1, sandbox.seen("/create").size)
    }

    @ParameterizedTest
    @EnumSource
    fun `calls that are under way go on when their program is closed`(call: ProgramCall) =
        inProgram { sandbox, program ->
            sandbox.fault(call.fault, "latency:200")
            val outcome = async { runCatching { call.call(program) } }
            sandbox.awaitArrival(call.path)
            program.close()
            assertTrue(outcome.await().isSuccess, "${outcome.await()}")
        }

    @Test
    fun `a program may be closed while it tells of its progress`() = inProgram { sandbox, program ->
        val seeded = sandbox.seedPast(500)
        assertEquals(seeded.feedbacks, program.sync { program.close() }.new)
    }

    @Test
    fun `closing the last program lets go of the ledger and leaves no log of it behind`() = inSandbox { _, client ->
        withLedger { ledger ->
            val (one, other) = Program.open(client, ledger) to Program.open(client, ledger)
            one.send(promptTo())
            one.close()
            assertEquals("skipped cooldown", other.send(promptTo()).words)
            val log = ledger.resolveSibling("feedback.db-wal")
            assertTrue(log.exists())
            other.close()
            until { !log.exists() }
        }
    }

    @Test
    fun `use closes a program, whatever happens in it`() = inProgram { _, program ->
        assertThrows(IllegalStateException::class.java) { program.use { error("provoked") } }
        assertEquals("Program(closed)", "$program")
    }
}
