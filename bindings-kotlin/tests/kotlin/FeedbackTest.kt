package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** A feedback as a value. */
class FeedbackTest {
    @Test
    fun `every field is a property`() {
        with(Feedback.fromJson(ANSWERED)) {
            assertEquals(listOf("123456789", "nps", false), listOf(id, type, test))
            assertEquals(listOf(at(17, 58, 20), at(18, 58, 20)), listOf(createdAt, updatedAt))
            assertEquals(listOf("1212121212121", "343434343434", "8989898989"), listOf(fromUserId, toUserId, dmId))
            assertEquals(listOf("ticket_5555", "MyBusinessName"), listOf(externalId, displayName))
            assertEquals(listOf("3", "https://mybusiness.domain/privacy"), listOf(questionVariantId, privacyUrl))
            assertEquals(Answer(at(18), 7L), response.score)
            assertEquals(Answer(at(18, 58, 20), COMMENT), response.text)
            assertEquals(listOf(7L, COMMENT, ScoreBand.PASSIVE), listOf(score, comment, scoreBand))
            assertEquals("How likely is it that you would recommend MyBusinessName to a family member?", questionText)
        }
    }

    @Test
    fun `what is not there is null`() {
        with(LEAST) {
            assertEquals(listOf("7", "", false), listOf(id, type, test))
            val ids = listOf(fromUserId, toUserId, dmId, externalId, questionVariantId)
            val texts = listOf(createdAt, updatedAt, displayName, privacyUrl, questionText)
            val answers = listOf(score, comment, scoreBand, reply)
            assertTrue((ids + texts + answers).all { it == null })
            assertEquals(Response(null, null), response)
        }
    }

    @TestFactory
    fun `ids keep their digits, whether they came as text or as numbers`() =
        each(listOf("9007199254740993", "1234567890123456789", "18446744073709551615")) { id ->
            for (spelt in listOf(id, "\"$id\"")) {
                val text = """{"id":$spelt,"to_user_id":$spelt,"from_user_id":$spelt,"dm_id":$spelt}"""
                val feedback = Feedback.fromJson(text)
                assertEquals(List(4) { id }, with(feedback) { listOf(this.id, toUserId, fromUserId, dmId) })
                assertEquals(id, json(feedback.toJson())["to_user_id"].textValue())
            }
        }

