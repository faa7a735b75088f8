package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import kotlin.concurrent.thread

private val NO_LIMITS = SandboxOptions(limits = false)

/** A thread that is interrupted before it calls. */
class InterruptedTest {
    @Test
    fun `a thread that is interrupted already asks nobody`() = withClient(NO_LIMITS) { sandbox, client ->
        repeat(50) {
            var failure: Throwable? = null
            thread {
                Thread.currentThread().interrupt()
                failure = assertThrows<InterruptedException> { client.createBlocking(PROMPT) }
                assertFalse(Thread.currentThread().isInterrupted)
            }.join()
            assertEquals(InterruptedException::class, failure!!::class)
        }
        // Behind whatever those began.
        client.create(PROMPT)
        assertEquals(1, sandbox.seen("create").size)
    }
}
