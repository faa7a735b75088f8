package io.twitterfeedback

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream
import java.net.URI
import java.nio.file.Path
import java.time.Instant
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import kotlin.io.path.readText
import kotlin.time.Duration.Companion.milliseconds

/** The classes of exceptions, and what an exception tells. */
class ErrorTest {
    @Test
    fun `the kinds are the core's`() {
        val source = REPOSITORY.resolve("core/src/model/error_kind.rs").readText()
        val words = Regex("""Self::\w+ => "(\w+)"""").findAll(source).map { it.groupValues[1] }.toSet()
        assertEquals(15, words.size)
        assertEquals(words, CLASSES.keys)
    }

    @TestFactory
    fun `an exception can be made with all that it tells`() = each(CLASSES.keys) { kind ->
        val cause = IllegalStateException("underneath")
        val error = CLASSES.getValue(kind).made("the sentence", DETAILS, cause)
        assertEquals(listOf(kind, "the sentence", cause), listOf(error.kind, error.message, error.cause))
        assertTellsEverything(error)
        assertEquals(kind == "outcome_unknown", error.maybeSent)
        assertEquals("${error.javaClass.name}: the sentence", "$error")
    }

    @TestFactory
    fun `an exception that is made of a sentence alone has nothing else`() = each(CLASSES.keys) { kind ->
        val error = CLASSES.getValue(kind).java.getConstructor(String::class.java).newInstance("the sentence")
        assertEquals(listOf(kind, "the sentence"), listOf(error.kind, error.message))
        val texts = with(error) { listOf(status, requestId, retryAt, jsonPath, body, cause) }
        assertTrue(texts.all { it == null }, "$texts")
        assertEquals(List(3) { emptyList<Any>() }, with(error) { listOf(errors, codes, problems) })
        assertFalse(error.retryable)
    }

    @TestFactory
    fun `a when over exceptions needs no else`() = each(CLASSES.keys) { kind ->
        assertEquals(kind, wordFor(CLASSES.getValue(kind).made("the sentence")))
    }

    @TestFactory
    fun `an exception survives serialization`() = each(CLASSES.keys) { kind ->
        val error = CLASSES.getValue(kind).made("the sentence", DETAILS, FeedbackException.Server("underneath"))
        val bytes = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(error) }.toByteArray()
        val read = ObjectInputStream(ByteArrayInputStream(bytes)).readObject() as FeedbackException
        assertEquals(error::class, read::class)
        assertEquals(listOf(kind, "the sentence"), listOf(read.kind, read.message))
        assertEquals("underneath", read.cause?.message)
        assertTellsEverything(read)
    }

    @Test
    fun `an exception of the service survives serialization`() = withClient { sandbox, client ->
        sandbox.fault("create", "status:503")
        val error = failure { client.create(PROMPT) }
        val bytes = ByteArrayOutputStream().also { ObjectOutputStream(it).writeObject(error) }.toByteArray()
        val read = ObjectInputStream(ByteArrayInputStream(bytes)).readObject() as FeedbackException
        assertEquals(listOf("$error", error.status, error.codes), listOf("$read", read.status, read.codes))
        assertEquals("${error.cause}", "${read.cause}")
    }

    @Test
    fun `a refusal of the service tells what it said`() = withClient { sandbox, client ->
        val said = """{"errors":[{"code":214,"message":"privacy_url is invalid"},{"message":"and more"}]}"""
        sandbox.fault("create", "respond", status = 403, headers = mapOf("x-transaction-id" to "00aa11"), body = said)
        val error = assertThrows<FeedbackException.InvalidRequest> { client.create(PROMPT) }
        assertEquals(listOf(403, listOf(214L), "00aa11"), with(error) { listOf(status, codes, requestId) })
        val messages = listOf(ServiceMessage(214, "privacy_url is invalid"), ServiceMessage(null, "and more"))
        assertEquals(messages, error.errors)
        assertEquals("privacy_url is invalid; and more", error.message)
        for (part in listOf(error.message, "invalid_request", "403", "214", "00aa11")) {
            assertTrue(part in "$error", "$error")
        }
        assertEquals(emptyList<Problem>(), error.problems)
        assertNull(error.cause)
    }

