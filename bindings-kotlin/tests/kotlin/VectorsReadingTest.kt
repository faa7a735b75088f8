package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.time.Instant

/** The shared cases that need no service: times, feedbacks and the question table. */
class VectorsReadingTest {
    @TestFactory
    fun `a time is read as the vectors say`() = eachCase(vectors("timestamps.json")) { case ->
        val text = jsonOf(mapOf("id" to "1", "created_at" to case["text"].textValue()))
        val millis = case["millis"]?.longValue()
        if (millis == null) {
            val error = assertThrows<FeedbackException.Decode> { Feedback.fromJson(text) }
            assertEquals("created_at", error.jsonPath)
        } else {
            assertEquals(Instant.ofEpochMilli(millis), Feedback.fromJson(text).createdAt)
        }
    }

    @TestFactory
    fun `a feedback is read as the vectors say`() = eachCase(vectors("feedback.json")) { case ->
        val text = case["json"].textValue()
        val expectedError = case["error"]
        if (expectedError != null) {
            val error = failure { Feedback.fromJson(text) }
            assertEquals(CLASSES.getValue(expectedError["kind"].textValue()), error::class)
            expectedError["json_path"]?.let { assertEquals(it.textValue(), error.jsonPath) }
        } else {
            val feedback = Feedback.fromJson(text)
            assertEquals(text, feedback.raw, "the raw text is kept")
            val spelt = case["expected_text"]?.textValue()
            if (spelt == null) {
                assertEquals(case["expected"], json(feedback.toJson()))
            } else {
                assertEquals(spelt, feedback.toJson())
                val fold = Fold().also { it.applyFeedback(feedback) }
                assertEquals(spelt, fold[feedback.id]?.feedback?.raw)
            }
            val again = Feedback.fromJson(feedback.toJson())
            assertEquals(feedback.toJson(), again.toJson(), "one spelling reads as itself")
        }
    }

    @Test
    fun `the question table is the published one`() {
        val published = QUESTIONS.map {
            Question(it.getValue("type"), it.getValue("id").toInt(), it["documented"] == "yes", it.getValue("text"))
        }
        assertEquals(published, Question.all())
    }

    @TestFactory
    fun `a question is found by its type and variant`() = each(QUESTIONS, { "${it["type"]} ${it["id"]}" }) { row ->
        val question = Question.find(row.getValue("type"), row.getValue("id").toInt())
        assertNotNull(question)
        val text = row.getValue("text")
        assertEquals(listOf(text, text), listOf(question?.template, question?.text()))
        assertEquals(text.replace("<display_name>", "Furni"), question?.text("Furni"))
    }
}

private val QUESTIONS = table("question-variants.csv")
