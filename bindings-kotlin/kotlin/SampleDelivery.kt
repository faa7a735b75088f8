package io.twitterfeedback

import io.twitterfeedback.ffi.MadeDelivery
import io.twitterfeedback.ffi.SampleFields
import io.twitterfeedback.ffi.makeDelivery
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.natively
import java.time.Instant
import java.util.Collections

/**
 * A delivery as the service would make it, for tests of your own handler. In Java: [builder].
 *
 * What is not given is that of the published examples, so that the same settings make the same bytes.
 */
public class SampleDelivery private constructor(private val made: MadeDelivery) {
    /**
     * Checks what was given.
     *
     * @param eventType `feedback.created`, `feedback.updated`, or whatever comes later. Left out, the latter of the two
     * where there is a score or a text, and the former otherwise
     * @param feedbackId the feedback's id
     * @param type `nps`, which is the default, or `csat`
     * @param toUserId who was asked
     * @param fromUserId who asked
     * @param externalId your own id of the case
     * @param questionVariantId the variant of the question. Default 0
     * @param score the answer's number: 0 to 10 for NPS, 1 to 5 for CSAT
     * @param text the answer's words
     * @param createdAt when it happened; every time of the delivery is this one, to the second
     * @param credentials what the delivery is authenticated with
     * @throws FeedbackException.InvalidRequest naming everything that is wrong: another type, a score off its
     * scale, an id that is none, an `externalId` of more than 256 characters, a text of more than 10,000.
     */
    public constructor(
        eventType: String? = null,
        feedbackId: String? = null,
        type: String? = null,
        toUserId: String? = null,
        fromUserId: String? = null,
        externalId: String? = null,
        questionVariantId: Int? = null,
        score: Int? = null,
        text: String? = null,
        createdAt: Instant? = null,
        credentials: WebhookCredentials? = null,
    ) : this(
        made { check ->
            SampleFields(
                eventType = eventType?.let { check.text("event_type", it) },
                feedbackId = feedbackId?.let { check.text("feedback_id", it) },
                type = type?.let { check.text("type", it) },
                toUserId = toUserId?.let { check.text("to_user_id", it) },
                fromUserId = fromUserId?.let { check.text("from_user_id", it) },
                externalId = externalId?.let { check.text("external_id", it) },
                questionVariantId = questionVariantId?.let {
                    check.whole("question_variant_id", it, 0..Int.MAX_VALUE).toUInt()
                },
                score = score?.toLong(),
                text = text?.let { check.text("text", it) },
                createdAt = createdAt?.let { check.time("created_at", it) },
                credentials = credentials?.pair,
            )
        },
    )

    /** One event object, JSON; a copy. */
    public val body: ByteArray get() = made.body.copyOf()

    /** Every header that matters, by its name in lower case: the basic auth (doc), and the type of the body (guess). */
    public val headers: Map<String, String> =
        Collections.unmodifiableMap(made.headers.associate { it.name to it.value })

    /** The `Authorization` header, in clear; `null` without credentials. */
    public val authorization: String? get() = made.authorization

    /** Without what it says: logs are read by others than reports. */
    override fun toString(): String = "SampleDelivery(${made.body.size} bytes)"

    /** For Java: sets what is to differ from the published examples. */
    public class Builder internal constructor() {
        private var eventType: String? = null
        private var feedbackId: String? = null
        private var type: String? = null
        private var toUserId: String? = null
        private var fromUserId: String? = null
        private var externalId: String? = null
        private var questionVariantId: Int? = null
        private var score: Int? = null
        private var text: String? = null
        private var createdAt: Instant? = null
        private var credentials: WebhookCredentials? = null

        /** `feedback.created`, `feedback.updated`, or whatever comes later. */
        public fun eventType(type: String): Builder = apply { eventType = type }

        /** The feedback's id. */
        public fun feedbackId(id: String): Builder = apply { feedbackId = id }

        /** `nps` or `csat`. */
        public fun type(type: String): Builder = apply { this.type = type }

        /** Who was asked. */
        public fun toUserId(id: String): Builder = apply { toUserId = id }

        /** Who asked. */
        public fun fromUserId(id: String): Builder = apply { fromUserId = id }

        /** Your own id of the case. */
        public fun externalId(id: String): Builder = apply { externalId = id }

        /** The variant of the question. */
        public fun questionVariantId(id: Int): Builder = apply { questionVariantId = id }

        /** The answer's number: 0 to 10 for NPS, 1 to 5 for CSAT. */
        public fun score(score: Int): Builder = apply { this.score = score }

        /** The answer's words. */
        public fun text(text: String): Builder = apply { this.text = text }

        /** When it happened. */
        public fun createdAt(at: Instant): Builder = apply { createdAt = at }

        /** What the delivery is authenticated with. */
        public fun credentials(credentials: WebhookCredentials): Builder = apply { this.credentials = credentials }

        /**
         * Checks what was given.
         *
         * @throws FeedbackException.InvalidRequest naming everything that is wrong: another type, a score off its
         * scale, an id that is none, an `externalId` of more than 256 characters, a text of more than 10,000.
         */
        public fun build(): SampleDelivery = SampleDelivery(
            eventType,
            feedbackId,
            type,
            toUserId,
            fromUserId,
            externalId,
            questionVariantId,
            score,
            text,
            createdAt,
            credentials,
        )
    }

    public companion object {
        /** Begins with the published examples. */
        @JvmStatic
        public fun builder(): Builder = Builder()

        private fun made(fields: (ArgumentCheck) -> SampleFields): MadeDelivery {
            val check = ArgumentCheck()
            val checked = fields(check)
            check.adopt { makeDelivery(checked) }
            check.refuse("the sample delivery")
            return natively { makeDelivery(checked) }
        }
    }
}
