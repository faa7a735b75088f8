package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Duration
import java.time.Instant

/** The HTTP answer behind a value. */
class ReplyTest {
    @Test
    fun `the reply of a create and of a show is the answer to the letter`() = withClient { sandbox, client ->
        val created = client.create(PROMPT)
        for (feedback in listOf(created, client.show(created.id))) {
            val reply = checkNotNull(feedback.reply)
            assertIsTheAnswer(reply, sandbox)
            assertEquals(feedback.raw, reply.body.decodeToString())
        }
    }

    @Test
    fun `the reply of a page is the answer to the letter, and its feedbacks have none`() =
        withClient(SandboxOptions(unevenPages = false)) { sandbox, client ->
            val period = past(sandbox)
            sandbox.seed(3, period)
            val page = checkNotNull(client.eventPager(period).nextPage())
            val reply = checkNotNull(page.reply)
            assertIsTheAnswer(reply, sandbox)
            val body = json(reply.body.decodeToString())
            assertTrue(page.events.isNotEmpty())
            assertEquals(body["events"].toList(), page.events.map { json(it.raw) })
            assertTrue(page.events.all { it.raw in reply.body.decodeToString() })
            assertEquals(body["next_cursor"].textValue().ifEmpty { null }, page.nextCursor)
            assertTrue(page.events.all { it.feedback.reply == null })
        }

    @Test
    fun `the body is kept where the text had to be mended`() = withClient { sandbox, client ->
        val body = """{"id":"1","display_name":"half \ud83d an emoji", "later" : 1}"""
        sandbox.fault("show", "respond", body = body)
        val feedback = client.show("1")
        assertEquals(body, feedback.reply?.body?.decodeToString())
        assertEquals("half \ufffd an emoji", feedback.displayName)
    }

    @Test
    fun `changing a body or headers changes no reply`() = withClient { _, client ->
        val reply = checkNotNull(client.create(PROMPT).reply)
        val (body, headers) = reply.body.decodeToString() to reply.headers.toMap()
        reply.body.fill(0)
        runCatching { (reply.headers as MutableMap<*, *>).clear() }
        assertEquals(body, reply.body.decodeToString())
        assertEquals(headers, reply.headers)
    }

    @Test
    fun `headers that carry sessions are left out and repeated ones joined, in the order of names`() =
        withClient { sandbox, client ->
            val headers = mapOf("X-More" to "yes", "set-cookie" to "guest_id=1", "date" to null)
            sandbox.fault("show", "respond", headers = headers, body = """{"id":"1"}""")
            val reply = checkNotNull(client.show("1").reply)
            assertEquals("yes", reply.headers["x-more"])
            assertFalse("set-cookie" in reply.headers)
            assertEquals(reply.headers.keys.sorted(), reply.headers.keys.toList())
            assertNull(reply.date)
            assertNull(reply.requestId)
        }

    @Test
    fun `a reply shown in a log holds no comment`() = withClient { sandbox, client ->
        val id = client.create(PROMPT).id
        sandbox.answer(id, 4, "a confidence")
        val feedback = client.show(id)
        val reply = checkNotNull(feedback.reply)
        assertEquals("a confidence", feedback.comment)
        assertEquals("Reply(status=200, requestId=${reply.requestId}, date=${reply.date})", "$reply")
    }

    @Test
    fun `what was read from text has no reply`() {
        assertNull(Feedback.fromJson(ANSWERED).reply)
        assertNull(FeedbackEvent.fromJson(EVENT).feedback.reply)
        assertNull(EventPage.fromJson(PAGE).reply)
    }
}

private fun assertIsTheAnswer(reply: Reply, sandbox: Sandbox) {
    assertEquals(200, reply.status)
    assertTrue(reply.headers.keys.all { it == it.lowercase() })
    assertTrue(reply.headers.getValue("content-type").startsWith("application/json"))
    assertEquals(reply.headers["x-transaction-id"], reply.requestId)
    assertTrue(Duration.between(reply.date ?: Instant.EPOCH, sandbox.now).abs() < Duration.ofSeconds(10))
}
