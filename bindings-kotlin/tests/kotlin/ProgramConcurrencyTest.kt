package io.twitterfeedback

import io.twitterfeedback.process.creates
import io.twitterfeedback.process.inProgram
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import io.twitterfeedback.process.withLedger
import io.twitterfeedback.process.words
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource

/** Many calls at once on one ledger. */
@Timeout(120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramConcurrencyTest {
    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource("dispatchers")
    fun `64 coroutines that ask one person at once ask them once`(name: String, dispatcher: CoroutineDispatcher) =
        inProgram { sandbox, program ->
            assertOneSent(many(dispatcher) { program.send(promptTo()) }, name)
            assertEquals(1, sandbox.creates)
        }

    @Test
    fun `64 coroutines that ask one person through two programs at once ask them once`() =
        inSandbox { sandbox, client ->
            withLedger { ledger ->
                Program.open(client, ledger).use { one ->
                    Program.open(sandbox.client(), ledger).use { other ->
                        val outcomes = many(Dispatchers.Default) { number ->
                            (if (number % 2 == 0) one else other).send(promptTo())
                        }
                        assertOneSent(outcomes, "two programs")
                        assertEquals(MANY, one.attempts().size)
                    }
                }
            }
            assertEquals(1, sandbox.creates)
        }

    @Test
    fun `64 coroutines that ask 64 people at once ask each once`() = inProgram { sandbox, program ->
        val outcomes = many(Dispatchers.Default) { program.send(promptTo(it)) }
        assertEquals(List(MANY, ::person), outcomes.map { (it as SendOutcome.Sent).feedback.toUserId })
        assertEquals(List(MANY, ::person).toSet(), sandbox.seen("/create").map { it.toUserId }.toSet())
        assertEquals(MANY, sandbox.creates)
    }

    @Test
    fun `calls of every kind at once all settle`() = inProgram { sandbox, program ->
        sandbox.seedPast(100)
        many(Dispatchers.Default) { number ->
            when (number % 6) {
                0 -> assertEquals("sent", program.send(promptTo(number)).words)
                1 -> assertTrue(program.sync().pages >= 0)
                2 -> assertEquals(0, program.reconcile().examined)
                3 -> assertTrue(program.attempts().size <= MANY)
                4 -> program.fold().use { assertTrue(it.size <= 100 + MANY) }
                else -> assertEquals(null, program.promptStatus("nothing"))
            }
        }
        program.fold().use { assertEquals(100 + (MANY + 5) / 6, it.size) }
    }

    private fun assertOneSent(outcomes: List<SendOutcome>, how: String) {
        val words = outcomes.groupingBy { it.words }.eachCount()
        assertEquals(1, words["sent"], "$how: $words")
        assertTrue(words.keys - "sent" - "skipped in_progress" - "skipped cooldown" == emptySet<String>(), "$words")
        assertEquals(MANY, outcomes.map { it.attemptId }.toSet().size)
    }

    private suspend fun <T> many(dispatcher: CoroutineDispatcher, call: suspend (Int) -> T): List<T> =
        coroutineScope { List(MANY) { number -> async(dispatcher) { call(number) } }.awaitAll() }

    private companion object {
        const val MANY = 64

        @JvmStatic
        fun dispatchers(): List<Array<Any>> = listOf(
            arrayOf("Default", Dispatchers.Default),
            arrayOf("IO", Dispatchers.IO),
            arrayOf("Unconfined", Dispatchers.Unconfined),
        )
    }
}