    @TestFactory
    fun `a score has a band on its scale alone`() = each(BANDS.keys) { type ->
        val bands = BANDS.getValue(type)
        assertEquals(bands, bands.indices.map { band(type, it.toLong()) })
        for (far in listOf(-1L, (1L shl 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE)) {
            assertNull(band(type, far))
        }
    }

    @Test
    fun `bands are called as in every language`() {
        val words = listOf("promoter", "passive", "detractor", "satisfied", "neutral", "dissatisfied")
        assertEquals(words, ScoreBand.entries.map { it.word })
    }

    @Test
    fun `the raw text is kept to the letter`() {
        for (text in listOf(ANSWERED, " $ANSWERED\n", ANSWERED.replace("\"id\":123456789", "\"id\" : \"123456789\""))) {
            assertEquals(text, Feedback.fromJson(text).raw)
        }
    }

    @Test
    fun `JSON has the service's names, times in RFC 3339, and unknown fields behind with their digits`() {
        val expected =
            """{"id":"123456789","created_at":"2015-12-15T17:58:20.000Z","updated_at":"2015-12-15T18:58:20.000Z",""" +
                """"test":false,"type":"nps","from_user_id":"1212121212121","to_user_id":"343434343434",""" +
                """"dm_id":"8989898989","external_id":"ticket_5555","display_name":"MyBusinessName",""" +
                """"question_variant_id":"3","privacy_url":"https://mybusiness.domain/privacy",""" +
                """"later":{"a":[1,2.50,"x y",null,true]},"media_id_str":12345678901234567890123,""" +
                """"response":{"score":{"created_at":"2015-12-15T18:00:00.000Z","value":7},""" +
                """"text":{"created_at":"2015-12-15T18:58:20.000Z","value":"$COMMENT"}}}"""
        assertEquals(expected, Feedback.fromJson(ANSWERED).toJson())
        assertEquals("""{"id":"7","test":false}""", LEAST.toJson())
    }

    @TestFactory
    fun `numbers of unknown fields keep their digits wherever they stand`() =
        each(listOf("9007199254740993", "-18446744073709551616", "0", "1.50", "1e3", "1E400")) { digits ->
            val later = """{"a":[$digits,{"b":$digits}]},"more":$digits}"""
            assertTrue(Feedback.fromJson("""{"id":"1","later":$later""").toJson().endsWith(""""later":$later"""))
        }

    @Test
    fun `feedbacks are equal when they say the same, however it was spelt`() {
        val read = Feedback.fromJson(ANSWERED)
        val spelt = listOf(
            Feedback.fromJson(read.toJson()),
            Feedback.fromJson(ANSWERED.replace("\"id\":123456789", "\"id\" : \"123456789\"")),
            FeedbackEvent.fromJson(EVENT).feedback,
            EventPage.fromJson(PAGE).events.single().feedback,
        )
        for (same in spelt) {
            assertEquals(read, same)
            assertEquals(same, read)
            assertEquals(read.hashCode(), same.hashCode())
        }
        assertEquals(1, (spelt + read).toSet().size)
    }

    @Test
    fun `feedbacks that say anything else are not equal`() {
        val read = Feedback.fromJson(ANSWERED)
        val changes = mapOf("123456789" to "7", "2.50" to "2.51", "ticket_5555" to "", "<3" to "<4")
        for ((part, other) in changes) {
            assertNotEquals(read, Feedback.fromJson(ANSWERED.replace(part, other)))
        }
        assertFalse(read.equals(null))
        assertFalse(read.equals(ANSWERED))
    }

    @Test
    fun `what is shown names the feedback and keeps the comment to itself`() {
        val feedback = Feedback.fromJson(ANSWERED)
        val shown = "$feedback ${feedback.response} ${feedback.response.text} ${listOf(feedback)}"
        assertFalse(COMMENT in shown, shown)
        val fields = "type=nps, toUserId=$PERSON, externalId=ticket_5555, updatedAt=2015-12-15T18:58:20Z, score=7"
        assertEquals("Feedback(id=123456789, $fields)", "$feedback")
        assertEquals("Answer(createdAt=2015-12-15T18:00:00Z, value=7)", "${feedback.response.score}")
        assertEquals("Answer(createdAt=2015-12-15T18:58:20Z)", "${feedback.response.text}")
        assertTrue("score=null" in "$LEAST", "$LEAST")
    }

    @TestFactory
    fun `texts of any script, with every sort of character, survive`() = each(SCRIPTS, { it.take(9) }) { text ->
        val fields = mapOf("id" to "1", "display_name" to text, "external_id" to "${text}1")
        val feedback = Feedback.fromJson(jsonOf(fields))
        assertEquals(listOf(text, "${text}1"), listOf(feedback.displayName, feedback.externalId))
        assertEquals(text, json(feedback.toJson())["display_name"].textValue())
    }

    @TestFactory
    fun `a text that is no feedback is refused`() = each(NO_FEEDBACKS) { text ->
        assertEquals(text, assertThrows<FeedbackException.Decode> { Feedback.fromJson(text) }.body)
    }

    @Test
    fun `a text that no network carries is refused`() {
        val error = assertThrows<FeedbackException.InvalidRequest> { Feedback.fromJson("""{"id":"$SURROGATE"}""") }
        assertEquals("json", error.problems.single().field)
    }
}

private val LEAST = Feedback.fromJson("""{"id":"7"}""")

private val SCRIPTS = listOf("é😀\u2028\u0000\u001b\\\"", "x".repeat(100_000), "漢字 \u0300 עברית", "")

private val NO_FEEDBACKS = listOf("", "x", "null", "[]", "{}", """{"id":"1"}}""")

private val BANDS: Map<String, List<ScoreBand?>> = mapOf(
    "nps" to bands(7 to ScoreBand.DETRACTOR, 2 to ScoreBand.PASSIVE, 2 to ScoreBand.PROMOTER, 1 to null),
    "csat" to bands(
        1 to null,
        2 to ScoreBand.DISSATISFIED,
        1 to ScoreBand.NEUTRAL,
        2 to ScoreBand.SATISFIED,
        1 to null,
    ),
    "ces" to bands(8 to null),
)

private fun bands(vararg runs: Pair<Int, ScoreBand?>): List<ScoreBand?> =
    runs.flatMap { (times, band) -> List(times) { band } }

private fun band(type: String, score: Long): ScoreBand? {
    val answer = """{"created_at":"Tue Dec 15 17:58:20 +0000 2015","value":$score}"""
    val feedback = Feedback.fromJson("""{"id":"1","type":"$type","response":{"score":$answer}}""")
    assertEquals(score, feedback.score)
    return feedback.scoreBand
}
