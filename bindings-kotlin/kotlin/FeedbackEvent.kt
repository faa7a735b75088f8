package io.twitterfeedback

import io.twitterfeedback.ffi.DeliveredEvent
import io.twitterfeedback.ffi.eventJson
import io.twitterfeedback.ffi.readDelivery
import io.twitterfeedback.ffi.readEvent
import io.twitterfeedback.internal.FeedbackText
import io.twitterfeedback.internal.JsonText
import io.twitterfeedback.internal.Rows
import io.twitterfeedback.internal.Rows.TextColumn
import io.twitterfeedback.internal.Rows.TimeColumn
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.natively
import java.time.Instant

/** Something happened to a feedback: from the events endpoint or a webhook. */
public class FeedbackEvent internal constructor(
    private val rows: Rows,
    private val row: Int,
    private val text: JsonText,
) {
    internal constructor(delivered: DeliveredEvent) : this(Rows(delivered.row), 0, { delivered.json })

    /** `feedback.created`, or `feedback.updated`: something was answered, or nothing at all changed. */
    public val eventType: String get() = rows.text(row, TextColumn.EVENT_TYPE).orEmpty()

    /** When, to the second; ties are normal. */
    public val createdAt: Instant? get() = rows.time(row, TimeColumn.EVENT_CREATED_AT)

    /** The feedback at that moment. */
    public val feedback: Feedback = Feedback(rows, row, FeedbackText(text, ofEvent = true))

    /** The JSON text this was read from, to the letter. */
    public val raw: String get() = text.get()

    /** One JSON object, its feedback as in [Feedback.toJson]. */
    public fun toJson(): String = natively { eventJson(raw) }

    /** Equal when they say the same, however the service spelt it. */
    override fun equals(other: Any?): Boolean =
        this === other || (other is FeedbackEvent && feedback.id == other.feedback.id && toJson() == other.toJson())

    override fun hashCode(): Int = feedback.hashCode()

    /** Without the comment: logs are read by others than reports. */
    override fun toString(): String = "FeedbackEvent(eventType=$eventType, createdAt=$createdAt, feedback=$feedback)"

    public companion object {
        /**
         * Reads one event object, tolerating everything the service is known to do.
         *
         * @throws FeedbackException.Decode with the JSON path.
         */
        @JvmStatic
        public fun fromJson(json: String): FeedbackEvent {
            val text = checked { text("json", json) }
            return FeedbackEvent(Rows(natively { readEvent(text) }), 0) { text }
        }

        /**
         * Reads the body of a webhook delivery: one event object. Who sent it is another question, see
         * [WebhookVerifier].
         *
         * @throws FeedbackException.Webhook with the status to answer with: 413 for more than 256 KiB, 400 for what is
         * no event or is nested more than 64 levels deep. Its [cause][FeedbackException.cause] says where reading stopped.
         */
        @JvmStatic
        public fun fromWebhook(body: ByteArray): FeedbackEvent = FeedbackEvent(natively { readDelivery(body) })
    }
}
