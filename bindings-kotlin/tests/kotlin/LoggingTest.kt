package io.twitterfeedback

import io.twitterfeedback.process.SOON
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.promptTo
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import java.time.Instant
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/** The library's log: nothing unless somebody asks for it, and whatever a logger does, calls settle as they would. */
class LoggingTest {
    @AfterEach
    fun nobodyListens() = Logging.setLogger(null)

    /** Keeps what it hears, and where. */
    private class Listener : Logger {
        val records = ConcurrentLinkedQueue<LogRecord>()
        val threads: MutableSet<Thread> = ConcurrentHashMap.newKeySet()

        override fun log(record: LogRecord) {
            threads += Thread.currentThread()
            records += record
        }

        fun count(level: LogLevel) = records.count { it.level == level }
    }

    private val unreadable = """{"events":[{"event_type":"feedback.created"},
        {"event_type":"feedback.created","feedback":{"id":"1","type":"nps"}}],"next_cursor":""}"""

    /** Something of every level that the library logs at: one warning, and one record or more below it. */
    private suspend fun provoke(sandbox: Sandbox, client: Client) {
        sandbox.fault("events", "respond", body = unreadable)
        client.eventPages(past(sandbox)).toList()
        client.verifyCredentials()
    }

    @Test
    fun `every answer is a record with a time, a level and a message`() = inSandbox { _, client ->
        val listener = Listener()
        Logging.setLogger(listener, LogLevel.DEBUG)
        val begun = client.serviceTime().minusSeconds(60)
        repeat(3) { client.verifyCredentials() }
        until { listener.records.count { "verify" in it.message && "200" in it.message } == 3 }
        for (record in listener.records) {
            assertEquals(LogLevel.DEBUG, record.level)
            assertTrue(record.at.isAfter(begun) && record.at <= Instant.now(), "$record")
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `a logger hears records of its level and above, and no others`(level: LogLevel) = inSandbox { sandbox, client ->
        val listener = Listener()
        Logging.setLogger(listener, level)
        provoke(sandbox, client)
        Logging.setLogger(null)
        assertNextHears(client)
        until { listener.count(LogLevel.WARN) == if (level >= LogLevel.WARN) 1 else 0 }
        until { listener.count(LogLevel.DEBUG) > 0 == level >= LogLevel.DEBUG }
        assertTrue(listener.records.all { it.level <= level }, "${listener.records}")
    }

    @Test
    fun `a logger hears from INFO on unless a level is named`() = inSandbox { sandbox, client ->
        val listener = Listener()
        Logging.setLogger(listener)
        provoke(sandbox, client)
        until { listener.records.isNotEmpty() }
        assertEquals(listOf(LogLevel.WARN), listener.records.map { it.level })
    }

    @Test
    fun `a logger is called for one record after the other, on a daemon thread of the library's`() =
        inSandbox { _, client ->
            val inside = AtomicInteger()
            val most = AtomicInteger()
            val listener = Listener()
            val logger = Logger {
                most.accumulateAndGet(inside.incrementAndGet(), ::maxOf)
                listener.log(it)
                inside.decrementAndGet()
            }
            repeat(20) { round ->
                // Again, at another level: still the same logger.
                Logging.setLogger(logger, if (round % 2 == 0) LogLevel.DEBUG else LogLevel.TRACE)
                List(20) { async { client.verifyCredentials() } }.awaitAll()
            }
            Logging.setLogger(null)
            until { listener.records.count { "200" in it.message } == 400 }
            assertEquals(1, most.get())
            assertTrue(listener.threads.all { it.isDaemon && it.name == "twitter-feedback-log" }, "${listener.threads}")
        }

    @Test
    fun `each logger hears what arose in its time, all of it, at its level`() = inSandbox { sandbox, client ->
        val listeners = List(20) { Listener() }
        for ((number, listener) in listeners.withIndex()) {
            Logging.setLogger(listener, if (number % 2 == 0) LogLevel.DEBUG else LogLevel.WARN)
            provoke(sandbox, client)
        }
        Logging.setLogger(null)
        provoke(sandbox, client)
        for ((number, listener) in listeners.withIndex()) {
            until { listener.count(LogLevel.WARN) == 1 }
            until { listener.records.any { "verify" in it.message } == (number % 2 == 0) }
        }
        listeners.forEachIndexed { number, listener ->
            assertEquals(1, listener.count(LogLevel.WARN), "$number")
            assertEquals(number % 2 == 0, listener.count(LogLevel.DEBUG) > 0, "$number")
        }
    }

    @Test
    fun `null ends the log`() = inSandbox { sandbox, client ->
        val listener = Listener()
        Logging.setLogger(listener, LogLevel.TRACE)
        Logging.setLogger(null)
        Logging.setLogger(null)
        provoke(sandbox, client)
        assertNextHears(client)
        assertEquals(emptyList<LogRecord>(), listener.records.toList())
    }

    @Test
    fun `many calls at once lose no record`() = inSandbox { _, client ->
        val listener = Listener()
        Logging.setLogger(listener, LogLevel.DEBUG)
        List(500) { async { client.verifyCredentials() } }.awaitAll()
        Logging.setLogger(null)
        until { listener.records.size >= 500 }
        assertEquals(500, listener.records.count { "200" in it.message })
    }

    @Test
    fun `no record holds a secret or a comment`() = inSandbox { sandbox, client ->
        val listener = Listener()
        val comment = "Nobody told me why"
        val keys = sandbox.credentials
        val secrets = listOf(
            keys.consumerKey,
            keys.consumerSecret,
            keys.accessToken,
            keys.accessTokenSecret,
            comment,
            "oauth_signature",
        )
        Logging.setLogger(listener, LogLevel.TRACE)
        val feedback = client.create(promptTo())
        sandbox.answer(feedback.id, 3, comment)
        client.show(feedback.id)
        // A proxy that echoes what it was sent.
        val echo = mapOf("x-echo" to keys.consumerKey)
        sandbox.fault("show", "respond", status = 400, headers = echo, body = secrets.joinToString(" "))
        assertTrue(runCatching { client.show(feedback.id) }.isFailure)
        val event = """{"events":[{"event_type":"${keys.consumerSecret}"}],"next_cursor":""}"""
        sandbox.fault("events", "respond", body = event)
        client.events().toList()
        sandbox.fault("create", "reset_after_work")
        assertTrue(runCatching { client.create(promptTo(1)) }.exceptionOrNull() is FeedbackException.OutcomeUnknown)
        val signIn = SignIn.begin(SignInOptions(keys.consumerKey, keys.consumerSecret, apiBase = sandbox.url))
        val pin = sandbox.authorize(signIn.oauthToken)
        signIn.complete(pin)
        client.verifyCredentials()
        until { listener.records.any { "verify" in it.message } }
        assertEquals(setOf(LogLevel.DEBUG, LogLevel.WARN), listener.records.map { it.level }.toSet())
        val written = listener.records.joinToString()
        val ofSignIn = listOf(signIn.oauthToken, signIn.oauthTokenSecret, pin)
        assertEquals(emptyList<String>(), (secrets + ofSignIn).filter { it in written })
    }

    @Test
    fun `what a logger throws costs no call its answer and no record its place`() = inSandbox { _, client ->
        val heard = AtomicInteger()
        for (thrown in listOf(IllegalStateException("provoked"), StackOverflowError(), InterruptedException())) {
            heard.set(0)
            Logging.setLogger({ heard.incrementAndGet().also { throw thrown } }, LogLevel.DEBUG)
            List(50) { async { client.verifyCredentials() } }.awaitAll()
            until { heard.get() == 50 }
        }
    }

    @Test
    fun `a logger may call the library`() = inSandbox { sandbox, client ->
        val users = ConcurrentLinkedQueue<String>()
        Logging.setLogger(
            { if (users.size < 3) users += client.verifyCredentialsBlocking().userId },
            LogLevel.DEBUG,
        )
        withTimeout(SOON) { client.verifyCredentials() }
        until { users.size == 3 }
        assertEquals(List(3) { sandbox.userId }, users.toList())
    }

    @Test
    fun `a logger may end the log, and hears nothing that arises later`() = inSandbox { sandbox, client ->
        val heard = AtomicInteger()
        Logging.setLogger({ Logging.setLogger(null).also { heard.incrementAndGet() } }, LogLevel.WARN)
        provoke(sandbox, client)
        until { heard.get() == 1 }
        repeat(5) { provoke(sandbox, client) }
        assertNextHears(client)
        assertEquals(1, heard.get())
    }

    @Test
    fun `a logger may set another one`() = inSandbox { _, client ->
        val second = Listener()
        val first = AtomicInteger()
        Logging.setLogger({
            if (first.getAndIncrement() ==
                0
            ) {
                Logging.setLogger(second, LogLevel.DEBUG)
            }
        }, LogLevel.DEBUG)
        client.verifyCredentials()
        until { first.get() > 0 }
        client.verifyCredentials()
        until { second.records.isNotEmpty() }
    }

    @Test
    fun `a logger that blocks holds up no call and no other logger, and then hears what it missed`() =
        inSandbox { sandbox, client ->
            val release = CountDownLatch(1)
            val heard = AtomicInteger()
            val blocking = Logger {
                release.await(GUARD.inWholeSeconds, TimeUnit.SECONDS)
                heard.incrementAndGet()
            }
            Logging.setLogger(blocking, LogLevel.DEBUG)
            val users = withTimeout(SOON) { List(50) { async { client.verifyCredentials().userId } }.awaitAll() }
            assertEquals(List(50) { sandbox.userId }, users)
            assertNextHears(client)
            assertEquals(0, heard.get())
            release.countDown()
            until { heard.get() == 50 }
        }

    @Test
    fun `loggers that are set from many threads at once each end, but for the last`() = inSandbox { _, client ->
        val listeners = List(64) { Listener() }
        listeners.map { async(Dispatchers.IO) { Logging.setLogger(it, LogLevel.DEBUG) } }.awaitAll()
        client.verifyCredentials()
        until { listeners.any { it.records.isNotEmpty() } }
        assertEquals(1, listeners.count { it.records.isNotEmpty() })
        until { Thread.getAllStackTraces().keys.count { it.name == "twitter-feedback-log" } == 1 }
    }

    /** Another logger hears the log now. */
    private suspend fun assertNextHears(client: Client) {
        val next = Listener()
        Logging.setLogger(next, LogLevel.DEBUG)
        client.verifyCredentials()
        until { next.records.isNotEmpty() }
        assertNotEquals(0, next.count(LogLevel.DEBUG))
        assertFalse(next.threads.isEmpty())
        Logging.setLogger(null)
    }
}