    @Test
    fun `an unknown outcome has the cause`() = withClient { sandbox, client ->
        sandbox.fault("create", "status:503")
        val error = assertThrows<FeedbackException.OutcomeUnknown> { client.create(PROMPT) }
        assertEquals(listOf(true, false, 503), with(error) { listOf(maybeSent, retryable, status) })
        assertEquals(503, (error.cause as FeedbackException.Server).status)
        assertTrue("Caused by: ${error.cause}" in error.stackTraceToString(), error.stackTraceToString())
    }

    @Test
    fun `a refusal before sending has all its problems`() {
        val error = failure { Prompt("x", PERSON, "", PRIVACY_URL) }
        val problems = listOf(
            Problem("type", "must be `csat` or `nps`, lower case", "x"),
            Problem("message", "must not be empty", ""),
        )
        assertEquals(problems, error.problems)
        assertEquals(listOf(null, emptyList<Any>(), false), with(error) { listOf(status, errors, retryable) })
    }

    @Test
    fun `a limit says when to come back`() = withClient { sandbox, client ->
        sandbox.fault("show", "rate_limit")
        val error = assertThrows<FeedbackException.RateLimited> { client.show("1") }
        assertTrue(error.retryable)
        assertTrue((error.retryAt ?: Instant.EPOCH) > sandbox.now)
    }

    @Test
    fun `no answer in time is a timeout, and a broken connection one of its own`() = withClient { sandbox, client ->
        sandbox.fault("show", "hang")
        val hasty = sandbox.client(ClientOptions(maxTries = 1, timeout = 200.milliseconds))
        val late = hasty.use { assertThrows<FeedbackException.TimedOut> { it.show("1") } }
        sandbox.fault("show", "reset_before_work")
        val broken = assertThrows<FeedbackException.ConnectionFailed> { client.show("1") }
        for (error in listOf(late, broken)) {
            assertEquals(listOf(null, true, false), with(error) { listOf(status, retryable, maybeSent) })
        }
    }

