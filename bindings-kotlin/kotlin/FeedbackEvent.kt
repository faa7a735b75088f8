package io.twitterfeedback

import io.twitterfeedback.ffi.EventData
import io.twitterfeedback.ffi.eventJson
import io.twitterfeedback.ffi.readEvent
import io.twitterfeedback.internal.FeedbackText
import io.twitterfeedback.internal.JsonText
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.natively
import java.time.Instant

/** Something happened to a feedback: from the events endpoint or a webhook. */
public class FeedbackEvent internal constructor(data: EventData, private val text: JsonText) {
    /** `feedback.created`, or `feedback.updated`: something was answered, or nothing at all changed. */
    public val eventType: String = data.eventType

    /** When, to the second; ties are normal. */
    public val createdAt: Instant? = data.createdAt

    /** The feedback at that moment. */
    public val feedback: Feedback = Feedback(data.feedback, FeedbackText(text, ofEvent = true))

    /** The JSON text this was read from, to the letter. */
    public val raw: String get() = text.get()

    /** One JSON object, its feedback as in [Feedback.toJson]. */
    public fun toJson(): String = natively { eventJson(raw) }

    /** Equal when they say the same, however the service spelt it. */
    override fun equals(other: Any?): Boolean =
        this === other || other is FeedbackEvent && feedback.id == other.feedback.id && toJson() == other.toJson()

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
            return FeedbackEvent(natively { readEvent(text) }) { text }
        }
    }
}
