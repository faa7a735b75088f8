package io.twitterfeedback

import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import kotlin.time.Duration.Companion.milliseconds

/** What a sandbox's webhook is sent, over real HTTP. */
class DeliveriesTest {
    private val pair = WebhookCredentials.generate()

    @Test
    fun `what happens is delivered, authenticated and logged`() = receiving { sandbox, client, receiver ->
        sandbox.webhook(receiver.url, pair.username, pair.password)
        val before = sandbox.now
        val id = client.create(PROMPT).id
        sandbox.answer(id, 5, COMMENT)
        val logged = sandbox.deliveries()
        assertEquals(listOf(204, 204), logged.map { it.status })
        assertEquals(setOf(receiver.url to pair.authorization), logged.map { it.url to it.authorization }.toSet())
        assertEquals(receiver.events.map { it.raw }, logged.map { it.body })
        assertEquals(listOf("feedback.created", "feedback.updated"), receiver.events.map { it.eventType })
        assertEquals(listOf(id, 5L, COMMENT), with(receiver.events.last().feedback) { listOf(this.id, score, comment) })
        val times = listOf(before) + logged.map { it.at } + sandbox.now
        assertEquals(times.sorted(), times)
        assertFalse(COMMENT in "$logged" || pair.authorization in "$logged", "$logged")
        assertThrows<UnsupportedOperationException> { (logged as MutableList).clear() }
    }

    @Test
    fun `deliveries repeat and are shuffled on order, and add up to the same`() = receiving {
            sandbox,
            client,
            receiver,
        ->
        sandbox.webhook(receiver.url, pair.username, pair.password, duplicates = 2, shuffle = true)
        val ids = List(5) { client.create(Prompt.nps("${7 + it}", MESSAGE, PRIVACY_URL)).id }
        ids.forEachIndexed { score, id -> sandbox.answer(id, score, COMMENT) }
        assertEquals(30, sandbox.deliveries().size)
        Fold().use { fold ->
            receiver.events.forEach(fold::apply)
            assertEquals(ids.indices.map { it.toLong() }, ids.map { fold[it]?.feedback?.score })
        }
    }

    @Test
    fun `who has the wrong password is not let in, and nothing is sent again`() = receiving {
            sandbox,
            client,
            receiver,
        ->
        sandbox.webhook(receiver.url, pair.username, "another")
        client.create(PROMPT)
        assertEquals(listOf(401), sandbox.deliveries().map { it.status })
        sandbox.webhook(receiver.url)
        client.create(Prompt.nps("7", MESSAGE, PRIVACY_URL))
        val last = sandbox.deliveries().last()
        assertEquals(401 to null, last.status to last.authorization)
        assertEquals(0, receiver.events.size)
    }

    @Test
    fun `without a webhook nothing is delivered, and where nobody listens no status is`() = withClient {
            sandbox,
            client,
        ->
        client.create(PROMPT)
        assertEquals(emptyList<LoggedDelivery>(), sandbox.deliveries())
        val nobody = Receiver(WebhookVerifier(pair)).use { it.url }
        sandbox.webhook(nobody)
        client.create(Prompt.nps("7", MESSAGE, PRIVACY_URL))
        assertNull(sandbox.deliveries().single().status)
        assertEquals(listOf(nobody), sandbox.deliveriesBlocking().map { it.url })
        assertEquals(listOf(nobody), sandbox.deliveriesAsync().join().map { it.url })
    }

    @Test
    fun `waiting for deliveries can be cancelled, and ends with the sandbox`() = withClient { sandbox, client ->
        SilentService().use { silent ->
            sandbox.webhook(silent.url)
            client.create(PROMPT)
            silent.awaitRequest()
            assertNull(withTimeoutOrNull(50.milliseconds) { sandbox.deliveries() })
            coroutineScope {
                val waiting = async(start = CoroutineStart.UNDISPATCHED) { sandbox.deliveries() }
                sandbox.stop()
                assertTrue(waiting.await().all { it.status == null })
            }
        }
    }

    private fun receiving(test: suspend (Sandbox, Client, Receiver) -> Unit) = withClient { sandbox, client ->
        Receiver(WebhookVerifier(listOf(pair), listOf("127.0.0.0/8"))).use { test(sandbox, client, it) }
    }
}
