package io.twitterfeedback

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.supervisorScope
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.net.InetAddress
import java.net.ServerSocket
import java.net.URI
import java.time.Duration
import java.time.Instant
import java.util.concurrent.TimeUnit
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.nanoseconds

/** The sandbox as a value: its controls, its life and its end. */
class SandboxTest {
    @Test
    fun `a sandbox has an address on loopback and a sender`() = withSandbox { sandbox ->
        assertTrue(Regex("""http://127\.0\.0\.1:\d+""").matches(sandbox.url), sandbox.url)
        assertEquals(sandbox.credentials.userId, sandbox.userId)
        assertTrue(sandbox.userId.all { it in '0'..'9' } && sandbox.userId.isNotEmpty(), sandbox.userId)
        assertEquals("Sandbox(${sandbox.url})", "$sandbox")
    }

    @Test
    fun `its clients are set up for it, and what they are told goes first`() = withSandbox { sandbox ->
        sandbox.advance(30.days)
        sandbox.client().use { assertEquals(sandbox.userId, it.verifyCredentials().userId) }
        val other = sandbox.sender(1)
        sandbox.client(ClientOptions(other)).use { assertEquals(other.userId, it.verifyCredentials().userId) }
        val far = ClientOptions(apiBase = "https://api.twitter.com")
        val error = assertThrows<FeedbackException.Configuration> { sandbox.client(far) }
        assertTrue("clock" in error.message, error.message)
    }

    @Test
    fun `a card is answered with a score, a text or both`() = withClient { sandbox, client ->
        val id = client.create(PROMPT).id
        assertNull(sandbox.answer(id, 4).response.text)
        val answered = sandbox.answer(id, text = "fine")
        assertEquals(listOf(4L, "fine"), listOf(answered.score, answered.comment))
        assertEquals(client.show(id), answered)
        assertNull(answered.reply)
        val other = client.create(Prompt.nps("7", MESSAGE, PRIVACY_URL)).id
        assertEquals(listOf(0L, "why"), sandbox.answer(other, 0, "why").run { listOf(score, comment) })
    }

    @Test
    fun `the same answer again changes nothing and another is refused`() = withClient { sandbox, client ->
        val id = client.create(PROMPT).id
        val answered = sandbox.answer(id, 4, "fine")
        assertEquals(answered, sandbox.answer(id, 4, "fine"))
        for ((score, text) in listOf(5 to null, null to "bad", 4 to "bad")) {
            val error = assertThrows<FeedbackException.InvalidRequest> { sandbox.answer(id, score, text) }
            assertTrue("immutable" in error.message, error.message)
        }
        assertEquals(answered, client.show(id))
    }

    @Test
    fun `what cannot be answered is refused and changes nothing`() = withClient { sandbox, client ->
        val before = client.show(client.create(PROMPT).id)
        assertThrows<FeedbackException.NotFound> { sandbox.answer("1", 4) }
        for ((score, text) in listOf(null to null, 0 to "fine", 6 to null, 4 to "", 4 to "x".repeat(10_001))) {
            assertThrows<FeedbackException.InvalidRequest> { sandbox.answer(before.id, score, text) }
        }
        assertEquals(before, client.show(before.id))
    }

    @TestFactory
    fun `a person is as the constant says`() = each(PEOPLE, { it.name }) { person ->
        withClient { _, client ->
            if (person.lookup == null) {
                assertEquals(person.canDm, client.canDm(person.id))
                assertEquals(person.id to person.canDm, client.friendship(person.id).run { targetId to canDm })
            } else {
                assertEquals(person.lookup, failure { client.canDm(person.id) }.run { kind to codes.single() })
            }
            val prompt = Prompt.csat(person.id, MESSAGE, PRIVACY_URL)
            if (person.create == null) {
                assertEquals(person.id, client.create(prompt).toUserId)
            } else {
                val error = failure { client.create(prompt) }
                assertEquals(person.create, error.kind to error.codes.single())
                assertEquals(false, error.maybeSent)
            }
        }
    }

