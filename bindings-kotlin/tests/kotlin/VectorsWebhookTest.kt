package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.time.Instant

/** The shared cases of what a webhook is told: whom to let in, and what a delivery says. */
class VectorsWebhookTest {
    private val cases = vectors("webhook.json")

    @TestFactory
    fun `a delivery is let in and read as the vectors say`() = eachCase(cases) { case ->
        val verifier = verifier(case["settings"])
        val head = listOf("authorization", "remote_addr", "forwarded_for").map { case[it].textValue() }
        val body = case["body"].textValue().encodeToByteArray()
        val status = case["expect"]["status"]?.intValue()
        if (status == null) {
            assertSays(case["expect"], verifier.verify(body, head[0], head[1], head[2]))
            verifier.authenticate(head[0], head[1], head[2])
        } else {
            val refused =
                assertThrows<FeedbackException.Webhook> { verifier.verify(body, head[0], head[1], head[2]) }
            assertEquals(status, refused.status)
            assertEquals(false to false, refused.retryable to refused.maybeSent)
            val entrance = runCatching { verifier.authenticate(head[0], head[1], head[2]) }.exceptionOrNull()
            assertEquals(if (status == 401) refused.message else null, entrance?.message)
            assertTrue(status != 401 || refused.body == null, "who is not let in learns nothing of the body")
        }
    }

    @TestFactory
    fun `settings are refused as the vectors say`() = eachCase(vectors("webhook.json", "refused_settings")) { case ->
        val refused = assertThrows<FeedbackException.Configuration> { verifier(case["settings"]) }
        val fields = case["fields"].texts().map { if (it == "trusted_proxies") "trustedProxies" else it }
        assertEquals(fields, refused.problems.map { it.field })
    }

    @TestFactory
    fun `credentials are refused as the vectors say, and not repeated`() =
        eachCase(vectors("webhook.json", "refused_credentials")) { case ->
            val (username, password) = listOf("username", "password").map { case[it].textValue() }
            val refused = assertThrows<FeedbackException.Configuration> { WebhookCredentials(username, password) }
            assertEquals(case["fields"].texts(), refused.problems.map { it.field })
            assertTrue("a:b" !in "$refused" && "x\n" !in "$refused", "$refused")
        }

    @TestFactory
    fun `samples are made as the vectors say`() = eachCase(vectors("webhook.json", "samples")) { case ->
        for (make in listOf(::sample, ::built)) {
            if (case.has("fields")) {
                val refused = assertThrows<FeedbackException.InvalidRequest> { make(case["given"]) }
                assertEquals(case["fields"].texts(), refused.problems.map { it.field })
            } else {
                assertSays(case["expect"], FeedbackEvent.fromWebhook(make(case["given"]).body))
            }
        }
    }

    @Test
    fun `the published networks are those of the vectors`() {
        val given = cases.map { it["settings"]["networks"].texts() }
        assertTrue(WebhookVerifier.PUBLISHED_NETWORKS in given, "$given")
    }
}

private fun verifier(settings: JsonNode): WebhookVerifier = WebhookVerifier(
    settings["credentials"].map { WebhookCredentials(it[0].textValue(), it[1].textValue()) },
    settings["networks"].texts(),
    settings["trusted_proxies"].texts(),
)

private fun sample(given: JsonNode): SampleDelivery = SampleDelivery(
    eventType = given["event_type"]?.textValue(),
    feedbackId = given["feedback_id"]?.textValue(),
    type = given["type"]?.textValue(),
    toUserId = given["to_user_id"]?.textValue(),
    fromUserId = given["from_user_id"]?.textValue(),
    externalId = given["external_id"]?.textValue(),
    questionVariantId = given["question_variant_id"]?.intValue(),
    score = given["score"]?.intValue(),
    text = given["text"]?.textValue(),
    createdAt = given["created_at"]?.let { Instant.ofEpochMilli(it.longValue()) },
)

/** The same as Java makes it. */
private fun built(given: JsonNode): SampleDelivery = given.properties().fold(SampleDelivery.builder()) { it, field ->
    val value = field.value
    when (field.key) {
        "event_type" -> it.eventType(value.textValue())
        "feedback_id" -> it.feedbackId(value.textValue())
        "type" -> it.type(value.textValue())
        "to_user_id" -> it.toUserId(value.textValue())
        "from_user_id" -> it.fromUserId(value.textValue())
        "external_id" -> it.externalId(value.textValue())
        "question_variant_id" -> it.questionVariantId(value.intValue())
        "score" -> it.score(value.intValue())
        "text" -> it.text(value.textValue())
        "created_at" -> it.createdAt(Instant.ofEpochMilli(value.longValue()))
        else -> error("the vectors give ${field.key}")
    }
}.build()

/** What the vectors name is so; what they do not name does not matter. */
private fun assertSays(expected: JsonNode, event: FeedbackEvent) {
    for ((member, value) in expected.properties()) {
        val said = said(event, member)
        if (value.isNull) assertNull(said, member) else assertEquals(value.asText(), said.toString(), member)
    }
}

private fun said(event: FeedbackEvent, member: String): Any? = when (member) {
    "event_type" -> event.eventType
    "created_at" -> event.createdAt?.let { json(event.toJson())["created_at"].textValue() }
    "id" -> event.feedback.id
    "type" -> event.feedback.type
    "to_user_id" -> event.feedback.toUserId
    "from_user_id" -> event.feedback.fromUserId
    "external_id" -> event.feedback.externalId
    "question_variant_id" -> event.feedback.questionVariantId
    "score" -> event.feedback.score
    "text" -> event.feedback.comment
    else -> error("the vectors expect $member")
}
