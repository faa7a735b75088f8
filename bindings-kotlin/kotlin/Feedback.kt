package io.twitterfeedback

import io.twitterfeedback.ffi.Shown
import io.twitterfeedback.ffi.feedbackJson
import io.twitterfeedback.ffi.feedbackQuestionText
import io.twitterfeedback.ffi.feedbackRaw
import io.twitterfeedback.ffi.readFeedback
import io.twitterfeedback.internal.FeedbackText
import io.twitterfeedback.internal.Rows
import io.twitterfeedback.internal.Rows.TextColumn
import io.twitterfeedback.internal.Rows.TimeColumn
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.natively
import java.time.Instant

/**
 * The service's object for one prompt, with the answer once there is one.
 *
 * Only [id] is certain: the service has been seen to leave fields out, which are `null` then. Ids are strings.
 */
public class Feedback internal constructor(
    private val rows: Rows,
    private val row: Int,
    private val text: FeedbackText,
    /** The HTTP answer behind it; `null` for one that came with an event or was read from text. */
    public val reply: Reply? = null,
) {
    internal constructor(shown: Shown) :
        this(Rows(shown.row), 0, FeedbackText({ shown.json }, ofEvent = false), shown.reply?.let(::Reply))

    /** The feedback's id. */
    public val id: String get() = rows.text(row, TextColumn.ID).orEmpty()

    /** Which question was asked, `csat` or `nps`; empty where the service did not say. */
    public val type: String get() = rows.text(row, TextColumn.TYPE).orEmpty()

    /** Whether the service keeps it out of its analytics. The person was asked all the same. */
    public val test: Boolean get() = rows.test(row)

    /** When it was sent. */
    public val createdAt: Instant? get() = rows.time(row, TimeColumn.CREATED_AT)

    /** When it last changed; of two states, trust the one with the newer `updatedAt` (doc). */
    public val updatedAt: Instant? get() = rows.time(row, TimeColumn.UPDATED_AT)

    /** The account that asked. */
    public val fromUserId: String? get() = rows.text(row, TextColumn.FROM_USER_ID)

    /** The person who was asked. */
    public val toUserId: String? get() = rows.text(row, TextColumn.TO_USER_ID)

    /** The Direct Message above the card. */
    public val dmId: String? get() = rows.text(row, TextColumn.DM_ID)

    /** Your own reference, as given when asking. */
    public val externalId: String? get() = rows.text(row, TextColumn.EXTERNAL_ID)

    /** The name in the question's text. */
    public val displayName: String? get() = rows.text(row, TextColumn.DISPLAY_NAME)

    /** The wording of the question; see [Question]. */
    public val questionVariantId: String? get() = rows.text(row, TextColumn.QUESTION_VARIANT_ID)

    /** The sender's privacy policy. */
    public val privacyUrl: String? get() = rows.text(row, TextColumn.PRIVACY_URL)

    /** What was answered so far, each part with its own time. */
    public val response: Response
        get() = Response(
            rows.time(row, TimeColumn.SCORED_AT)?.let { Answer(it, rows.score(row)) },
            comment?.let { Answer(checkNotNull(rows.time(row, TimeColumn.COMMENTED_AT)), it) },
        )

    /** The number that was answered: 1 to 5 for CSAT, 0 to 10 for NPS. One off its scale is kept and has no band. */
    public val score: Long? get() = if (rows.time(row, TimeColumn.SCORED_AT) == null) null else rows.score(row)

    /** The text that was answered. */
    public val comment: String? get() = rows.text(row, TextColumn.COMMENT)

    /** What the score counts as; `null` without a score and for one off its scale. */
    public val scoreBand: ScoreBand? get() = rows.text(row, TextColumn.SCORE_BAND)?.let(ScoreBand::of)

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
        this === other || (other is Feedback && id == other.id && toJson() == other.toJson())

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
            return Feedback(Shown(natively { readFeedback(text) }, text, null))
        }
    }
}
