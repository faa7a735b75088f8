package io.twitterfeedback

import io.twitterfeedback.ffi.NativePromptContext
import io.twitterfeedback.ffi.checkContext
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.fixed
import io.twitterfeedback.internal.natively

/**
 * What is known of the conversation when a prompt is sent. It stays in the ledger and never reaches the service; it is
 * taken at that moment because later it is lost: agents change teams, cases change hands.
 */
public class PromptContext internal constructor(internal val native: NativePromptContext) {
    /**
     * Checks everything. Each text has 1 to 200 characters, none of them a control character.
     *
     * @param agentId who talked to the customer
     * @param team the agent's team
     * @param tags whatever else to look at later, at most 50
     * @param language the conversation's language, as a BCP 47 tag by custom: `pt-BR`
     * @throws FeedbackException.InvalidRequest with all `problems` at once.
     */
    @JvmOverloads
    public constructor(
        agentId: String? = null,
        team: String? = null,
        tags: List<String> = emptyList(),
        language: String? = null,
    ) : this(checkedContext(agentId, team, tags, language))

    /** Who talked to the customer. */
    public val agentId: String? get() = native.agentId

    /** The agent's team. */
    public val team: String? get() = native.team

    /** Whatever else to look at later. */
    public val tags: List<String> = native.tags.fixed()

    /** The conversation's language. */
    public val language: String? get() = native.language

    override fun equals(other: Any?): Boolean = other is PromptContext && native == other.native

    override fun hashCode(): Int = native.hashCode()

    override fun toString(): String = "PromptContext(agentId=$agentId, team=$team, tags=$tags, language=$language)"

    private companion object {
        fun checkedContext(
            agentId: String?,
            team: String?,
            tags: List<String>,
            language: String?,
        ): NativePromptContext {
            val check = ArgumentCheck()
            val context = NativePromptContext(
                agentId = agentId?.let { check.text("agent_id", it) },
                team = team?.let { check.text("team", it) },
                tags = tags.map { check.text("tags", it) },
                language = language?.let { check.text("language", it) },
            )
            check.adopt { checkContext(context) }
            check.refuse("the context")
            natively { checkContext(context) }
            return context
        }
    }
}
