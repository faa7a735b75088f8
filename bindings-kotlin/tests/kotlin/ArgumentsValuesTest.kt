package io.twitterfeedback

import io.twitterfeedback.BadValues.assertRefused
import io.twitterfeedback.BadValues.each
import io.twitterfeedback.BadValues.eachSurrogate
import io.twitterfeedback.BadValues.fieldsOf
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** Bad input to everything that sends nothing: prompts, questions, folds, and what reads JSON. */
class ArgumentsValuesTest {
    /** What a prompt is made of. */
    private data class Fields(
        val type: String = "csat",
        val toUserId: String = PERSON,
        val message: String = MESSAGE,
        val privacyUrl: String = PRIVACY_URL,
        val externalId: String? = null,
        val questionVariantId: Int? = null,
        val displayName: String? = null,
    )

    /** Every way to make a prompt. */
    private val ways: Map<String, (Fields) -> Prompt> = mapOf(
        "Prompt" to {
            Prompt(
                it.type,
                it.toUserId,
                it.message,
                it.privacyUrl,
                it.externalId,
                it.questionVariantId,
                it.displayName,
            )
        },
        "Prompt.nps" to {
            Prompt.nps(it.toUserId, it.message, it.privacyUrl, it.externalId, it.questionVariantId, it.displayName)
        },
        "Prompt.csat" to {
            Prompt.csat(it.toUserId, it.message, it.privacyUrl, it.externalId, it.questionVariantId, it.displayName)
        },
    )

    private val types = listOf(Argument<String>("Prompt", "type") { Prompt(it, PERSON, MESSAGE, PRIVACY_URL) })
    private val people = of<String>("to_user_id") { copy(toUserId = it) }
    private val messages = of<String>("message") { copy(message = it) }
    private val policies = of<String>("privacy_url") { copy(privacyUrl = it) }
    private val references = of<String>("external_id") { copy(externalId = it) }
    private val names = of<String>("display_name") { copy(displayName = it) }
    private val variants = of<Int>("question_variant_id") { copy(questionVariantId = it) }
    private val others = listOf(
        Argument<String>("Question.find", "type") { Question.find(it) },
        Argument("Question.text", "display_name") { Question.all().first().text(it) },
        Argument("Feedback.fromJson", "json", Feedback::fromJson),
        Argument("FeedbackEvent.fromJson", "json", FeedbackEvent::fromJson),
        Argument("EventPage.fromJson", "json") { EventPage.fromJson(it) },
        Argument("Fold.get", "feedback_id") { Fold()[it] },
    )

    private fun <T> of(field: String, change: Fields.(T) -> Fields): List<Argument<T>> =
        ways.map { (way, make) -> Argument(way, field) { make(Fields().change(it)) } }

    @TestFactory
    fun `a text that UTF-8 cannot hold is named`(): List<DynamicTest> =
        (types + people + messages + policies + references + names + others).flatMap { argument ->
            eachSurrogate("$argument") { refused(argument, it) }
        }

    @TestFactory
    fun `a type that is none is named`() = breaking(types, listOf("", " ", "NPS", "ces", "nps ", "nps\u0000"))

    @TestFactory
    fun `a person's id that is no id is named`() = breaking(
        people,
        listOf("", " ", "0", "007", "-1", "+1", "1.0", "1e3", "12a", "１２", "7/../8", "1\u0000", "18446744073709551616"),
    )

    @TestFactory
    fun `a message that cannot be sent is named`() =
        breaking(messages, listOf("", " \n", "\u00a0", "x".repeat(10_001), "\ud83d\ude00".repeat(10_001)))

    @TestFactory
    fun `a privacy policy that is no web address is named`() = breaking(
        policies,
        listOf("", " ", "furni.example", "ftp://furni.example", "javascript:alert(1)", "https://", "https:// /"),
    )

    @TestFactory
    fun `a reference that is empty or too long is named`() = breaking(references, listOf("", "x".repeat(257)))

    @TestFactory
    fun `a display name that cannot be shown is named`() =
        breaking(names, listOf("", " ", "x".repeat(21), "Fur\nni", "Furni\u0000"))

