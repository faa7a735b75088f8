package io.twitterfeedback

import io.twitterfeedback.ffi.CheckedPrompt
import io.twitterfeedback.ffi.PromptFields
import io.twitterfeedback.ffi.checkPrompt
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.natively

/** One request for feedback, checked and not yet sent. */
public class Prompt private constructor(internal val fields: PromptFields) {
    private val checked: CheckedPrompt = natively { checkPrompt(fields) }

    /**
     * Checks everything; nothing is sent.
     *
     * @param type `csat` (1 to 5) or `nps` (0 to 10)
     * @param toUserId the person who will be asked: a user id, decimal
     * @param message the text of the Direct Message above the card, at most 10,000 characters (doc)
     * @param privacyUrl the sender's privacy policy, an absolute URL
     * @param externalId your own reference, such as a ticket's number; at most 256 characters (doc)
     * @param questionVariantId the wording of the question; see [Question.all]. Left out, the service takes 0 (doc)
     * @param displayName the name in the question's text, at most 20 characters (doc). Left out, the account's own
     * @param test keeps it out of the service's analytics. The person is asked all the same!
     * @throws FeedbackException.InvalidRequest with all `problems` at once.
     */
    @JvmOverloads
    public constructor(
        type: String,
        toUserId: String,
        message: String,
        privacyUrl: String,
        externalId: String? = null,
        questionVariantId: Int? = null,
        displayName: String? = null,
        test: Boolean = false,
    ) : this(checkedFields(type, toUserId, message, privacyUrl, externalId, questionVariantId, displayName, test))

    /** Which question, `csat` or `nps`. */
    public val type: String get() = fields.type

    /** The person who will be asked. */
    public val toUserId: String get() = fields.toUserId

    /** The text of the Direct Message above the card. */
    public val message: String get() = fields.message

    /** The sender's privacy policy. */
    public val privacyUrl: String get() = fields.privacyUrl

    /** Your own reference. */
    public val externalId: String? get() = fields.externalId

    /** The wording of the question; `null` leaves it to the service, which takes 0 (doc). */
    public val questionVariantId: Int? get() = fields.questionVariantId?.toInt()

    /** The name in the question's text; `null` leaves the account's own. */
    public val displayName: String? get() = fields.displayName

    /** Whether the service is to keep it out of its analytics. The person is asked all the same! */
    public val test: Boolean get() = fields.test

    /** The question as the customer will read it; `null` for a variant that this version does not know. */
    public val questionText: String? get() = checked.questionText

    /** What could go wrong although nothing is refused. */
    public fun advice(): List<Advice> = checked.advice.map(::Advice)

    override fun equals(other: Any?): Boolean = other is Prompt && fields == other.fields

    override fun hashCode(): Int = fields.hashCode()

    /** Without the message: it may hold names, which have no place in a log. */
    override fun toString(): String = "Prompt(type=$type, toUserId=$toUserId, externalId=$externalId)"

    public companion object {
        /**
         * Asks for a net promoter score, 0 to 10. The parameters are those of the constructor.
         *
         * @throws FeedbackException.InvalidRequest with all `problems` at once.
         */
        @JvmStatic
        @JvmOverloads
        public fun nps(
            toUserId: String,
            message: String,
            privacyUrl: String,
            externalId: String? = null,
            questionVariantId: Int? = null,
            displayName: String? = null,
            test: Boolean = false,
        ): Prompt = Prompt("nps", toUserId, message, privacyUrl, externalId, questionVariantId, displayName, test)

        /**
         * Asks for customer satisfaction, 1 to 5. The parameters are those of the constructor.
         *
         * @throws FeedbackException.InvalidRequest with all `problems` at once.
         */
        @JvmStatic
        @JvmOverloads
        public fun csat(
            toUserId: String,
            message: String,
            privacyUrl: String,
            externalId: String? = null,
            questionVariantId: Int? = null,
            displayName: String? = null,
            test: Boolean = false,
        ): Prompt = Prompt("csat", toUserId, message, privacyUrl, externalId, questionVariantId, displayName, test)

        private fun checkedFields(
            type: String,
            toUserId: String,
            message: String,
            privacyUrl: String,
            externalId: String?,
            questionVariantId: Int?,
            displayName: String?,
            test: Boolean,
        ): PromptFields {
            val check = ArgumentCheck()
            val fields = PromptFields(
                type = check.text("type", type),
                toUserId = check.text("to_user_id", toUserId),
                message = check.text("message", message),
                privacyUrl = check.text("privacy_url", privacyUrl),
                externalId = externalId?.let { check.text("external_id", it) },
                questionVariantId = questionVariantId?.let {
                    check.whole("question_variant_id", it, 0..Int.MAX_VALUE).toUInt()
                },
                displayName = displayName?.let { check.text("display_name", it) },
                test = test,
            )
            check.adopt { checkPrompt(fields) }
            check.refuse("the prompt")
            return fields
        }
    }
}