    @Test
    fun `the clock is turned by durations of Kotlin and of Java, in whole milliseconds`() =
        withSandbox(SandboxOptions(startAt = START)) { sandbox ->
            val java = listOf(Duration.ZERO, Duration.ofMillis(250), Duration.ofNanos(1_999_999))
            assertEquals(listOf(0L, 250, 251).map(START::plusMillis), java.map(sandbox::advance))
            val more = listOf(0.milliseconds, 250.milliseconds, 1_999_999.nanoseconds, 1.hours).map(sandbox::advance)
            assertEquals(listOf(251L, 501, 502, 3_600_502).map(START::plusMillis), more)
            assertEquals(START.plusMillis(3_600_502), sandbox.now)
        }

    @Test
    fun `the clock is not turned back nor beyond what years have`() =
        withSandbox(SandboxOptions(startAt = START)) { sandbox ->
            val wrong = listOf((-1).milliseconds, 4_000_000.days, kotlin.time.Duration.INFINITE)
            for (duration in wrong) {
                val error = assertThrows<FeedbackException.InvalidRequest> { sandbox.advance(duration) }
                assertEquals("duration", error.problems.single().field)
            }
            for (duration in listOf(Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE))) {
                assertThrows<FeedbackException.InvalidRequest> { sandbox.advance(duration) }
            }
            assertEquals(START, sandbox.now)
        }

    @Test
    fun `a made up past can be listed`() = withClient { sandbox, client ->
        val period = past(sandbox)
        val seeded = sandbox.seed(40, period)
        val events = client.events(period).toList()
        assertEquals(Seeded(40, events.size.toLong()), seeded)
        assertEquals(40, events.map { it.feedback.id }.toSet().size)
    }

    @Test
    fun `a past that cannot be is refused by its arguments' names`() = withSandbox { sandbox ->
        val (from, to) = past(sandbox).run { checkNotNull(fromTime) to checkNotNull(toTime) }
        val wrong = listOf(
            Triple(0L, from, to) to "count",
            Triple(1_000_001L, from, to) to "count",
            Triple(-1L, from, to) to "count",
            Triple(1L, from, sandbox.now.plusSeconds(60)) to "to_time",
            Triple(1L, to, from) to "to_time",
            Triple(1L, Instant.EPOCH.minusMillis(1), to) to "from_time",
        )
        for ((given, field) in wrong) {
            val (count, begin, end) = given
            val error = assertThrows<FeedbackException.InvalidRequest> { sandbox.seed(count, begin, end) }
            assertEquals(listOf(field), error.problems.map { it.field })
        }
    }

    @Test
    fun `every request is logged in order of arrival`() = withClient { sandbox, client ->
        val before = sandbox.now
        sandbox.fault("friendship", "reset_before_work")
        client.create(PROMPT)
        failure { client.canDm(PERSON) }
        failure { client.show("1") }
        val requests = sandbox.requests
        val times = listOf(before) + requests.map { it.at } + sandbox.now
        assertEquals(times.sorted(), times)
        val expected = listOf(
            listOf("POST", "/1.1/feedback/create.json", 200, PERSON),
            listOf("GET", "/1.1/friendships/show.json", null, null),
            listOf("GET", "/1.1/feedback/show/1.json", 404, null),
        )
        assertEquals(expected, requests.map { listOf(it.method, it.path, it.status, it.toUserId) })
        assertEquals(List(2) { sandbox.userId }, listOf(requests.first(), requests.last()).map { it.sender })
    }

    @Test
    fun `another sender has keys, feedbacks and quotas of its own`() = withClient { sandbox, client ->
        val other = sandbox.sender(1)
        assertNotEquals(sandbox.userId, other.userId)
        assertEquals(sandbox.credentials.accessToken, sandbox.sender(0).accessToken)
        assertEquals(sandbox.credentials.consumerKey, other.consumerKey)
        Client(ClientOptions(other, sandbox.url)).use { second ->
            assertEquals(other.userId, second.verifyCredentials().userId)
            val (mine, theirs) = client.create(PROMPT) to second.create(PROMPT)
            assertEquals(other.userId, theirs.fromUserId)
            assertThrows<FeedbackException.NotFound> { second.show(mine.id) }
        }
        assertThrows<FeedbackException.InvalidRequest> { sandbox.sender(-1) }
    }

    @Test
    fun `a taken port is said`() = running {
        ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")).use { taken ->
            val options = SandboxOptions(port = taken.localPort)
            val error = assertThrows<FeedbackException.Configuration> { Sandbox.start(options) }
            assertTrue("${taken.localPort}" in error.message, error.message)
        }
    }

    @Test
    fun `a stopped sandbox frees its port and answers nobody`() = withClient { sandbox, client ->
        client.canDm(PERSON)
        sandbox.stop()
        assertThrows<FeedbackException.ConnectionFailed> { client.canDm(PERSON) }
        withSandbox(SandboxOptions(port = URI(sandbox.url).port)) { assertEquals(sandbox.url, it.url) }
    }

    @Test
    fun `stopping twice, at once or in turn, changes nothing`() = withSandbox { sandbox ->
        coroutineScope { repeat(2) { async(Dispatchers.IO) { sandbox.stop() } } }
        sandbox.stop()
        sandbox.close()
        assertThrows<FeedbackException.Configuration> { sandbox.now }
    }

    @TestFactory
    fun `a stopped sandbox cannot be used`() = each(USES.keys) { name ->
        withSandbox { sandbox ->
            sandbox.stop()
            val error = assertThrows<FeedbackException.Configuration> { USES.getValue(name)(sandbox) }
            assertTrue("stopped" in error.message, error.message)
            assertEquals("Sandbox(${sandbox.url})", "$sandbox")
        }
    }

    @Test
    fun `a request that hangs ends when its sandbox is stopped`() = withClient { sandbox, client ->
        sandbox.fault("show", "hang")
        supervisorScope {
            val hanging = async { client.show("1") }
            until { sandbox.requests.isNotEmpty() }
            sandbox.stop()
            assertThrows<FeedbackException.ConnectionFailed> { hanging.await() }
        }
    }

    @Test
    fun `a sandbox is started from a thread and as a future too`() {
        Sandbox.startBlocking().use { first ->
            Sandbox.startAsync(SandboxOptions(startAt = START)).get(GUARD.inWholeSeconds, TimeUnit.SECONDS).use {
                assertEquals(START, it.now)
                assertNotEquals(first.url, it.url)
                val seeded = it.seedBlocking(3, START.minusSeconds(9), START)
                val later = it.seedAsync(3, START.minusSeconds(9), START).get(GUARD.inWholeSeconds, TimeUnit.SECONDS)
                assertEquals(listOf(3L, 3L), listOf(seeded.feedbacks, later.feedbacks))
            }
        }
    }
}

