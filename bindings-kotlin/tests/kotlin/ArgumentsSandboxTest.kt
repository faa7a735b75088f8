package io.twitterfeedback

import io.twitterfeedback.BadValues.assertRefused
import io.twitterfeedback.BadValues.each
import io.twitterfeedback.BadValues.eachSurrogate
import io.twitterfeedback.BadValues.fieldsOf
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import java.time.Instant
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.microseconds

private const val HERE = "http://127.0.0.1:1"
private val DAY = java.time.Duration.ofDays(1)

/** Bad input to the sandbox: refused, and nothing has changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsSandboxTest {
    private val start = Instant.parse("2015-12-20T12:00:00Z")
    private val sandbox = Sandbox.startBlocking(SandboxOptions(startAt = start))
    private val client = sandbox.client()

    private val ports = listOf(Argument<Int>("Sandbox.start", "port") { Sandbox.start(SandboxOptions(port = it)) })
    private val seeds = listOf(Argument<Long>("Sandbox.start", "seed") { Sandbox.start(SandboxOptions(seed = it)) })
    private val beginnings =
        listOf(Argument<Instant>("Sandbox.start", "startAt") { Sandbox.start(SandboxOptions(startAt = it)) })
    private val numbers = listOf(Argument<Int>("sender", "number") { sandbox.sender(it) })
    private val durations = listOf(Argument<Duration>("advance", "duration") { sandbox.advance(it) })
    private val operations = listOf(Argument<String>("fault", "operation") { sandbox.fault(it, "hang") })
    private val faults = listOf(Argument<String>("fault", "fault") { sandbox.fault("show", it) })
    private val times = listOf(Argument<Int>("fault", "times") { sandbox.fault("show", "hang", it) })
    private val statuses = listOf(Argument<Int>("fault", "status") { sandbox.fault("show", "respond", status = it) })
    private val headerNames = listOf(Argument<String>("fault", "headers") { respond(mapOf(it to "3")) })
    private val headerValues = listOf(Argument<String>("fault", "headers") { respond(mapOf("x-a" to it)) })
    private val counts = listOf(
        Argument<Long>("seed", "count") { sandbox.seed(it, start - DAY - DAY, start - DAY) },
        Argument("seedBlocking", "count") { sandbox.seedBlocking(it, start - DAY - DAY, start - DAY) },
    )
    private val froms = listOf(Argument<Instant>("seed", "from_time") { sandbox.seed(3, it, start - DAY) })
    private val tos = listOf(Argument<Instant>("seed", "to_time") { sandbox.seed(3, start - DAY, it) })
    private val webhooks = listOf(Argument<String>("webhook", "url") { sandbox.webhook(it) })
    private val names = listOf(Argument<String>("webhook", "username") { sandbox.webhook(HERE, it, "hush") })
    private val words = listOf(Argument<String>("webhook", "password") { sandbox.webhook(HERE, "hush", it) })
    private val repeats = listOf(Argument<Int>("webhook", "duplicates") { sandbox.webhook(HERE, duplicates = it) })
    private val texts = webhooks + names + words + operations + faults + headerNames + headerValues + listOf(
        Argument("answer", "feedback_id") { sandbox.answer(it, 3) },
        Argument("answer", "text") { sandbox.answer("1", text = it) },
        Argument("recipient", "user_id") { sandbox.recipient(it) },
        Argument("dismiss", "feedback_id") { sandbox.dismiss(it) },
        Argument("authorize", "oauth_token") { sandbox.authorize(it) },
        Argument("deny", "oauth_token") { sandbox.deny(it) },
        Argument("fault", "body") { sandbox.fault("show", "respond", body = it) },
    )

    private fun respond(headers: Map<String, String?>) = sandbox.fault("show", "respond", headers = headers)

    @AfterAll
    fun stop() {
        client.close()
        sandbox.close()
    }

    @TestFactory
    fun `a text that UTF-8 cannot hold is named, and nothing has changed`(): List<DynamicTest> =
        texts.flatMap { argument -> eachSurrogate("$argument") { refused(argument, it) } }

    @TestFactory
    fun `a port that is none is named`() = breaking(ports, listOf(-1, 65_536, Int.MIN_VALUE, Int.MAX_VALUE))

    @TestFactory
    fun `a negative seed is named`() = breaking(seeds, listOf(-1L, Long.MIN_VALUE))

    @TestFactory
    fun `a clock that starts beyond all calendars is named`() = breaking(beginnings, BadValues.TIMES)

    @TestFactory
    fun `a sender with a negative number is named`() = breaking(numbers, listOf(-1, Int.MIN_VALUE))

    @TestFactory
    fun `a duration that goes back or never ends is named`() =
        breaking(durations, BadValues.DURATIONS + listOf(10_000.days * 366))

    @TestFactory
    fun `a Java duration is checked as one of Kotlin`(): List<DynamicTest> {
        val wrong = listOf(Long.MAX_VALUE, Long.MIN_VALUE, -1).map(java.time.Duration::ofSeconds)
        return breaking(listOf(Argument("advance", "duration") { sandbox.advance(it) }), wrong)
    }

    @Test
    fun `a clock does not turn by less than a millisecond`() {
        assertEquals(start, sandbox.advance(Duration.ZERO))
        assertEquals(start, sandbox.advance(999.microseconds))
        assertEquals(start, sandbox.advance(java.time.Duration.ofNanos(1)))
    }

    @TestFactory
    fun `an operation that no fault is for is named`() =
        breaking(operations, listOf("", "post", "Create", "show\u0000"))

    @TestFactory
    fun `a fault that is none is named`() = breaking(
        faults,
        listOf("", "explode", "status:199", "status:600", "status:x", "latency:-1", "latency:3600001", "hang\u0000"),
    )

    @TestFactory
    fun `a fault for no request is named`() = breaking(times, listOf(0, -1, Int.MIN_VALUE))

    @TestFactory
    fun `a status that no answer has is named`() =
        breaking(statuses, listOf(199, 600, 0, -1, 65_536 + 200, Int.MIN_VALUE, Int.MAX_VALUE))

    @TestFactory
    fun `a header that no answer has is named`() =
        breaking(headerNames, listOf("", "no name", "né", "a:b", "x\u0000", "content-length", "transfer-encoding")) +
            breaking(headerValues, listOf("line\nend", "line\r\nset-cookie: a=b", "\u0000", "é\u0000"))

    @TestFactory
    fun `a webhook that is not on this machine, or says who comes in its URL, is named`() = breaking(
        webhooks,
        listOf(
            "", " ", "127.0.0.1:1", "https://127.0.0.1:1", "http://furni.example", "http://hush:hush@127.0.0.1:1",
            "http://127.0.0.1:1/\n", "http:127.0.0.1", "$HERE/${"x".repeat(1_000_000)}",
        ),
    )

    @TestFactory
    fun `a webhook's user name or password that basic auth cannot carry is named`(): List<DynamicTest> {
        val none = listOf("", "hush\n", "\u0000", "x".repeat(1_001))
        return breaking(names, none + "hush:hush") + breaking(words, none)
    }

    @Test
    fun `a user name and a password of a webhook come together`() {
        assertEquals(listOf("password"), fieldsOf(thrownBy { sandbox.webhook(HERE, "hush") }))
        assertEquals(listOf("username"), fieldsOf(thrownBy { sandbox.webhook(HERE, password = "hush") }))
    }

    @TestFactory
    fun `a number of duplicates that is not 0 to 100 is named`() =
        breaking(repeats, listOf(-1, 101, Int.MIN_VALUE, Int.MAX_VALUE))

    @TestFactory
    fun `a count that cannot be made up is named`() =
        breaking(counts, listOf(0, -1, 1_000_001, 4_294_967_297, Long.MIN_VALUE, Long.MAX_VALUE))

    @TestFactory
    fun `a past that begins or ends beyond all calendars is named`() =
        breaking(froms, BadValues.TIMES + Instant.ofEpochMilli(-1)) + breaking(tos, BadValues.TIMES)

    @Test
    fun `a past that is reversed or not over is refused`() {
        assertRefused(thrownBy { sandbox.seed(3, start - DAY, start - DAY - DAY) }, "to_time")
        assertRefused(thrownBy { sandbox.seed(3, start - DAY, start + DAY) }, "to_time")
    }

    @Test
    fun `no wrong fault was ordered all the same`() {
        assertInstanceOf(FeedbackException.NotFound::class.java, thrownBy { client.show("1") })
        assertEquals(404, sandbox.requests.last().status)
        assertEquals(true, client.canDmBlocking(PERSON))
    }

    @Test
    fun `everything that is wrong with a call is told at once`() {
        val half = SURROGATE
        val options = SandboxOptions(port = -1, seed = -1, startAt = Instant.MAX)
        assertEquals(listOf("port", "seed", "startAt"), fieldsOf(thrownBy { Sandbox.start(options) }))
        assertEquals(listOf("feedback_id", "text"), fieldsOf(thrownBy { sandbox.answer(half, text = half) }))
        val ordered = thrownBy { sandbox.fault(half, half, -1, -1, mapOf(half to "3"), half) }
        assertEquals(listOf("operation", "fault", "times", "status", "headers", "body"), fieldsOf(ordered))
        val past = thrownBy { sandbox.seed(-1, Instant.MIN, Instant.MAX) }
        assertEquals(listOf("count", "from_time", "to_time"), fieldsOf(past))
    }

    @Test
    fun `an answer belongs to respond alone`() {
        val orders = listOf<() -> Unit>(
            { sandbox.fault("show", "hang", status = 200) },
            { sandbox.fault("show", "hang", headers = emptyMap()) },
            { sandbox.fault("show", "hang", body = "") },
        )
        for (order in orders) {
            val error = assertInstanceOf(FeedbackException.InvalidRequest::class.java, thrownBy { order() })
            assertTrue("respond" in error.message, error.message)
        }
    }

    @TestFactory
    fun `an answer that breaks a rule changes nothing`(): List<DynamicTest> {
        val feedback = client.createBlocking(PROMPT)
        val scores = listOf(0, 6, -1, Int.MIN_VALUE, Int.MAX_VALUE).map { it to null }
        val texts = listOf(null to "", null to "x".repeat(10_001), 3 to "", 0 to "x", null to null)
        return each("answer", scores + texts) {
            val error = thrownBy { sandbox.answer(feedback.id, it.first, it.second) }
            assertInstanceOf(FeedbackException.InvalidRequest::class.java, error)
            assertTrue(Regex("score|text").containsMatchIn(error.message), error.message)
            assertEquals(Response(null, null), client.showBlocking(feedback.id).response)
        }
    }

    @TestFactory
    fun `an answer to an unknown card is not found`(): List<DynamicTest> =
        each("answer", listOf("1", "", "x", "-1", "1\u0000", "18446744073709551616", "7".repeat(1_000_000))) {
            val error = assertInstanceOf(FeedbackException.NotFound::class.java, thrownBy { sandbox.answer(it, 3) })
            assertTrue("feedback_id" in error.message && error.message.length < 500, error.message)
        }

    @Test
    fun `a port that is taken is a matter of configuration`() {
        val taken = SandboxOptions(port = sandbox.url.substringAfterLast(':').toInt())
        assertInstanceOf(FeedbackException.Configuration::class.java, thrownBy { Sandbox.start(taken) })
    }

    private fun <T> breaking(arguments: List<Argument<T>>, values: List<T>): List<DynamicTest> =
        arguments.flatMap { argument -> each("$argument", values) { refused(argument, it) } }

    private fun <T> refused(argument: Argument<T>, value: T) {
        val before = sandbox.requests
        val error = argument.failure(value)
        assertRefused(error, argument.field)
        assertEquals(listOf(argument.field), fieldsOf(error))
        assertFalse("hush" in error.stackTraceToString(), error.toString())
        assertEquals(before, sandbox.requests)
        assertEquals(start, sandbox.now)
    }
}
