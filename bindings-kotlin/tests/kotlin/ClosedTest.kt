package io.twitterfeedback

import io.twitterfeedback.process.Operation
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.toList
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import java.net.URI
import java.time.Instant
import java.util.concurrent.ConcurrentLinkedQueue
import kotlin.time.Duration.Companion.seconds

/** Closing clients and folds and stopping sandboxes. */
class ClosedTest {
    private suspend fun refusal(use: suspend () -> Any?): String? {
        val thrown = runCatching { use() }.exceptionOrNull()
        return assertInstanceOf(FeedbackException.Configuration::class.java, thrown).message
    }

    @ParameterizedTest
    @EnumSource
    fun `a closed client refuses every call and says why`(operation: Operation) = inSandbox { sandbox, client ->
        client.close()
        assertEquals("the client is closed", refusal { operation.call(client) })
        assertEquals(emptyList<LoggedRequest>(), sandbox.requests)
    }

    @Test
    fun `a closed client tells nothing but that it is closed`() = inSandbox { _, client ->
        client.close()
        assertEquals("the client is closed", refusal { client.apiBase })
        assertEquals("the client is closed", refusal { client.test })
        assertEquals("the client is closed", refusal { client.rateLimits })
        assertEquals("the client is closed", refusal { client.events() })
        assertEquals("the client is closed", refusal { client.eventPages() })
        assertEquals("the client is closed", refusal { client.eventPager() })
        assertEquals("Client(closed)", client.toString())
    }

    @Test
    fun `closing twice changes nothing`() = inSandbox { sandbox, client ->
        client.close()
        client.close()
        val fold = Fold()
        fold.close()
        fold.close()
        sandbox.stop()
        sandbox.stop()
        sandbox.close()
        assertEquals("the fold is closed", refusal { fold.size })
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = ["VERIFY_CREDENTIALS", "SERVICE_TIME"])
    fun `calls that are under way go on when their client is closed`(operation: Operation) =
        inSandbox { sandbox, client ->
            sandbox.fault(operation.fault, "latency:200")
            val call = async { runCatching { operation.call(client) } }
            sandbox.awaitArrival(operation.path)
            client.close()
            val outcome = call.await()
            assertTrue(outcome.isSuccess || outcome.exceptionOrNull() is FeedbackException.NotFound, "$outcome")
        }

    @Test
    fun `listings that were begun go on when their client is closed, and no new one begins`() =
        inSandbox { sandbox, client ->
            sandbox.seedPast(60)
            val query = past(sandbox, count = 10)
            val whole = client.events(query).toList()
            val events = client.events(query)
            val pager = client.eventPager(query)
            client.close()
            val listed = buildList {
                while (true) {
                    addAll((pager.nextPage() ?: break).events)
                }
            }
            assertEquals(whole, listed)
            assertEquals("the client is closed", refusal { events.toList() })
        }

    @Test
    fun `a closed client leaves the others alone`() = inSandbox { sandbox, client ->
        val other = sandbox.client()
        client.close()
        assertEquals(sandbox.userId, other.use { it.verifyCredentials().userId })
    }

    @Test
    fun `a closed fold refuses everything and says why`() = inSandbox { _, client ->
        val feedback = client.create(promptTo())
        val event = FeedbackEvent.fromJson(EVENT)
        val fold = Fold()
        fold.apply(event)
        val states = fold.iterator()
        fold.close()
        val uses = listOf<() -> Any?>(
            { fold.size },
            { fold.apply(event) },
            { fold.applyFeedback(feedback) },
            { fold.merge(Fold()) },
            { Fold().merge(fold) },
            { fold["1"] },
            { fold.iterator() },
        )
        uses.forEach { use -> assertEquals("the fold is closed", refusal { use() }) }
        assertEquals("Fold(closed)", fold.toString())
        assertEquals("1", states.next().id)
    }

    @Test
    fun `a fold that is closed while others use it is used to the end or refuses`() {
        val failures = ConcurrentLinkedQueue<Throwable>()
        val event = FeedbackEvent.fromJson(EVENT)
        repeat(200) {
            val fold = Fold()
            val users = List(4) {
                Thread {
                    runCatching {
                        repeat(20) {
                            fold.apply(event)
                            Fold().use { other -> other.merge(fold) }
                        }
                    }.onFailure { failures += it }
                }
            }
            users.forEach(Thread::start)
            fold.close()
            users.forEach(Thread::join)
        }
        assertEquals(emptyList<Throwable>(), failures.filter { it !is FeedbackException.Configuration })
    }

