package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.io.Serializable
import java.util.Base64
import java.util.concurrent.ConcurrentLinkedQueue

/** Webhook deliveries: who may deliver, what is read, and samples of them. */
class WebhookTest {
    private val credentials = WebhookCredentials("feedback", "a very secret password")
    private val verifier = WebhookVerifier(credentials)

    @Test
    fun `credentials are the header of basic auth`() {
        assertEquals("feedback" to "a very secret password", credentials.username to credentials.password)
        val encoded = Base64.getEncoder().encodeToString("feedback:a very secret password".encodeToByteArray())
        assertEquals("Basic $encoded", credentials.authorization)
        assertEquals("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", WebhookCredentials("Aladdin", "open sesame").authorization)
    }

    @Test
    fun `credentials that are made up are strong and never the same`() {
        val made = List(50) { WebhookCredentials.generate() }
        for (one in made) {
            assertTrue(one.password.length >= 20 && ':' !in one.username, one.username)
            val classes = listOf<(Char) -> Boolean>(Char::isUpperCase, Char::isLowerCase, Char::isDigit)
            assertTrue(classes.all(one.password::any) && !one.password.all(Char::isLetterOrDigit), one.password)
            WebhookVerifier(one).authenticate(one.authorization)
        }
        assertEquals(50, made.map { it.password }.toSet().size)
        assertEquals(50, made.map { it.username }.toSet().size)
    }

    @Test
    fun `nothing shows a password`() {
        val sample = SampleDelivery(text = COMMENT, credentials = credentials)
        val refused = assertThrows<FeedbackException.Webhook> { verifier.authenticate("Basic aHVzaDpodXNo") }
        val shown = listOf(credentials, verifier, sample, SampleDelivery.builder().credentials(credentials), refused)
        assertFalse("secret" in "$shown" || "aHVzaD" in "$shown" || COMMENT in "$shown", "$shown")
        assertEquals("WebhookCredentials([redacted])", "$credentials")
        assertFalse(listOf<Any>(credentials, verifier, sample).any { it is Serializable })
    }

    @Test
    fun `two pairs are let in while they are being changed`() {
        val (old, new) = List(2) { WebhookCredentials.generate() }
        val both = WebhookVerifier(listOf(old, new))
        both.authenticate(old.authorization)
        both.authenticate(new.authorization)
        assertEquals(401, refusal { WebhookVerifier(new).authenticate(old.authorization) }.status)
    }

    @Test
    fun `a verifier keeps what it was made with`() {
        val (pairs, networks) = mutableListOf(credentials) to mutableListOf("10.0.0.0/8")
        val made = WebhookVerifier(pairs, networks, networks)
        pairs.clear()
        networks[0] = "0.0.0.0/0"
        assertEquals("WebhookVerifier(networks=[10.0.0.0/8], trustedProxies=[10.0.0.0/8])", "$made")
        assertEquals(401, refusal { made.authenticate(credentials.authorization, "192.0.2.1") }.status)
        made.authenticate(credentials.authorization, "10.1.2.3")
        assertEquals(401, refusal { made.authenticate(null, "10.1.2.3") }.status)
    }

    @Test
    fun `a delivery from the published networks is let in through a trusted proxy`() {
        val behind = WebhookVerifier(emptyList(), WebhookVerifier.PUBLISHED_NETWORKS, listOf("10.0.0.0/8"))
        behind.authenticate(null, "10.0.0.1:443", "192.0.2.1, 199.59.148.9")
        assertEquals(401, refusal { behind.authenticate(null, "10.0.0.1", "199.59.148.9, 192.0.2.1") }.status)
        assertEquals(401, refusal { behind.authenticate(null, "192.0.2.1", "199.59.148.9") }.status)
        assertThrows<UnsupportedOperationException> { (WebhookVerifier.PUBLISHED_NETWORKS as MutableList).clear() }
    }

    @TestFactory
    fun `a header that no text can hold lets nobody in`(): List<DynamicTest> {
        val headers = BadValues.SURROGATES.values + listOf("\u0000", "Basic \ud83d", "x".repeat(1_000_000))
        return BadValues.each("header", headers) { header ->
            val strict = WebhookVerifier(listOf(credentials), listOf("10.0.0.0/8"), listOf("10.0.0.0/8"))
            val heads = listOf(
                listOf(header, "10.0.0.1", "10.0.0.2"),
                listOf(credentials.authorization, header, "10.0.0.2"),
                listOf(credentials.authorization, "10.0.0.1", header),
                listOf(credentials.authorization + header, "10.0.0.1", "10.0.0.2"),
            )
            for ((authorization, remote, forwarded) in heads) {
                assertEquals(401, refusal { strict.authenticate(authorization, remote, forwarded) }.status)
                assertEquals(401, refusal { strict.verify(BODY, authorization, remote, forwarded) }.status)
            }
        }
    }

