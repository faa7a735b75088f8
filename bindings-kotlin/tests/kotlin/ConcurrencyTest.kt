package io.twitterfeedback

import io.twitterfeedback.process.SOON
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.pendingCalls
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** Many calls at once on one client: each settles, and each with its own answer. */
@Timeout(120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrencyTest {
    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource("dispatchers")
    fun `1,000 creates at once ask 1,000 people once, and each shows as its own`(
        name: String,
        dispatcher: CoroutineDispatcher,
    ) = inSandbox { sandbox, client ->
        val created = many(dispatcher) { client.create(promptTo(it)) }
        assertEquals(List(MANY) { person(it) }, created.map { it.toUserId }, name)
        assertEquals(List(MANY) { person(it) }.sorted(), sandbox.seen("/create").map { it.toUserId ?: "" }.sorted())
        val shown = many(dispatcher) { client.show(created[it].id) }
        assertEquals(created.map { it.id }, shown.map { it.id })
    }

    @Test
    fun `1,000 calls at once out of runBlocking are answered`() {
        inSandbox { sandbox, client ->
            val users = runBlocking { List(MANY) { async { client.verifyCredentials().userId } }.awaitAll() }
            assertEquals(List(MANY) { sandbox.userId }, users)
        }
    }

    @Test
    fun `1,000 calls that fail at once fail each with an exception of its own`() = inSandbox { _, client ->
        val thrown = many(Dispatchers.Default) { runCatching { client.show("1") }.exceptionOrNull() }
        assertTrue(thrown.all { it is FeedbackException.NotFound })
        assertEquals(MANY, thrown.map { System.identityHashCode(it) to it }.toSet().size)
    }

    @Test
    fun `calls of every kind at once all settle`() = inSandbox { sandbox, client ->
        sandbox.seedPast(100)
        val query = past(sandbox, count = 50)
        val whole = client.events(query).toList().size
        val id = client.create(promptTo(MANY)).id
        many(Dispatchers.Default) { number ->
            when (number % 6) {
                0 -> assertEquals(person(number), client.create(promptTo(number)).toUserId)
                1 -> assertEquals(id, client.show(id).id)
                2 -> assertEquals(true, client.canDm(person()))
                3 -> assertEquals(sandbox.userId, client.verifyCredentials().userId)
                4 -> assertNotEquals(0, client.serviceTime().toEpochMilli())
                else -> assertEquals(whole, client.events(query).toList().size)
            }
        }
        assertEquals(0, pendingCalls)
    }

    @Test
    fun `clients of two sandboxes at once are answered by their own`() = inSandbox { one, oneClient ->
        inSandboxToo { two, twoClient ->
            many(Dispatchers.Default) { number ->
                (if (number % 2 == 0) oneClient else twoClient).create(promptTo(number))
            }
            for ((place, sandbox) in listOf(one, two).withIndex()) {
                val own = List(MANY) { it }.filter { it % 2 == place }.map(::person)
                assertEquals(own.sorted(), sandbox.seen("/create").map { it.toUserId ?: "" }.sorted())
            }
        }
    }

    @Test
    fun `pages that are asked for at once come in the order of the calls`() = inSandbox { sandbox, client ->
        sandbox.seedPast(200)
        val query = past(sandbox, count = 5)
        val whole = client.eventPages(query).toList().map { page -> page.events.map { it.raw } }
        val pager = client.eventPager(query)
        val calls = List(whole.size + 3) { async(start = CoroutineStart.UNDISPATCHED) { pager.nextPage() } }
        val pages = calls.awaitAll().map { page -> page?.events?.map { it.raw } }
        assertEquals(whole + List(3) { null }, pages)
    }

    @Test
    fun `what runs behind an answer may wait for further ones, on whatever thread it came`() =
        inSandbox { sandbox, client ->
            val calls = List(20) {
                // Goes on where the answer was brought.
                async(Dispatchers.Unconfined) {
                    client.verifyCredentials()
                    client.verifyCredentialsBlocking().userId
                }
            }
            assertEquals(List(20) { sandbox.userId }, withTimeout(SOON) { calls.awaitAll() })
        }

    @Test
    fun `a sandbox can be stopped behind an answer, on whatever thread it came`() = runBlocking<Unit> {
        repeat(20) {
            val stopped = CountDownLatch(1)
            launch(Dispatchers.Unconfined) {
                val sandbox = Sandbox.start()
                sandbox.client().use { it.verifyCredentials() }
                sandbox.stop()
                stopped.countDown()
            }
            assertTrue(stopped.await(SOON.inWholeSeconds, TimeUnit.SECONDS))
        }
    }

    @Test
    fun `a client is shared by threads that wait on their own`() = inSandbox { sandbox, client ->
        val threads = Executors.newFixedThreadPool(32)
        try {
            val users = List(MANY) { threads.submit<String> { client.verifyCredentialsBlocking().userId } }
            assertEquals(List(MANY) { sandbox.userId }, users.map { it.get(SOON.inWholeSeconds, TimeUnit.SECONDS) })
        } finally {
            threads.shutdown()
        }
    }

    private suspend fun <T> many(dispatcher: CoroutineDispatcher, call: suspend (Int) -> T): List<T> =
        coroutineScope { List(MANY) { number -> async(dispatcher) { call(number) } }.awaitAll() }

    private suspend fun inSandboxToo(body: suspend (Sandbox, Client) -> Unit) =
        Sandbox.start(SandboxOptions(limits = false)).use { sandbox -> sandbox.client().use { body(sandbox, it) } }

    private companion object {
        const val MANY = 1000

        @JvmStatic
        fun dispatchers(): List<Array<Any>> = listOf(
            arrayOf("Default", Dispatchers.Default),
            arrayOf("IO", Dispatchers.IO),
            arrayOf("Unconfined", Dispatchers.Unconfined),
            arrayOf("a single thread", oneThread.asCoroutineDispatcher()),
        )

        private val oneThread = Executors.newSingleThreadExecutor { Thread(it).apply { isDaemon = true } }
    }
}
