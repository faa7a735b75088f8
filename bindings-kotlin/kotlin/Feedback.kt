package io.twitterfeedback

import io.twitterfeedback.ffi.FeedbackData
import io.twitterfeedback.ffi.feedbackJson
import io.twitterfeedback.ffi.feedbackQuestionText
import io.twitterfeedback.ffi.feedbackRaw
import io.twitterfeedback.ffi.readFeedback
import io.twitterfeedback.internal.FeedbackText
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.natively
import java.time.Instant

/**
 * The service's object for one prompt, with the answer once there is one.
 *
 * Only [id] is certain: the service has been seen to leave fields out, which are `null` then. Ids are strings.
 */
public class Feedback internal constructor(
    private val data: FeedbackData,
    private val text: FeedbackText,
    /** The HTTP answer behind it; `null` for one that came with an event or was read from text. */
    public val reply: Reply? = null,
) {
    internal constructor(data: FeedbackData, json: String, reply: Reply? = null) :
        this(data, FeedbackText({ json }, ofEvent = false), reply)

    /** The feedback's id. */
    public val id: String get() = data.id

    /** Which question was asked, `csat` or `nps`; empty where the service did not say. */
    public val type: String get() = data.type

    /** Whether the service keeps it out of its analytics. The person was asked all the same. */
    public val test: Boolean get() = data.test

    /** When it was sent. */
    public val createdAt: Instant? get() = data.createdAt

    /** When it last changed; of two states, trust the one with the newer `updatedAt` (doc). */
    public val updatedAt: Instant? get() = data.updatedAt

    /** The account that asked. */
    public val fromUserId: String? get() = data.fromUserId

    /** The person who was asked. */
    public val toUserId: String? get() = data.toUserId

    /** The Direct Message above the card. */
    public val dmId: String? get() = data.dmId

    /** Your own reference, as given when asking. */
    public val externalId: String? get() = data.externalId

    /** The name in the question's text. */
    public val displayName: String? get() = data.displayName

    /** The wording of the question; see [Question]. */
    public val questionVariantId: String? get() = data.questionVariantId

    /** The sender's privacy policy. */
    public val privacyUrl: String? get() = data.privacyUrl

    /** What was answered so far, each part with its own time. */
    public val response: Response = Response(
        data.score?.let { Answer(it.createdAt, it.value) },
        data.text?.let { Answer(it.createdAt, it.value) },
    )

    /** The number that was answered: 1 to 5 for CSAT, 0 to 10 for NPS. One off its scale is kept and has no band. */
    public val score: Long? get() = data.score?.value

    /** The text that was answered. */
    public val comment: String? get() = data.text?.value

    /** What the score counts as; `null` without a score and for one off its scale. */
    public val scoreBand: ScoreBand? get() = data.scoreBand?.let(ScoreBand::of)

    /** The question as the customer read it; `null` for a variant that this version does not know. */
    public val questionText: String? get() = natively { feedbackQuestionText(text.source) }

    /** The JSON text this was read from, to the letter, unknown fields included. */
    public val raw: String get() = natively { feedbackRaw(text.source) }

    /**
     * One JSON object by the service's field names: ids as strings, times in RFC 3339, unknown fields behind the known
     * ones, their digits untouched.
     */
    public fun toJson(): String = natively { feedbackJson(text.source) }

    internal val source get() = text.source

    /** Equal when they say the same, however the service spelt it. */
    override fun equals(other: Any?): Boolean =
        this === other || other is Feedback && id == other.id && toJson() == other.toJson()

    override fun hashCode(): Int = id.hashCode()

    /** Without the comment: logs are read by others than reports. */
    override fun toString(): String =
        "Feedback(id=$id, type=$type, toUserId=$toUserId, externalId=$externalId, updatedAt=$updatedAt, score=$score)"

    public companion object {
        /**
         * Reads one feedback object, tolerating everything the service is known to do.
         *
         * @throws FeedbackException.Decode with the JSON path.
         */
        @JvmStatic
        public fun fromJson(json: String): Feedback {
            val text = checked { text("json", json) }
            return Feedback(natively { readFeedback(text) }, text)
        }
    }
}
