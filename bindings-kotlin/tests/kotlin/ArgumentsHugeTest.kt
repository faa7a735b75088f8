package io.twitterfeedback

import io.twitterfeedback.BadValues.assertMisconfigured
import io.twitterfeedback.BadValues.assertRefused
import io.twitterfeedback.BadValues.each
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance

/** Whole files where a line was meant: refused by name like everything else, and never repeated whole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsHugeTest {
    private val sandbox = Sandbox.startBlocking()
    private val client = sandbox.client()

    /** Many characters, and many of which UTF-8 makes three bytes each. */
    private val huge by lazy { listOf("x".repeat(20_000_000), "\u20ac".repeat(7_000_000)) }

    private val arguments = listOf(
        Argument<String>("show", "feedback_id") { client.show(it) },
        Argument("canDm", "user_id") { client.canDm(it) },
        Argument("friendship", "user_id") { client.friendship(it) },
        Argument("Prompt", "type") { Prompt(it, PERSON, MESSAGE, PRIVACY_URL) },
        Argument("Prompt", "to_user_id") { Prompt.csat(it, MESSAGE, PRIVACY_URL) },
        Argument("Prompt", "message") { Prompt.csat(PERSON, it, PRIVACY_URL) },
        Argument("Prompt", "privacy_url") { Prompt.csat(PERSON, MESSAGE, it) },
        Argument("Prompt", "external_id") { Prompt.csat(PERSON, MESSAGE, PRIVACY_URL, externalId = it) },
        Argument("Prompt", "display_name") { Prompt.csat(PERSON, MESSAGE, PRIVACY_URL, displayName = it) },
        Argument("fault", "operation") { sandbox.fault(it, "hang") },
        Argument("fault", "fault") { sandbox.fault("show", it) },
        Argument("fault", "headers") { sandbox.fault("show", "respond", headers = mapOf(it to "3")) },
    )
    private val settings = listOf(
        Argument<String>("Client", "apiBase") { sandbox.client(ClientOptions(apiBase = it)) },
        Argument("Client", "proxy") { sandbox.client(ClientOptions(proxy = it)) },
        Argument("Client", "userAgent") { sandbox.client(ClientOptions(userAgent = "$it\n")) },
        Argument("Client", "rootCertificate") { sandbox.client(ClientOptions(rootCertificate = it.toByteArray())) },
        Argument("Credentials", "consumerKey") { Credentials("$it\n", "key", "key", "key") },
    )

    @AfterAll
    fun stop() {
        client.close()
        sandbox.close()
    }

    @TestFactory
    fun `a huge argument is named and nothing is sent`(): List<DynamicTest> = arguments.flatMap { argument ->
        each("$argument", huge) {
            val before = sandbox.requests
            assertRefused(argument.failure(it), argument.field)
            assertEquals(before, sandbox.requests)
        }
    }

    @TestFactory
    fun `a huge setting is named`(): List<DynamicTest> = settings.flatMap { argument ->
        each("$argument", huge) { assertMisconfigured(argument.failure(it), argument.field) }
    }

    @Test
    fun `all fields of a prompt may be huge at once`() {
        val text = huge.last()
        val error = thrownBy { Prompt(text, text, text, text, text, -1, text) }
        assertEquals(7, error.problems.map { it.field }.toSet().size)
        error.problems.forEach { assertRefused(error, it.field) }
    }

    @Test
    fun `a huge answer is refused, and to an unknown card not found`() {
        val feedback = client.createBlocking(PROMPT)
        for (text in huge) {
            assertEquals("invalid_request", thrownBy { sandbox.answer(feedback.id, text = text) }.kind)
            assertEquals("not_found", thrownBy { sandbox.answer(text, 3) }.kind)
        }
        assertNull(client.showBlocking(feedback.id).comment)
    }

    @Test
    fun `a huge text that is no JSON is repeated only at its beginning`() {
        val readers = listOf<(String) -> Any>(Feedback::fromJson, FeedbackEvent::fromJson, { EventPage.fromJson(it) })
        for (read in readers) {
            for (text in huge) {
                val error = thrownBy { read(text) }
                assertEquals("decode", error.kind)
                assertTrue(error.message.length < 2000 && error.body.orEmpty().length < 10_000, error.message)
            }
        }
    }

    @Test
    fun `a huge name stands in a question, and a huge id in no fold`() {
        assertNull(Question.find(huge.first()))
        assertTrue(huge.last() in Question.all().first { "<display_name>" in it.template }.text(huge.last()))
        assertNull(Fold().use { it[huge.first()] })
    }

    @Test
    fun `a huge comment is read and kept`() {
        val text = """{"created_at":"Tue Dec 15 18:58:20 +0000 2015","value":"${huge.last()}"}"""
        val json = """{"id":"1","response":{"text":$text}}"""
        val feedback = Feedback.fromJson(json)
        assertTrue(feedback.comment == huge.last() && feedback.raw == json)
        Fold().use { fold ->
            fold.applyFeedback(feedback)
            assertTrue(fold["1"]?.feedback?.comment == huge.last())
        }
    }
}