    @TestFactory
    fun `a variant that no variant can be is named`() =
        breaking(variants, listOf(-1, Int.MIN_VALUE)) + each("Question.find", listOf(-1, Int.MIN_VALUE)) {
            assertRefused(thrownBy { Question.find("nps", it) }, "question_variant_id")
        }

    @TestFactory
    fun `every problem of a prompt is told at once whatever its sort`(): List<DynamicTest> = ways.map { (way, make) ->
        DynamicTest.dynamicTest(way) {
            val error = thrownBy { make(Fields("", "nobody", SURROGATE, "", "x".repeat(257), -1, "")) }
            val all = listOf(types, people, messages, policies, references, variants, names).map { it[0].field }
            assertEquals(all.filter { way == "Prompt" || it != "type" }.toSet(), fieldsOf(error).toSet())
            fieldsOf(error).forEach { assertRefused(error, it) }
        }
    }

    @TestFactory
    fun `a refused text is repeated only at its beginning`(): List<DynamicTest> = ways.map { (way, make) ->
        DynamicTest.dynamicTest(way) {
            val long = "\ud83d\ude00".repeat(100_000)
            val error = thrownBy { make(Fields(message = long, externalId = "x${long}\ud83d", displayName = long)) }
            assertEquals(setOf("message", "external_id", "display_name"), fieldsOf(error).toSet())
            fieldsOf(error).forEach { assertRefused(error, it) }
            assertFalse("\\u" in error.message, "a pair was cut in half")
        }
    }

    @Test
    fun `an unknown question is null`() {
        assertNotNull(Question.find("nps"))
        for (type in listOf("ces", "NPS", "", "nps\u0000", "x".repeat(1_000_000))) {
            assertNull(Question.find(type))
        }
        assertNull(Question.find("nps", 99))
        assertNull(Question.find("nps", Int.MAX_VALUE))
    }

    @Test
    fun `a name stands in a question as it is, however odd`() {
        for (name in listOf("", "\u0000", "<display_name>", "\$1 \\ %s", "\u202efurni", "\ud83d\ude00".repeat(1000))) {
            val question = Question.all().first { "<display_name>" in it.template }
            assertEquals(question.template.replace("<display_name>", name), question.text(name))
        }
    }

    @TestFactory
    fun `what is no such JSON cannot be read`(): List<DynamicTest> {
        val readers = mapOf<String, (String) -> Any>(
            "Feedback" to Feedback::fromJson,
            "FeedbackEvent" to FeedbackEvent::fromJson,
            "EventPage" to { EventPage.fromJson(it) },
        )
        val none = listOf(
            "", "\u0000", "[", "null", "[]", "7", "\"", "{}x", "\ufeff", "[".repeat(100_000), "{\"a\":".repeat(100_000),
            "x".repeat(1_000_000), "\ud83d\ude00",
        )
        return readers.flatMap { (reader, read) ->
            each(reader, none) {
                val error = assertInstanceOf(FeedbackException.Decode::class.java, thrownBy { read(it) })
                assertNotNull(error.jsonPath)
                assertTrue(error.message.length < 2000)
            }
        }
    }

    @Test
    fun `bytes that are no text are no page`() {
        for (bytes in listOf(ByteArray(0), ByteArray(1_000_000), byteArrayOf(-1, -2, 0), byteArrayOf(0x22, -19, -96))) {
            assertInstanceOf(FeedbackException.Decode::class.java, thrownBy { EventPage.fromJson(bytes) })
        }
    }

    @Test
    fun `a feedback that no fold has seen is null`() = Fold().use { fold ->
        fold.apply(FeedbackEvent.fromJson("""{"event_type":"x","feedback":{"id":"1"}}"""))
        for (id in listOf("", "2", "1\u0000", "01", " 1", "x".repeat(1_000_000))) {
            assertNull(fold[id])
        }
        assertEquals(1, fold.size)
    }

    private fun <T> breaking(arguments: List<Argument<T>>, values: List<T>): List<DynamicTest> =
        arguments.flatMap { argument -> each("$argument", values) { refused(argument, it) } }

    private fun <T> refused(argument: Argument<T>, value: T) {
        val error = argument.failure(value)
        assertRefused(error, argument.field)
        assertEquals(listOf(argument.field), fieldsOf(error))
    }
}
