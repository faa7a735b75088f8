package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** A question as a value. */
class QuestionTest {
    @Test
    fun `a question is a value`() {
        val (type, id, documented, template) = found("nps", 3)
        assertEquals(listOf("nps", 3, true), listOf(type, id, documented))
        assertTrue("<display_name>" in template, template)
        assertEquals(found("nps", 3), found("nps", 3))
        assertNotEquals(found("nps", 3), found("csat", 3))
    }

    @Test
    fun `the variant of a question is 0 unless said`() {
        for (type in listOf("csat", "nps")) {
            assertEquals(found(type, 0), Question.find(type))
        }
    }

    @TestFactory
    fun `a question that nobody knows is null`() =
        each(listOf("nps" to 99, "csat" to Int.MAX_VALUE, "NPS" to 0, "" to 0)) { (type, id) ->
            assertNull(Question.find(type, id))
        }

    @Test
    fun `a variant that cannot be one is refused`() {
        val error = assertThrows<FeedbackException.InvalidRequest> { Question.find("nps", -1) }
        assertEquals("question_variant_id" to "-1", error.problems.single().run { field to given })
    }

    @TestFactory
    fun `a question's text has the name, to the letter`() =
        each(listOf("Furni", "$& $1 é😀", "<display_name>", "")) { name ->
            val question = found("nps", 0)
            assertEquals(question.template.replace("<display_name>", name), question.text(name))
        }

    @Test
    fun `without a name a question's text has the placeholder`() {
        val question = found("nps", 0)
        assertEquals(listOf(question.template, question.template), listOf(question.text(), question.text(null)))
    }

    @Test
    fun `the known questions cannot be changed from outside`() {
        val before = Question.all().toList()
        val changing = runCatching { (Question.all() as MutableList<*>).clear() }
        assertEquals(before, Question.all(), "$changing")
    }
}

private fun found(type: String, id: Int): Question = checkNotNull(Question.find(type, id))
