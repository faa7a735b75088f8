package io.twitterfeedback

import io.twitterfeedback.ffi.questionText
import io.twitterfeedback.ffi.questions
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.fixed
import io.twitterfeedback.internal.natively

/**
 * One wording of a question, chosen by `questionVariantId`.
 *
 * Variants of one type ask different things (overall, speed, the agent, a flight): never pool their answers silently.
 */
@ConsistentCopyVisibility
public data class Question internal constructor(
    /** The scale it is answered on: `csat` or `nps`. */
    public val type: String,
    /** The service's `question_variant_id`. */
    public val id: Int,
    /** Whether the published reference lists it. */
    public val documented: Boolean,
    /** The text, with the placeholder `<display_name>`. */
    public val template: String,
) {
    /** The question with this name in it; without one the placeholder stays, for the account's own name. */
    @JvmOverloads
    public fun text(displayName: String? = null): String {
        val name = displayName?.let { checked { text("display_name", it) } }
        return natively { questionText(type, id.toUInt(), name) } ?: template
    }

    public companion object {
        private val known: List<Question> by lazy {
            val questions = natively { questions() }
            questions.map { Question(it.type, it.id.toInt(), it.documented, it.template) }.fixed()
        }

        /** Every wording that this version knows. */
        @JvmStatic
        public fun all(): List<Question> = known

        /** One wording; `null` where this version does not know it. */
        @JvmStatic
        @JvmOverloads
        public fun find(type: String, questionVariantId: Int = 0): Question? {
            checked {
                text("type", type)
                whole("question_variant_id", questionVariantId, 0..Int.MAX_VALUE)
            }
            return known.find { it.type == type && it.id == questionVariantId }
        }
    }
}
