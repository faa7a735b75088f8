package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import kotlinx.coroutines.flow.Flow
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.TestFactory
import java.time.Duration
import java.time.Instant
import kotlin.math.abs

/** The shared cases that are played through the sandbox: what an answer means, and how a listing is read. */
class VectorsAnswersTest {
    @TestFactory
    fun `an answer means what the vectors say`() = eachCase(vectors("errors.json")) { case ->
        withClient { sandbox, client ->
            val operation = case["operation"].textValue()
            val now = sandbox.now
            sandbox.play(operation, case["respond"], now)
            assertIs(case["expected"], failure { OPERATIONS.getValue(operation)(client, sandbox) }, now)
        }
    }

    @TestFactory
    fun `a code means what the table says`() = each(codes(), { "${it.code} ${it.meaning}, ${it.operation}" }) { case ->
        withClient { sandbox, client ->
            val said = ServiceMessage(case.code, case.meaning)
            val body = jsonOf(mapOf("errors" to listOf(mapOf("code" to said.code, "message" to said.message))))
            // Twice, for the code that is answered by asking once more at the service's own time.
            sandbox.fault(case.operation, "respond", times = 2, status = case.status, body = body)

            val error = failure { OPERATIONS.getValue(case.operation)(client, sandbox) }
            val told = if (case.isUnknown) underlying(error) else error
            assertEquals(CLASSES.getValue(case.kind), told::class)
            assertEquals(listOf(case.kind, case.status), listOf(told.kind, told.status))
            assertEquals(listOf(said), told.errors)
            assertEquals(listOf(case.code), told.codes)
            if (case.operation != "create") {
                assertEquals(case.retry in setOf("at reset", "GET only"), told.retryable)
            }
            assertEquals(if (case.retry.startsWith("once")) 2 else 1, sandbox.requests.size)
        }
    }

    @TestFactory
    fun `a listing is read page by page as the vectors say`() = eachCase(vectors("paging.json")) { case ->
        withClient { sandbox, client ->
            sandbox.playPages(case)
            val (pages, error) = client.eventPages(past(sandbox)).read()
            assertEquals(case["expected"]["ids"].texts(), pages.flatMap { it.events }.map { it.feedback.id })
            assertEquals(case["expected"]["unreadable"].intValue(), pages.sumOf { it.unreadable.size })
            assertEnded(case["expected"], error, sandbox)
        }
    }

    @TestFactory
    fun `a listing is read event by event as the vectors say`() = eachCase(vectors("paging.json")) { case ->
        withClient { sandbox, client ->
            sandbox.playPages(case)
            val (events, error) = client.events(past(sandbox)).read()
            assertEquals(case["expected"]["ids"].texts(), events.map { it.feedback.id })
            assertEnded(case["expected"], error, sandbox)
        }
    }
}

private fun Sandbox.play(operation: String, respond: JsonNode, now: Instant) {
    val given = respond["headers"]?.properties()
    val headers = given?.associate { (name, value) -> name to dated(value.textValue(), now) }
    val status = respond["status"].intValue()
    fault(operation, "respond", status = status, headers = headers, body = bodyOf(respond["body"]))
}

private fun Sandbox.playPages(case: JsonNode) {
    for (body in case["pages"].map(::bodyOf) + case["raw_pages"].texts()) {
        fault("events", "respond", body = body)
    }
}

/** A text is the body itself. */
private fun bodyOf(node: JsonNode): String = node.textValue() ?: node.toString()

/** `+600` stands for 600 seconds from now. */
private fun dated(value: String, now: Instant): String =
    if (value.first() in "+-") (now.epochSecond + value.toLong()).toString() else value

private fun assertIs(expected: JsonNode, error: FeedbackException, now: Instant) {
    assertEquals(CLASSES.getValue(expected["kind"].textValue()), error::class)
    assertEquals(expected["kind"].textValue(), error.kind)
    assertEquals(expected["status"].intValue(), error.status)
    assertEquals(expected["codes"].map { it.longValue() }, error.codes)
    assertEquals(expected["retryable"].booleanValue(), error.retryable)
    assertEquals(expected["maybe_sent"].booleanValue(), error.maybeSent)
    expected["message"]?.let { assertEquals(it.textValue(), error.message) }
    expected["request_id"]?.let { assertEquals(it.textValue(), error.requestId) }
    assertEquals(expected["cause"]?.textValue(), error.cause?.let { (it as FeedbackException).kind })
    assertRetryAt(expected["retry_after_seconds"]?.longValue(), error.retryAt, now)
}

private fun assertRetryAt(seconds: Long?, retryAt: Instant?, now: Instant) {
    if (seconds == null) {
        assertNull(retryAt)
        return
    }
    // `Date` and the reset are told in whole seconds, and the sandbox's clock runs on.
    val after = Duration.between(now, retryAt).toMillis()
    assertTrue(abs(after - seconds * 1000) < 3000, "$after ms")
}

/** A code of the table, met by one operation. */
private class Code(row: Map<String, String>, val operation: String) {
    val code = row.getValue("code").toLong()
    val status = row.getValue("usual_status").toInt()
    val meaning = row.getValue("meaning")
    val kind = row.getValue("kind")
    val retry = row.getValue("retry")
    val isUnknown = operation == "create" && kind == "server"
}

private fun codes(): List<Code> =
    table("error-codes.csv").flatMap { row -> OPERATIONS.keys.map { operation -> Code(row, operation) } }

private fun underlying(error: FeedbackException): FeedbackException {
    assertEquals(FeedbackException.OutcomeUnknown::class, error::class)
    assertFalse(error.retryable)
    return error.cause as FeedbackException
}

/** What comes, and the error that ends it. */
private suspend fun <T> Flow<T>.read(): Pair<List<T>, FeedbackException?> {
    val found = mutableListOf<T>()
    try {
        collect(found::add)
    } catch (error: FeedbackException) {
        return found to error
    }
    return found to null
}

private fun assertEnded(expected: JsonNode, error: FeedbackException?, sandbox: Sandbox) {
    assertEquals(expected["error"]?.get("kind")?.textValue(), error?.kind)
    val part = expected["error"]?.get("message")?.textValue().orEmpty()
    assertTrue(part in error?.message.orEmpty(), "${error?.message}")
    assertEquals(expected["requests"].intValue(), sandbox.requests.size)
}
