package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import kotlin.reflect.KMutableProperty
import kotlin.reflect.full.memberProperties

/** A prompt as a value. */
class PromptTest {
    @Test
    fun `every field reads as given`() {
        val prompt = everything()
        assertEquals(listOf("csat", PERSON, MESSAGE, PRIVACY_URL), required(prompt))
        assertEquals(listOf("ticket_5555", 21, "Furni", true), optional(prompt))
    }

    @Test
    fun `what was not given is null and test is false`() {
        for (prompt in listOf(least(), Prompt("csat", PERSON, MESSAGE, PRIVACY_URL, null, null, null, false))) {
            assertEquals(listOf("csat", PERSON, MESSAGE, PRIVACY_URL), required(prompt))
            assertEquals(listOf(null, null, null, false), optional(prompt))
        }
    }

    @Test
    fun `the short ways make the same prompt`() {
        assertEquals(everything("csat"), Prompt.csat(PERSON, MESSAGE, PRIVACY_URL, "ticket_5555", 21, "Furni", true))
        assertEquals(everything("nps"), Prompt.nps(PERSON, MESSAGE, PRIVACY_URL, "ticket_5555", 21, "Furni", true))
        assertEquals(least("csat"), Prompt.csat(PERSON, MESSAGE, PRIVACY_URL))
        assertEquals(least("nps"), Prompt.nps(PERSON, MESSAGE, PRIVACY_URL))
    }

    @Test
    fun `prompts are equal when every field is`() {
        assertEquals(everything(), everything())
        assertEquals(everything().hashCode(), everything().hashCode())
        assertEquals(1, setOf(everything(), everything()).size)
        val others = listOf(
            everything(type = "nps"),
            everything(toUserId = "7"),
            everything(message = "$MESSAGE!"),
            everything(privacyUrl = "$PRIVACY_URL/"),
            everything(externalId = null),
            everything(questionVariantId = 0),
            everything(displayName = "Acme"),
            everything(test = false),
        )
        assertEquals(others.size + 1, (others + everything()).toSet().size)
        for (other in others) {
            assertNotEquals(everything(), other)
        }
        assertFalse(everything().equals(MESSAGE))
        assertFalse(everything().equals(null))
    }

    @Test
    fun `the variant that is left to the service is another prompt than its 0`() {
        assertNotEquals(everything(questionVariantId = null), everything(questionVariantId = 0))
        assertEquals(0, everything(questionVariantId = 0).questionVariantId)
    }

    @Test
    fun `the largest variant reads as given`() {
        assertEquals(Int.MAX_VALUE, everything(questionVariantId = Int.MAX_VALUE).questionVariantId)
    }

    @Test
    fun `a prompt cannot be changed`() {
        assertEquals(emptyList<Any>(), Prompt::class.memberProperties.filterIsInstance<KMutableProperty<*>>())
    }

    @Test
    fun `a prompt is sent with every field and may be sent again`() = withClient(UNLIMITED) { _, client ->
        val prompt = everything()
        val sent = List(2) { client.create(prompt) }
        for (feedback in sent) {
            with(feedback) {
                assertEquals(listOf("csat", PERSON, PRIVACY_URL), listOf(type, toUserId, privacyUrl))
                assertEquals(listOf("ticket_5555", "Furni", "21"), listOf(externalId, displayName, questionVariantId))
                assertTrue(test)
            }
        }
        assertNotEquals(sent[0].id, sent[1].id)
    }

    @Test
    fun `the question reads as the customer will read it`() {
        assertEquals("How satisfied were you with the Furni agent who helped you?", everything().questionText)
        assertTrue("<display_name>" in least().questionText.orEmpty())
        assertNull(everything(questionVariantId = 99).questionText)
    }

    @Test
    fun `advice names a code, a field and a sentence`() {
        val (code, field, text) = everything(message = "Thanks! Furni").advice().single()
        assertEquals(listOf("message_needs_card", "message"), listOf(code, field))
        assertTrue("card" in text, text)
        assertEquals(emptyList<Advice>(), least().advice())
    }

    @Test
    fun `what is shown says who is asked what, and keeps the message to itself`() {
        assertEquals("Prompt(type=csat, toUserId=$PERSON, externalId=ticket_5555)", everything().toString())
        assertFalse(MESSAGE in "${listOf(everything())}")
    }

    @TestFactory
    fun `a text that no network carries is refused with all else that is wrong`() =
        each(listOf("type", "to_user_id", "message", "privacy_url", "external_id", "display_name")) { field ->
            fun given(name: String, otherwise: String) = if (name == field) SURROGATE else otherwise
            val error = failure {
                Prompt(
                    given("type", "csat"),
                    given("to_user_id", PERSON),
                    given("message", MESSAGE),
                    given("privacy_url", PRIVACY_URL),
                    given("external_id", "ticket_5555"),
                    -1,
                    given("display_name", "Furni"),
                )
            }
            assertEquals(FeedbackException.InvalidRequest::class, error::class)
            assertEquals(setOf(field, "question_variant_id"), error.problems.map { it.field }.toSet())
            assertEquals("half \\uD83D an emoji", error.problems.single { it.field == field }.given)
        }
}

private val UNLIMITED = SandboxOptions(limits = false)

private fun least(type: String = "csat") = Prompt(type, PERSON, MESSAGE, PRIVACY_URL)

private fun everything(
    type: String = "csat",
    toUserId: String = PERSON,
    message: String = MESSAGE,
    privacyUrl: String = PRIVACY_URL,
    externalId: String? = "ticket_5555",
    questionVariantId: Int? = 21,
    displayName: String? = "Furni",
    test: Boolean = true,
) = Prompt(type, toUserId, message, privacyUrl, externalId, questionVariantId, displayName, test)

private fun required(prompt: Prompt) = with(prompt) { listOf(type, toUserId, message, privacyUrl) }

private fun optional(prompt: Prompt) = with(prompt) { listOf(externalId, questionVariantId, displayName, test) }
