package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.TestFactory

/** The shared cases of what a prompt may hold, for every way to make one. */
class VectorsPromptsTest {
    @TestFactory
    fun `a prompt is checked as the vectors say`() = eachCase(vectors("prompts.json")) { case ->
        val fields = Fields(case)
        if (fields.refused.isNotEmpty()) {
            assertRefuses(fields.refused, failure { fields.prompt() })
        } else {
            val prompt = fields.prompt()
            assertEquals(case["expected"]["question_text"].textValue(), prompt.questionText)
            assertEquals(case["expected"]["advice"].texts(), prompt.advice().map { it.code })
            assertEquals(fields, Fields(prompt))
        }
    }

    @TestFactory
    fun `a prompt is checked alike by the short ways to make one`() = eachCase(vectors("prompts.json")) { case ->
        val fields = Fields(case)
        val refused = fields.refused - "type"
        for ((type, make) in mapOf("nps" to fields::nps, "csat" to fields::csat)) {
            if (refused.isNotEmpty()) {
                assertRefuses(refused, failure { make() })
            } else {
                assertEquals(fields.copy(type = type).prompt(), make())
            }
        }
    }

    @TestFactory
    fun `what the vectors allow is sent, and what the service does not know it refuses itself`() =
        eachCase(vectors("prompts.json").filter { "expected" in it.fieldNames().asSequence() }) { case ->
            withClient { sandbox, client ->
                val fields = Fields(case)
                if (case["expected"]["question_text"].isNull) {
                    val refusal = failure { client.create(fields.prompt()) }
                    assertEquals(FeedbackException.InvalidRequest::class, refusal::class)
                    assertNotNull(refusal.status)
                } else {
                    assertEquals(fields.toUserId, client.create(fields.prompt()).toUserId)
                }
                assertEquals(listOf(fields.toUserId), sandbox.requests.map { it.toUserId })
            }
        }
}

/** A prompt's fields as they are given. */
private data class Fields(
    val type: String,
    val toUserId: String,
    val message: String,
    val privacyUrl: String,
    val externalId: String?,
    val questionVariantId: Int?,
    val displayName: String?,
    val test: Boolean,
) {
    var refused: List<String> = emptyList()
        private set

    constructor(prompt: Prompt) : this(
        prompt.type,
        prompt.toUserId,
        prompt.message,
        prompt.privacyUrl,
        prompt.externalId,
        prompt.questionVariantId,
        prompt.displayName,
        prompt.test,
    )

    private constructor(prompt: JsonNode, text: (String) -> String?) : this(
        text("type").orEmpty(),
        text("to_user_id").orEmpty(),
        text("message").orEmpty(),
        text("privacy_url").orEmpty(),
        text("external_id"),
        prompt["question_variant_id"]?.intValue(),
        text("display_name"),
        prompt["test"]?.booleanValue() ?: false,
    )

    constructor(case: JsonNode) : this(case["prompt"], { repeated(case, it) ?: case["prompt"][it]?.textValue() }) {
        refused = case["error"]?.get("fields").texts()
    }

    fun prompt(): Prompt = Prompt(type, toUserId, message, privacyUrl, externalId, questionVariantId, displayName, test)

    fun nps(): Prompt = Prompt.nps(toUserId, message, privacyUrl, externalId, questionVariantId, displayName, test)

    fun csat(): Prompt = Prompt.csat(toUserId, message, privacyUrl, externalId, questionVariantId, displayName, test)
}

/** The long text that a case makes of one character. */
private fun repeated(case: JsonNode, field: String): String? {
    val repeat = case["repeat"]?.takeIf { it["field"].textValue() == field } ?: return null
    return repeat["character"].textValue().repeat(repeat["times"].intValue())
}

private fun assertRefuses(fields: List<String>, error: FeedbackException) {
    assertEquals(FeedbackException.InvalidRequest::class, error::class)
    assertEquals(fields, error.problems.map { it.field })
    for (problem in error.problems) {
        assertTrue("${problem.field} ${problem.rule}" in error.message, error.message)
    }
}