    @Test
    fun `an answer that cannot be read says where and shows its beginning`() = withClient { sandbox, client ->
        val body = """{"id":"1","created_at":"yesterday","rest":"${"x".repeat(5000)}"}"""
        sandbox.fault("show", "respond", body = body)
        val error = assertThrows<FeedbackException.Decode> { client.show("1") }
        assertEquals(listOf("created_at", 200), listOf(error.jsonPath, error.status))
        val shown = checkNotNull(error.body)
        assertTrue(shown.startsWith("""{"id":"1"""") && shown.length <= 1024, shown)
    }

    @Test
    fun `a text that is no feedback has its path and its beginning`() {
        val error = failure { Feedback.fromJson(ANSWERED.replace("\"value\":7", "\"value\":\"x\"")) }
        assertEquals("response.score.value", error.jsonPath)
        assertTrue(ANSWERED.startsWith(checkNotNull(error.body).take(100)))
        assertNull(error.status)
    }

    @Test
    fun `control characters of the service's message are shown and not obeyed`() = withClient { sandbox, client ->
        val message = "gone\u001b]0;title\u0007\r\u009b31m\n\tat trusted.Code(Code.java:1)"
        val body = jsonOf(mapOf("errors" to listOf(mapOf("code" to 34, "message" to message))))
        sandbox.fault("show", "respond", status = 404, body = body)
        sandbox.fault("create", "respond", status = 500, body = body.replace("34", "131"))
        val (gone, unknown) = failure { client.show("1") } to failure { client.create(PROMPT) }
        assertEquals(message, gone.message, "as a value it is what was said")
        for (shown in listOf("$gone", "$unknown", "${unknown.cause}")) {
            assertFalse(shown.any { it.isISOControl() }, shown)
        }
        val trace = gone.stackTraceToString() + unknown.stackTraceToString()
        assertFalse("\n\tat trusted" in trace || trace.any { it.isISOControl() && it !in "\n\r\t" }, trace)
    }

    @TestFactory
    fun `a message is a sentence`() = each(FAILING.keys) { name ->
        withClient { sandbox, client ->
            sandbox.fault("any", "reset_before_work", times = 9)
            val error = failure { FAILING.getValue(name)(client, sandbox) }
            assertTrue(Regex("[a-z`].{15,}", RegexOption.DOT_MATCHES_ALL).matches(error.message), error.message)
            for (inside in listOf("Native", "Failed", "Failure(", "chain", "ffi", "io.twitterfeedback", "Some(")) {
                assertFalse(inside in error.message, error.message)
            }
            assertEquals("io.twitterfeedback.FeedbackException\$${error::class.simpleName}", error.javaClass.name)
            assertTrue("$error".startsWith("${error.javaClass.name}: ${error.message}"), "$error")
        }
    }

    @TestFactory
    fun `a stack begins with the function that was called`() = each(FAILING.keys) { name ->
        withClient { sandbox, client ->
            sandbox.fault("any", "reset_before_work", times = 9)
            val error = failure { FAILING.getValue(name)(client, sandbox) }
            val first = error.stackTrace.first().className
            assertTrue(Regex("""io\.twitterfeedback\.[A-Z].*""").matches(first), first)
            assertFalse("ErrorTest" in first, first)
        }
    }

    @TestFactory
    fun `a stack shows who called, on the calling thread`() = each(BLOCKING.keys) { name ->
        Sandbox.startBlocking().use { sandbox ->
            sandbox.fault("any", "reset_before_work", times = 9)
            sandbox.client(ONE_TRY).use { client ->
                fun callerOfThis() = BLOCKING.getValue(name)(client, sandbox)
                val methods = failure { callerOfThis() }.stackTrace.map { it.methodName }
                assertTrue(methods.any { "callerOfThis" in it }, "$methods")
            }
        }
    }

    @Test
    fun `an exception that crosses coroutines keeps all that it tells`() = withClient { _, client ->
        val errors = listOf(
            failure { withContext(Dispatchers.IO) { client.show("1") } },
            failure { supervisorScope { async { client.show("1") }.await() } },
            failure { runBlocking(Dispatchers.IO) { client.show("1") } },
        )
        for (error in errors) {
            assertEquals(listOf("not_found", 404), listOf(error.kind, error.status))
            assertNotNull(error.requestId)
            assertNull(error.cause)
        }
        val provoked = FeedbackException.RateLimited("the sentence", DETAILS)
        assertSame(provoked, failure { supervisorScope { async { throw provoked }.await() } })
    }

    @Test
    fun `a future fails with the exception itself`() = withClient { _, client ->
        val future = client.showAsync("1")
        val error = assertThrows<ExecutionException> { future.get(GUARD.inWholeSeconds, TimeUnit.SECONDS) }.cause
        assertTrue(error is FeedbackException.NotFound, "$error")
    }
}

private val DETAILS = FeedbackException.Details(
    status = 403,
    errors = listOf(ServiceMessage(32, "no"), ServiceMessage(null, "still no")),
    requestId = "00aa",
    retryAt = Instant.ofEpochMilli(7),
    retryable = true,
    problems = listOf(Problem("message", "must not be empty", "")),
    jsonPath = "events[3].feedback.id",
    body = "{}",
)

private fun assertTellsEverything(error: FeedbackException) {
    val told = with(error) { listOf(status, requestId, retryAt, retryable, jsonPath, body) }
    assertEquals(listOf(403, "00aa", Instant.ofEpochMilli(7), true, "events[3].feedback.id", "{}"), told)
    assertEquals(listOf(ServiceMessage(32, "no"), ServiceMessage(null, "still no")), error.errors)
    assertEquals(listOf(32L), error.codes)
    assertEquals(listOf(Problem("message", "must not be empty", "")), error.problems)
}

/** Compiled without `else`: a kind that is added has to be thought of by every user. */
private fun wordFor(error: FeedbackException): String = when (error) {
    is FeedbackException.InvalidRequest -> "invalid_request"
    is FeedbackException.Authentication -> "authentication"
    is FeedbackException.PermissionDenied -> "permission"
    is FeedbackException.NotFound -> "not_found"
    is FeedbackException.CannotMessage -> "cannot_message"
    is FeedbackException.RateLimited -> "rate_limited"
    is FeedbackException.OutcomeUnknown -> "outcome_unknown"
    is FeedbackException.Server -> "server"
    is FeedbackException.ConnectionFailed -> "connection"
    is FeedbackException.TimedOut -> "timeout"
    is FeedbackException.Decode -> "decode"
    is FeedbackException.Webhook -> "webhook"
    is FeedbackException.Ledger -> "ledger"
    is FeedbackException.Configuration -> "configuration"
    is FeedbackException.Internal -> "internal"
}

/** Every verb on the calling thread, each in a way that fails. */
private val BLOCKING: Map<String, (Client, Sandbox) -> Any?> = mapOf(
    "create" to { client, _ -> client.createBlocking(PROMPT) },
    "show" to { client, _ -> client.showBlocking("1") },
    "show, refused here" to { client, _ -> client.showBlocking(SURROGATE) },
    "show, refused by native code" to { client, _ -> client.showBlocking("x") },
    "canDm" to { client, _ -> client.canDmBlocking("1") },
    "friendship" to { client, _ -> client.friendshipBlocking("1") },
    "verifyCredentials" to { client, _ -> client.verifyCredentialsBlocking() },
    "serviceTime" to { client, _ -> client.serviceTimeBlocking() },
    "nextPage" to { client, sandbox -> client.eventPager(past(sandbox)).nextPageBlocking() },
    "events" to { client, sandbox -> client.eventsBlocking(past(sandbox)).count() },
    "events, refused here" to { client, _ -> client.eventsBlocking(EventsQuery(count = 0)) },
    "seed" to { _, sandbox -> sandbox.seedBlocking(0, Instant.EPOCH, Instant.EPOCH) },
    "Sandbox.start" to { _, sandbox -> Sandbox.startBlocking(SandboxOptions(port = URI(sandbox.url).port)) },
    "Sandbox.start, refused here" to { _, _ -> Sandbox.startBlocking(SandboxOptions(port = -1)) },
    "Client" to { _, _ -> Client(ClientOptions()) },
    "Credentials" to { _, _ -> Credentials("", "", "", "") },
    "Credentials.fromFile" to { _, _ -> Credentials.fromFile(Path.of("nowhere")) },
    "Prompt" to { _, _ -> Prompt("x", PERSON, MESSAGE, PRIVACY_URL) },
    "Prompt.nps" to { _, _ -> Prompt.nps("", "", "") },
    "Feedback.fromJson" to { _, _ -> Feedback.fromJson("") },
    "FeedbackEvent.fromJson" to { _, _ -> FeedbackEvent.fromJson("") },
    "EventPage.fromJson" to { _, _ -> EventPage.fromJson("") },
    "Question.find" to { _, _ -> Question.find("nps", -1) },
    "Fold.get" to { _, _ -> Fold()[SURROGATE] },
    "fault" to { _, sandbox -> sandbox.fault("", "") },
    "answer" to { _, sandbox -> sandbox.answer("1", 3) },
)

/** Every call, each in a way that fails. */
private val FAILING: Map<String, suspend (Client, Sandbox) -> Any?> =
    BLOCKING.mapValues { elsewhere(it.value) } + OPERATIONS.mapKeys { "suspending, ${it.key}" }

/** The same on a thread that may be blocked. */
private fun elsewhere(call: (Client, Sandbox) -> Any?): suspend (Client, Sandbox) -> Any? =
    { client, sandbox -> withContext(Dispatchers.IO) { call(client, sandbox) } }
