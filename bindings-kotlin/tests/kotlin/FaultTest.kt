package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import kotlin.time.Duration.Companion.milliseconds

/** What a sandbox does wrong when it is told to. */
class FaultTest {
    @Test
    fun `a fault meets the next requests of its operation`() = withClient { sandbox, client ->
        sandbox.fault("show", "status:404", times = 2)
        assertEquals(true, client.canDm(PERSON))
        val id = client.create(PROMPT).id
        repeat(2) { assertThrows<FeedbackException.NotFound> { client.show(id) } }
        assertEquals(id, client.show(id).id)
    }

    @Test
    fun `a fault for any meets every operation`() = withClient { sandbox, client ->
        sandbox.fault("any", "rate_limit", times = OPERATIONS.size)
        for (call in OPERATIONS.values) {
            assertThrows<FeedbackException.RateLimited> { call(client, sandbox) }
        }
    }

    @Test
    fun `faults of one operation are met in the order in which they were given`() = withClient { sandbox, client ->
        val statuses = listOf(404, 401, 503)
        statuses.forEach { sandbox.fault("show", "status:$it") }
        assertEquals(statuses, statuses.map { failure { client.show("1") }.status })
    }

    @TestFactory
    fun `a fault fails as it is ordered, a read`() = each(READING.keys) { fault ->
        withClient { sandbox, client ->
            val id = client.create(PROMPT).id
            sandbox.fault("show", fault)
            val error = failure { client.show(id) }
            assertEquals(READING.getValue(fault), error.kind)
            assertEquals(false, error.maybeSent)
            assertEquals(id, client.show(id).id)
        }
    }

    @TestFactory
    fun `a fault fails as it is ordered, a create`() = each(CREATING.keys) { fault ->
        val (kind, isDone) = CREATING.getValue(fault)
        withClient { sandbox, client ->
            sandbox.fault("create", fault)
            val error = failure { client.create(PROMPT) }
            assertEquals(kind, error.kind)
            assertEquals(kind == "outcome_unknown", error.maybeSent)
            // A person who was asked cannot be asked again on the same day.
            assertEquals(isDone, runCatching { client.create(PROMPT) }.isFailure)
        }
    }

    @TestFactory
    fun `an answer that does not come in time is a timeout`() = each(listOf("hang", "slow_body")) { fault ->
        withSandbox { sandbox ->
            sandbox.client(ClientOptions(maxTries = 1, timeout = 200.milliseconds)).use { client ->
                val id = sandbox.client(ONE_TRY).use { it.create(PROMPT).id }
                sandbox.fault("show", fault)
                assertThrows<FeedbackException.TimedOut> { client.show(id) }
            }
        }
    }

    @Test
    fun `a latency delays and fails nothing`() = withClient { sandbox, client ->
        sandbox.fault("friendship", "latency:5")
        assertEquals(true, client.canDm(PERSON))
    }

    @Test
    fun `a read that may be tried again gets over a fault`() = withSandbox { sandbox ->
        sandbox.client(ClientOptions(maxTries = 2)).use { client ->
            val id = client.create(PROMPT).id
            sandbox.fault("show", "reset_before_work")
            assertEquals(id, client.show(id).id)
            assertEquals(2, sandbox.seen("/show/").size)
        }
    }

    @TestFactory
    fun `an ordered body is played as it is`() = each(BODIES) { body ->
        withClient { sandbox, client ->
            sandbox.fault("show", "respond", status = 404, body = body)
            assertEquals(body, assertThrows<FeedbackException.NotFound> { client.show("1") }.body.orEmpty())
        }
    }

    @Test
    fun `an answer without a body and a status is an empty success`() = withClient { sandbox, client ->
        sandbox.fault("show", "respond")
        val error = assertThrows<FeedbackException.Decode> { client.show("1") }
        assertEquals(200 to "", error.status to error.body.orEmpty())
    }

    @Test
    fun `ordered headers are played, and null takes one away`() = withClient { sandbox, client ->
        val body = """{"id":"1"}"""
        sandbox.fault("show", "respond", headers = mapOf("X-More" to "yes", "date" to null), body = body)
        sandbox.fault("show", "respond", headers = mapOf("date" to "Tue, 15 Dec 2015 17:58:20 GMT"), body = body)
        val (first, second) = List(2) { checkNotNull(client.show("1").reply) }
        assertEquals("yes" to null, first.headers["x-more"] to first.date)
        assertEquals(null to at(17, 58, 20), second.headers["x-more"] to second.date)
    }

    @TestFactory
    fun `an order that cannot be is refused and said, and meets nothing`() = each(WRONG.keys) { word ->
        withClient { sandbox, client ->
            val error = assertThrows<FeedbackException.InvalidRequest> { WRONG.getValue(word)(sandbox) }
            assertTrue(word in error.message, error.message)
            assertTrue(error.problems.isNotEmpty())
            assertEquals(true, client.canDm(PERSON))
            assertEquals(404, failure { client.show("1") }.run { status })
        }
    }
}

private val BODIES = listOf("plain é😀", "\"quoted\"", "{", " ", "[1.50]", "")

/** What becomes of one show with this fault. */
private val READING = mapOf(
    "status:503" to "server",
    "status:401" to "authentication",
    "html" to "server",
    "rate_limit" to "rate_limited",
    "reset_before_work" to "connection",
    "reset_after_work" to "connection",
    "truncate" to "connection",
)

/** What becomes of one create with this fault, and whether the person was asked. */
private val CREATING = mapOf(
    "status:503" to ("outcome_unknown" to false),
    "status:403" to ("permission" to false),
    "html" to ("outcome_unknown" to false),
    "rate_limit" to ("rate_limited" to false),
    "reset_before_work" to ("outcome_unknown" to false),
    "reset_after_work" to ("outcome_unknown" to true),
    "truncate" to ("outcome_unknown" to true),
)

private val WRONG: Map<String, (Sandbox) -> Unit> = mapOf(
    "friendship" to { it.fault("creat", "hang") },
    "reset_after_work" to { it.fault("any", "hangs") },
    "latency" to { it.fault("any", "latency:3600001") },
    "times" to { it.fault("any", "hang", times = 0) },
    "times must lie" to { it.fault("any", "hang", times = -1) },
    "200 to 599" to { it.fault("any", "respond", status = 101) },
    "status" to { it.fault("any", "respond", status = 65_536) },
    "respond alone" to { it.fault("any", "hang", body = "") },
    "headers" to { it.fault("any", "respond", headers = mapOf("x-more" to SURROGATE)) },
    "a b" to { it.fault("any", "respond", headers = mapOf("a b" to "1")) },
    "body" to { it.fault("any", "respond", body = SURROGATE) },
    "operation" to { it.fault(SURROGATE, SURROGATE, times = -1) },
)