    @Test
    fun `a stopped sandbox refuses everything and says why`() = inSandbox { sandbox, client ->
        sandbox.stop()
        assertInstanceOf(
            FeedbackException.ConnectionFailed::class.java,
            runCatching { client.verifyCredentials() }.exceptionOrNull(),
        )
        val uses = listOf<suspend () -> Any?>(
            { sandbox.now },
            { sandbox.requests },
            { sandbox.sender(1) },
            { sandbox.advance(1.seconds) },
            { sandbox.answer("1", 5) },
            { sandbox.fault("any", "hang") },
            { sandbox.webhook("http://127.0.0.1:1") },
            { sandbox.deliveries() },
            { sandbox.recipient("1") },
            { sandbox.dismiss("1") },
            { sandbox.authorize("1") },
            { sandbox.deny("1") },
            { sandbox.seed(1, Instant.ofEpochMilli(0), Instant.ofEpochMilli(1)) },
        )
        uses.forEach { assertEquals("the sandbox is stopped", refusal(it)) }
        assertTrue(Regex("http://127\\.0\\.0\\.1:\\d+").matches(sandbox.url))
        assertNotNull(sandbox.credentials.consumerKey)
        assertEquals(sandbox.credentials.userId, sandbox.userId)
        assertEquals("Sandbox(${sandbox.url})", sandbox.toString())
    }

    @Test
    fun `requests that hang end with their sandbox`() = inSandbox { sandbox, client ->
        sandbox.fault("any", "hang", times = 3)
        val calls = listOf<suspend () -> Any?>(
            { client.show("1") },
            { client.create(promptTo()) },
            { client.verifyCredentials() },
        ).map { async { runCatching { it() }.exceptionOrNull() } }
        sandbox.awaitArrival("/", times = 3)
        sandbox.stop()
        val ends = calls.map { it.await() }
        assertInstanceOf(FeedbackException.OutcomeUnknown::class.java, ends[1])
        ends.forEach { assertInstanceOf(FeedbackException::class.java, it) }
    }

    @Test
    fun `the port of a stopped sandbox is free again`() = inSandbox { sandbox, _ ->
        val port = URI(sandbox.url).port
        assertThrows(FeedbackException.Configuration::class.java) { Sandbox.startBlocking(SandboxOptions(port = port)) }
        sandbox.stop()
        val second = Sandbox.start(SandboxOptions(port = port))
        assertEquals(sandbox.url, second.use { it.url })
    }

    @Test
    fun `a sandbox that is stopped while a past is made still stops`() = inSandbox { sandbox, client ->
        val seeding = async { runCatching { sandbox.seedPast(20_000) } }
        sandbox.stop()
        assertTrue(seeding.await().let { it.isSuccess || it.exceptionOrNull() is FeedbackException.Configuration })
        until { runCatching { client.verifyCredentialsBlocking() }.exceptionOrNull() is FeedbackException }
    }

    @Test
    fun `use closes clients, folds and sandboxes, whatever happens in it`() = inSandbox { sandbox, client ->
        val used = mutableListOf<AutoCloseable>(client, Fold(), sandbox)
        used.forEach { one ->
            assertThrows(IllegalStateException::class.java) { one.use { error("provoked") } }
        }
        assertEquals("Client(closed)", used[0].toString())
        assertEquals("Fold(closed)", used[1].toString())
        assertEquals("the sandbox is stopped", refusal { sandbox.now })
    }

    @Test
    fun `what was answered outlives its client and its sandbox`() = inSandbox { sandbox, client ->
        val feedback = client.create(promptTo())
        client.close()
        sandbox.stop()
        System.gc()
        assertEquals(person(), Feedback.fromJson(feedback.raw).toUserId)
        assertEquals(200, feedback.reply?.status)
    }

    private companion object {
        const val EVENT = """{"event_type":"feedback.created","feedback":{"id":"1","type":"nps"}}"""
    }
}
