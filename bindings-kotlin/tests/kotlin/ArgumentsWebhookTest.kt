package io.twitterfeedback

import io.twitterfeedback.ArgumentsJudge.misconfigured
import io.twitterfeedback.ArgumentsJudge.misconfiguring
import io.twitterfeedback.ArgumentsJudge.refused
import io.twitterfeedback.ArgumentsJudge.refusing
import io.twitterfeedback.BadValues.eachSurrogate
import io.twitterfeedback.BadValues.fieldsOf
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import java.time.Instant

/** Bad input to everything about webhooks that is yours: refused where it is made. */
class ArgumentsWebhookTest {
    private val pair = WebhookCredentials("feedback", "hush")

    private val names = listOf(Argument<String>("WebhookCredentials", "username") { WebhookCredentials(it, "hush") })
    private val words = listOf(Argument<String>("WebhookCredentials", "password") { WebhookCredentials("hush", it) })
    private val networks = listOf(
        Argument<String>("WebhookVerifier", "networks") { WebhookVerifier(networks = listOf(it)) },
        Argument("WebhookVerifier", "trustedProxies") { WebhookVerifier(listOf(pair), emptyList(), listOf(it)) },
    )

    private val samples = listOf(
        Argument<String>("SampleDelivery", "event_type") { SampleDelivery(eventType = it) },
        Argument("SampleDelivery", "external_id") { SampleDelivery(externalId = it) },
        Argument("SampleDelivery", "text") { SampleDelivery(text = it) },
        Argument("SampleDelivery.builder", "text") { SampleDelivery.builder().text(it).build() },
    )
    private val types = listOf(Argument<String>("SampleDelivery", "type") { SampleDelivery(type = it) })
    private val ids = listOf(
        Argument<String>("SampleDelivery", "feedback_id") { SampleDelivery(feedbackId = it) },
        Argument("SampleDelivery", "to_user_id") { SampleDelivery(toUserId = it) },
        Argument("SampleDelivery", "from_user_id") { SampleDelivery(fromUserId = it) },
        Argument("SampleDelivery.builder", "from_user_id") { SampleDelivery.builder().fromUserId(it).build() },
    )
    private val scores = listOf(Argument<Int>("SampleDelivery", "score") { SampleDelivery(score = it) })
    private val variants =
        listOf(Argument<Int>("SampleDelivery", "question_variant_id") { SampleDelivery(questionVariantId = it) })
    private val times = listOf(Argument<Instant>("SampleDelivery", "created_at") { SampleDelivery(createdAt = it) })

    @TestFactory
    fun `a text that UTF-8 cannot hold is named`(): List<DynamicTest> =
        (names + words + networks).flatMap { argument -> eachSurrogate("$argument") { misconfigured(argument, it) } } +
            (samples + types + ids).flatMap { argument -> eachSurrogate("$argument") { refused(argument, it) } }

    @TestFactory
    fun `a user name or a password that basic auth cannot carry is named and not repeated`(): List<DynamicTest> {
        val none = listOf("", "hush\n", "\u0000hush", "hush\u007f")
        return misconfiguring(names, none + "hush:hush") + misconfiguring(words, none)
    }

    @TestFactory
    fun `a network that is none is named`() = misconfiguring(
        networks,
        listOf("", " ", "localhost", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/8/8", "x".repeat(1_000_000)),
    )

    @TestFactory
    fun `a verifier that would let everybody in, or three pairs, is refused`(): List<DynamicTest> = misconfiguring(
        listOf(Argument<List<WebhookCredentials>>("WebhookVerifier", "credentials") { WebhookVerifier(it) }),
        listOf(emptyList(), List(3) { pair }),
    )

    @TestFactory
    fun `what the service would never say is named`(): List<DynamicTest> =
        refusing(ids, listOf("", " ", "0", "007", "-1", "1.0", "7a", "１２", "1\u0000")) +
            refusing(types, listOf("", "NPS", "stars", "nps\u0000")) +
            refusing(scores, listOf(-1, 11, Int.MIN_VALUE, Int.MAX_VALUE)) +
            refusing(variants, listOf(-1, Int.MIN_VALUE)) +
            refusing(times, BadValues.TIMES) +
            refusing(samples, listOf("")) +
            refusing(samples.drop(1), listOf("x".repeat(10_001)))

    @Test
    fun `everything that is wrong is told at once, whatever its sort`() {
        val half = SURROGATE
        assertEquals(listOf("username", "password"), fieldsOf(thrownBy { WebhookCredentials(half, "") }))
        val verifier = thrownBy { WebhookVerifier(List(3) { pair }, listOf(half), listOf("x")) }
        assertEquals(setOf("networks", "credentials", "trustedProxies"), fieldsOf(verifier).toSet())
        val sample = thrownBy { SampleDelivery(half, half, half, "x", "y", half, -1, 77, "", Instant.MAX) }
        val all = setOf(
            "event_type", "feedback_id", "type", "to_user_id", "from_user_id", "external_id", "question_variant_id",
            "text", "created_at",
        )
        assertEquals(all, fieldsOf(sample).toSet())
        assertEquals(all.size, fieldsOf(sample).size)
    }
}
