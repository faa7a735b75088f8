package io.twitterfeedback

import io.twitterfeedback.process.Operation
import io.twitterfeedback.process.SOON
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import kotlin.time.Duration
import kotlin.time.Duration.Companion.milliseconds

class TimeoutTest {
    private val soon = 100.milliseconds

    @ParameterizedTest
    @EnumSource
    fun `withTimeout ends a call`(operation: Operation) = inSandbox { sandbox, client ->
        sandbox.fault(operation.fault, "hang")
        val thrown = runCatching { withTimeout(soon) { operation.call(client) } }.exceptionOrNull()
        assertInstanceOf(TimeoutCancellationException::class.java, thrown)
        sandbox.awaitArrival(operation.path)
        assertEquals(sandbox.userId, client.verifyCredentials().userId)
    }

    @ParameterizedTest
    @EnumSource
    fun `withTimeoutOrNull ends a call, and is null`(operation: Operation) = inSandbox { sandbox, client ->
        sandbox.fault(operation.fault, "hang")
        assertNull(withTimeoutOrNull(soon) { operation.call(client) ?: "an answer" })
        sandbox.awaitArrival(operation.path)
        assertEquals(sandbox.userId, client.verifyCredentials().userId)
    }

    @Test
    fun `a create whose time is over goes on by itself and is sent once`() = inSandbox { sandbox, client ->
        sandbox.fault("create", "latency:400")
        assertNull(withTimeoutOrNull(soon) { client.create(promptTo()) })
        until { sandbox.seen("/create").any { it.status != null } }
        client.verifyCredentials()
        assertEquals(listOf(200 to person()), sandbox.seen("/create").map { it.status to it.toUserId })
    }

    @Test
    fun `seeding and starting end with their time`() = inSandbox { sandbox, _ ->
        assertNull(withTimeoutOrNull(1.milliseconds) { sandbox.seedPast(50_000) })
        assertNull(withTimeoutOrNull(Duration.ZERO) { Sandbox.start() })
    }

    @Test
    fun `a call that is in time is not touched by its timeout`() = inSandbox { sandbox, client ->
        assertEquals(sandbox.userId, withTimeout(SOON) { client.verifyCredentials().userId })
        assertEquals(person(), withTimeoutOrNull(SOON) { client.create(promptTo()).toUserId })
    }

    @Test
    fun `the client's own timeouts are no cancellation`() = inSandbox { sandbox, _ ->
        sandbox.fault("show", "hang")
        sandbox.client(ClientOptions(timeout = soon, maxTries = 1)).use { client ->
            val thrown = runCatching { client.show("1") }.exceptionOrNull()
            assertInstanceOf(FeedbackException.TimedOut::class.java, thrown)
        }
    }
}