private val START: Instant = Instant.ofEpochMilli(1_450_202_300_000)

private val USES: Map<String, suspend (Sandbox) -> Any?> = mapOf(
    "answer" to { it.answer("1", 3) },
    "advance" to { it.advance(1.milliseconds) },
    "fault" to { it.fault("show", "hang") },
    "seed" to { it.seed(1, Instant.EPOCH, Instant.ofEpochMilli(1)) },
    "sender" to { it.sender(1) },
    "now" to { it.now },
    "requests" to { it.requests },
    "webhook" to { it.webhook("http://127.0.0.1:1") },
    "deliveries" to { it.deliveries() },
    "recipient" to { it.recipient(PERSON) },
    "dismiss" to { it.dismiss("1") },
    "authorize" to { it.authorize("token") },
    "deny" to { it.deny("token") },
)

/** What is said of a person; kinds and codes where it is an error. */
private class Person(
    val name: String,
    val id: String,
    val canDm: Boolean? = null,
    val lookup: Pair<String, Long>? = null,
    val create: Pair<String, Long>? = null,
)

private val PEOPLE = listOf(
    Person("anybody", PERSON, true),
    Person("unknown", Sandbox.RECIPIENT_UNKNOWN, lookup = "not_found" to 50, create = "not_found" to 108),
    Person("suspended", Sandbox.RECIPIENT_SUSPENDED, lookup = "cannot_message" to 63, create = "cannot_message" to 63),
    Person("not messageable", Sandbox.RECIPIENT_NOT_MESSAGEABLE, false, create = "cannot_message" to 349),
    Person("not following", Sandbox.RECIPIENT_NOT_FOLLOWING, false, create = "cannot_message" to 150),
    Person("undisclosed", Sandbox.RECIPIENT_UNDISCLOSED, null),
)