    @Test
    fun `an event is read as it came`() {
        val event = verifier.verify(BODY, credentials.authorization)
        assertEquals(FeedbackEvent.fromJson(EVENT), event)
        assertEquals(listOf(EVENT, ANSWERED), listOf(event.raw, event.feedback.raw))
        assertEquals(listOf(7L, COMMENT, null), with(event.feedback) { listOf(score, comment, reply) })
        assertEquals(event, FeedbackEvent.fromWebhook(BODY))
        Fold().use { fold ->
            fold.apply(event)
            assertEquals(7L, fold.single().feedback.score)
        }
    }

    @Test
    fun `an answer that nothing dates has its event's time`() {
        val text = """{"event_type":"feedback.updated","created_at":"Tue Dec 15 18:58:20 +0000 2015",""" +
            """"feedback":{"id":"1","type":"nps","response":{"score":{"value":7}}}}"""
        val event = FeedbackEvent.fromWebhook(text.encodeToByteArray())
        assertEquals(Answer(at(18, 58, 20), 7L), event.feedback.response.score)
    }

    @Test
    fun `what is no event is refused with 400, and says where reading stopped`() {
        val refused = refusal { FeedbackEvent.fromWebhook(UNREADABLE.encodeToByteArray()) }
        assertEquals(400 to UNREADABLE, refused.status to refused.body)
        assertTrue(refused.jsonPath.orEmpty().startsWith("feedback"), refused.jsonPath)
        assertEquals("decode", (refused.cause as FeedbackException.Decode).kind)
    }

    @TestFactory
    fun `a body that is no JSON at all is refused with 400`() =
        each(listOf(byteArrayOf(), byteArrayOf(0), ByteArray(10) { -1 }, "[".repeat(100_000).encodeToByteArray())) {
            assertEquals(400, refusal { FeedbackEvent.fromWebhook(it) }.status)
            assertEquals(400, refusal { verifier.verify(it, credentials.authorization) }.status)
            assertEquals(401, refusal { verifier.verify(it, null) }.status)
        }

    @Test
    fun `a body of more than 256 KiB is refused with 413 and not repeated`() {
        val most = 256 * 1024
        val padded = BODY + ByteArray(most - BODY.size) { ' '.code.toByte() }
        assertEquals("123456789", FeedbackEvent.fromWebhook(padded).feedback.id)
        for (large in listOf(padded + ' '.code.toByte(), ByteArray(20_000_000))) {
            val refused = refusal { verifier.verify(large, credentials.authorization) }
            assertEquals(413 to null, refused.status to refused.body)
        }
    }

    @Test
    fun `a sample is let in by a verifier with the same credentials, and its bytes are its own`() {
        val sample = SampleDelivery(score = 3, externalId = "ticket_5555", credentials = credentials)
        assertEquals(credentials.authorization, sample.authorization)
        val headers = mapOf("content-type" to "application/json", "authorization" to credentials.authorization)
        assertEquals(headers.toList(), sample.headers.toList())
        assertThrows<UnsupportedOperationException> { (sample.headers as MutableMap).clear() }
        sample.body.fill(0)
        val event = verifier.verify(sample.body, sample.authorization)
        assertEquals(listOf(3L, "ticket_5555"), listOf(event.feedback.score, event.feedback.externalId))
        val again = SampleDelivery.builder().score(3).externalId("ticket_5555").build()
        assertArrayEquals(sample.body, again.body)
        assertEquals(listOf("content-type"), again.headers.keys.toList())
        assertNull(again.authorization)
        assertNotEquals(sample.body.toList(), SampleDelivery().body.toList())
    }

    @Test
    fun `a verifier serves many threads at once`() {
        val failures = ConcurrentLinkedQueue<Throwable>()
        val threads = List(8) {
            val number = it + 1
            Thread {
                runCatching {
                    repeat(500) {
                        val sample = SampleDelivery(feedbackId = "$number", credentials = credentials)
                        assertEquals("$number", verifier.verify(sample.body, sample.authorization).feedback.id)
                        refusal { verifier.verify(sample.body, "Basic $number") }
                    }
                }.onFailure { failures += it }
            }
        }
        threads.forEach(Thread::start)
        threads.forEach(Thread::join)
        assertEquals(emptyList<Throwable>(), failures.toList())
    }
}

private val BODY = EVENT.encodeToByteArray()

private fun refusal(call: () -> Any?): FeedbackException.Webhook = assertThrows { call() }
