package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows

/** A page of events as a value. */
class PageTest {
    private val page = EventPage.fromJson(PAGE)

    @Test
    fun `a page has what could be read and what could not`() {
        assertEquals(listOf(EVENT), page.raws)
        val (index, raw, jsonPath, reason) = page.unreadable.single()
        assertEquals(listOf(1, UNREADABLE, "feedback"), listOf(index, raw, jsonPath))
        assertTrue("id" in reason, reason)
        assertEquals("10011", page.nextCursor)
        assertNull(page.reply)
    }

    @TestFactory
    fun `an empty cursor is null`() = each(listOf(""","next_cursor":""""", ""","next_cursor":null""", "")) { member ->
        assertNull(EventPage.fromJson("""{"events":[]$member}""").nextCursor)
    }

    @Test
    fun `a page is read from bytes too, whatever they are`() {
        assertEquals(page.events, EventPage.fromJson(PAGE.encodeToByteArray()).events)
        val broken = "\ufeff{\"events\":[{\"feedback\":{\"id\":1,\"external_id\":\"caf?\"}}]}".encodeToByteArray()
        broken[broken.indexOf('?'.code.toByte())] = 0xe9.toByte()
        val event = EventPage.fromJson(broken).events.single()
        assertEquals("caf\ufffd", event.feedback.externalId)
        assertTrue("caf\ufffd" in event.raw, event.raw)
    }

    @Test
    fun `changing the bytes a page was read from changes no page`() {
        val bytes = PAGE.encodeToByteArray()
        val read = EventPage.fromJson(bytes)
        bytes.fill(0)
        assertEquals(listOf(EVENT), read.raws)
    }

    @Test
    fun `events of one page keep their own texts and places, past those that cannot be read`() {
        val ids = (1..100).map { "$it" }
        val texts = ids.map { """{"event_type":"e$it","feedback":{"id":$it,"display_name":"é$it","type":"nps"}}""" }
        val read = EventPage.fromJson("""{"events":[${texts.joinToString(",$UNREADABLE,")}]}""")
        assertEquals(texts, read.raws)
        assertEquals(
            ids.map { listOf("e$it", it, "é$it") },
            read.events.map { event ->
                with(event.feedback) { listOf(event.eventType, id, displayName) }
            },
        )
        assertTrue("é100" in read.events.last().feedback.questionText.orEmpty())
        assertEquals("100", json(read.events.last().toJson())["feedback"]["id"].textValue())
        assertEquals((1..197 step 2).toList(), read.unreadable.map { it.index })
    }

    @Test
    fun `an event outlives its page`() {
        val event = EventPage.fromJson(PAGE).events.single()
        assertEquals(EVENT, event.raw)
        assertEquals(ANSWERED, event.feedback.raw)
    }

    @Test
    fun `what is shown of a page keeps comments to itself`() {
        assertEquals("EventPage(events=1, unreadable=1, nextCursor=10011)", "$page")
        val unreadable = EventPage.fromJson("""{"events":[{"feedback":{"response":"$COMMENT"}}]}""").unreadable
        assertFalse(COMMENT in "${page.events} $unreadable")
        assertTrue(COMMENT in unreadable.single().raw)
    }

    @TestFactory
    fun `a text that is no page is refused`() = each(listOf("", "[]", "{}", "null", """{"events":7}""")) { text ->
        for (read in listOf({ EventPage.fromJson(text) }, { EventPage.fromJson(text.encodeToByteArray()) })) {
            assertTrue(text.startsWith(assertThrows<FeedbackException.Decode> { read() }.body.orEmpty()))
        }
    }
}
