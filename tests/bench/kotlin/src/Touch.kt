package io.twitterfeedback.bench

import com.fasterxml.jackson.databind.JsonNode
import io.twitterfeedback.EventPage
import java.time.Instant
import java.time.format.DateTimeFormatter
import java.util.Locale

// Reads every field that the service sends: what an analyst does with a page. Each sums up what it saw: nobody can leave
// the reading out then, and it shows that all saw the same.

private val FORMAT = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss Z yyyy", Locale.ROOT)

fun asItIs(written: String): Long = written.length.toLong()

/** As those that this library gives: an Instant. */
fun asInstant(written: String): Long = FORMAT.parse(written, Instant::from).toEpochMilli()

private fun size(text: String?): Long = text?.length?.toLong() ?: 0

private fun size(node: JsonNode?): Long = if (node == null || node.isNull) 0 else size(node.asText())

/** A page of parsed JSON; `time` is what becomes of its times. */
fun touch(page: JsonNode, time: (String) -> Long): Long = page["events"].sumOf { event ->
    val feedback = event["feedback"]
    var seen = size(event["event_type"]) + time(event["created_at"].asText())
    seen += size(feedback["id"]) + size(feedback["type"]) + (if (feedback["test"].asBoolean()) 1 else 0)
    seen += time(feedback["created_at"].asText()) + time(feedback["updated_at"].asText())
    seen += size(feedback["from_user_id"]) + size(feedback["to_user_id"]) + size(feedback["dm_id"])
    seen += size(feedback["external_id"]) + size(feedback["display_name"])
    seen += (feedback["question_variant_id"]?.asLong() ?: 0) + size(feedback["privacy_url"])
    feedback["response"]?.let { response ->
        response["score"]?.let { seen += time(it["created_at"].asText()) + it["value"].asLong() }
        response["text"]?.let { seen += time(it["created_at"].asText()) + size(it["value"]) }
    }
    seen
}

/** A page of ours. */
fun touch(page: EventPage): Long = page.events.sumOf { event ->
    val feedback = event.feedback
    var seen = size(event.eventType) + checkNotNull(event.createdAt).toEpochMilli()
    seen += size(feedback.id) + size(feedback.type) + (if (feedback.test) 1 else 0)
    seen += checkNotNull(feedback.createdAt).toEpochMilli() + checkNotNull(feedback.updatedAt).toEpochMilli()
    seen += size(feedback.fromUserId) + size(feedback.toUserId) + size(feedback.dmId)
    seen += size(feedback.externalId) + size(feedback.displayName)
    seen += (feedback.questionVariantId?.toLong() ?: 0) + size(feedback.privacyUrl)
    feedback.response.score?.let { seen += it.createdAt.toEpochMilli() + it.value }
    feedback.response.text?.let { seen += it.createdAt.toEpochMilli() + size(it.value) }
    seen
}
