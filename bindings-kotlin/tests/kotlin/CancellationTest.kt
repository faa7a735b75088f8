package io.twitterfeedback

import io.twitterfeedback.process.Operation
import io.twitterfeedback.process.SOON
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.pendingCalls
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.seedPast
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import java.net.URI
import kotlin.random.Random

class CancellationTest {
    @ParameterizedTest
    @EnumSource
    fun `a call that waits ends at once when it is cancelled`(operation: Operation) = inSandbox { sandbox, client ->
        sandbox.fault(operation.fault, "hang")
        val begun = Begun(this) { operation.call(client) }
        sandbox.awaitArrival(operation.path)
        assertEquals("enough", assertInstanceOf(CancellationException::class.java, begun.cancelled()).message)
        assertEquals(sandbox.userId, client.verifyCredentials().userId)
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = ["CREATE"])
    fun `a read that is cancelled lets its connection go, and is not tried again`(operation: Operation) =
        runBlocking<Unit> {
            SilentService().use { service ->
                val credentials = Credentials("key", "secret", "1-token", "secret")
                val options = ClientOptions(credentials, service.url, timeout = GUARD, readTimeout = GUARD)
                val begun = Begun(this) { operation.call(Client(options)) }
                service.awaitRequest()
                assertInstanceOf(CancellationException::class.java, begun.cancelled())
                service.awaitHangUp()
                assertEquals(1, service.connections)
            }
        }

    @ParameterizedTest
    @EnumSource
    fun `a coroutine that is cancelled already asks nothing`(operation: Operation) = inSandbox { sandbox, client ->
        val begun = CompletableDeferred<Throwable?>()
        launch(start = CoroutineStart.UNDISPATCHED) {
            coroutineContext[Job]?.cancel()
            begun.complete(runCatching { operation.call(client) }.exceptionOrNull())
        }
        assertInstanceOf(CancellationException::class.java, begun.await())
        client.verifyCredentials()
        assertEquals(1, sandbox.requests.size)
    }

    @Test
    fun `a create that is cancelled goes on by itself and is sent once`() = inSandbox { sandbox, client ->
        sandbox.fault("create", "latency:300")
        val begun = Begun(this) { client.create(promptTo()) }
        sandbox.awaitArrival("/create")
        assertNull(sandbox.seen("/create").single().status)
        assertInstanceOf(CancellationException::class.java, begun.cancelled())
        until { sandbox.seen("/create").first().status != null }
        client.verifyCredentials()
        assertEquals(listOf(200 to person()), sandbox.seen("/create").map { it.status to it.toUserId })
    }

    @Test
    fun `a create that is cancelled as soon as it is begun asks nobody twice`() = inSandbox { sandbox, client ->
        val random = Random(1)
        repeat(100) { number ->
            val begun = launch(start = CoroutineStart.UNDISPATCHED) { client.create(promptTo(number)) }
            spin(random, 20_000)
            begun.cancelAndJoin()
        }
        val last = client.create(promptTo(100))
        assertEquals(person(100), last.toUserId)
        // Those that were under way come to their end before they are counted.
        until { sandbox.seen("/create").none { it.status == null } }
        val asked = sandbox.seen("/create").map { it.toUserId }
        assertEquals(asked.distinct(), asked)
    }

    @Test
    fun `all calls of a scope end with it, whatever they wait for`() = inSandbox { sandbox, client ->
        // Known now: a listing need not ask first whose it is.
        client.verifyCredentials()
        // More than are needed: while calls are cancelled, the listing may ask for whoever waits next.
        for (operation in listOf("create", "show", "friendship", "events")) {
            sandbox.fault(operation, "hang", times = 1000)
        }
        val pager = client.eventPager()
        val calls = launch {
            repeat(50) { number ->
                launch { client.create(promptTo(number)) }
                launch { client.show("1") }
                launch { client.friendship(person()) }
                launch { client.eventPager().nextPage() }
                launch { pager.nextPage() }
            }
        }
        sandbox.awaitArrival("/", times = 1 + 201)
        withTimeout(SOON) { calls.cancelAndJoin() }
        assertEquals(sandbox.userId, client.verifyCredentials().userId)
    }

    @Test
    fun `calls that were cancelled leave nothing that waits for them`() = inSandbox { sandbox, client ->
        val random = Random(2)
        val before = pendingCalls
        repeat(10_000) {
            val begun = launch(start = CoroutineStart.UNDISPATCHED) { runCatching { client.show("1") } }
            spin(random, 2_000)
            begun.cancelAndJoin()
        }
        client.verifyCredentials()
        until { pendingCalls == before }
    }

    @Test
    fun `a sandbox that was started for nobody serves nobody`() = runBlocking<Unit> {
        val random = Random(3)
        val port = URI(Sandbox.start().use { it.url }).port
        repeat(300) {
            var started: Sandbox? = null
            val begun = launch(Dispatchers.Default) { started = Sandbox.start(SandboxOptions(port = port)) }
            spin(random, 40_000)
            begun.cancelAndJoin()
            started?.stop()
            // Only where the port is free can another one start; being let go takes a moment.
            until { runCatching { Sandbox.startBlocking(SandboxOptions(port = port)).stop() }.isSuccess }
        }
    }

    @Test
    fun `seeding ends at once for who is cancelled, and the past is made all the same`() = inSandbox {
            sandbox,
            client,
        ->
        val begun = Begun(this) { sandbox.seedPast(50_000) }
        assertInstanceOf(CancellationException::class.java, begun.cancelled())
        assertEquals(sandbox.userId, client.verifyCredentials().userId)
    }

    @Test
    fun `a coroutine that is cancelled already starts no sandbox and makes no past`() = inSandbox { sandbox, client ->
        val port = URI(Sandbox.start().use { it.url }).port
        val ends = mutableListOf<Throwable?>()
        launch(start = CoroutineStart.UNDISPATCHED) {
            coroutineContext[Job]?.cancel()
            ends += runCatching { Sandbox.start(SandboxOptions(port = port)) }.exceptionOrNull()
            ends += runCatching { sandbox.seedPast(100) }.exceptionOrNull()
        }.join()
        ends.forEach { assertInstanceOf(CancellationException::class.java, it) }
        Sandbox.start(SandboxOptions(port = port)).stop()
        assertEquals(emptyList<FeedbackEvent>(), client.eventPager(past(sandbox)).nextPage()?.events)
    }

    @Test
    fun `a client that works for cancelled coroutines works for others`() = inSandbox { sandbox, client ->
        val random = Random(4)
        repeat(20) {
            coroutineScope {
                val calls = List(20) { number -> launch { client.create(promptTo(20 * it + number)) } }
                spin(random, 40_000)
                calls.filter { random.nextBoolean() }.forEach { it.cancel() }
            }
        }
        val asked = sandbox.seen("/create").map { it.toUserId }
        assertEquals(asked.distinct(), asked)
        withContext(Dispatchers.IO) { assertEquals(sandbox.userId, client.verifyCredentials().userId) }
    }

    /** Passes a time that differs from round to round, so that what is cancelled was at different places. */
    private fun spin(random: Random, most: Int) = repeat(random.nextInt(most)) { Thread.onSpinWait() }
}
