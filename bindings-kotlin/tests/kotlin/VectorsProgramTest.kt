package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import io.twitterfeedback.process.creates
import io.twitterfeedback.process.withLedger
import io.twitterfeedback.process.words
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.TestFactory
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import kotlin.time.Duration.Companion.milliseconds

/** The shared cases of what a program does. */
class VectorsProgramTest {
    @TestFactory
    fun `a program does what the vectors say`() = eachCase(vectors("program.json")) { case ->
        val startAt = case["start_at"]?.textValue()?.let(Instant::parse)
        withSandbox(SandboxOptions(startAt = startAt)) { sandbox ->
            withLedger { ledger -> Play(sandbox, ledger, policyOf(case["policy"])).use { it.playAll(case["steps"]) } }
        }
    }
}

/** One case being played. */
private class Play(private val sandbox: Sandbox, private val ledger: Path, private val policy: Policy) : AutoCloseable {
    private val client = sandbox.client()
    private var program = Program.openBlocking(client, ledger, policy)

    /** The feedback of each reference that was sent. */
    private val sent = mutableMapOf<String, String>()

    suspend fun playAll(steps: JsonNode) = steps.forEachIndexed { number, step ->
        val told = "step ${number + 1}: $step"
        val raises = step["raises"]?.textValue()
        if (raises == null) {
            assertHolds(step["gives"] ?: json("null"), json(jsonOf(play(step))), told)
        } else {
            assertEquals(raises, failure { play(step) }.kind, told)
        }
    }

    override fun close() {
        program.close()
        client.close()
    }

    private suspend fun play(step: JsonNode): Any? = when (val what = step["do"].textValue()) {
        "send" -> outcome(program.send(promptOf(step), contextOf(step["context"])), step["external_id"]?.textValue())

        "create" -> program.client.create(promptOf(step)).let { null }

        "sync" -> program.sync().run {
            mapOf("events" to events, "new" to new, "updated" to updated, "unreadable" to unreadable)
        }

        "reconcile" -> program.reconcile().run {
            mapOf("examined" to examined, "sent" to sent, "absent" to absent, "unknown" to unknown)
        }

        "prompt_status" -> program.promptStatus(step["external_id"].textValue())?.run {
            mapOf("state" to state, "answered" to answered)
        }

        "attempts" -> program.attempts(filterOf(step["filter"])).map(::told)

        "folded" -> program.folded(feedbackOf(step))?.feedback?.run { mapOf("score" to score, "comment" to comment) }

        "coverage" -> program.coverage().run { mapOf("periods" to periods.size, "gaps" to gaps.size) }

        "count_creates" -> sandbox.creates

        else -> arrange(what, step).let { null }
    }

    /** What is no operation of a program. */
    private fun arrange(what: String, step: JsonNode) {
        when (what) {
            "fault" -> sandbox.order(step["rule"])

            "answer" -> sandbox.answer(feedbackOf(step), step["score"]?.intValue(), step["text"]?.textValue())

            "advance" -> sandbox.advance(step["milliseconds"].longValue().milliseconds)

            "reopen" -> {
                program.close()
                program = Program.openBlocking(client, ledger, policy)
            }

            else -> error("no such step: $what")
        }
    }

    private fun feedbackOf(step: JsonNode): String = sent.getValue(step["external_id"].textValue())

    private fun outcome(outcome: SendOutcome, externalId: String?): Map<String, Any?> {
        if (outcome is SendOutcome.Sent && externalId != null) {
            sent[externalId] = outcome.feedback.id
        }
        val reason = (outcome as? SendOutcome.Skipped)?.reason
        return mapOf("status" to outcome.words.substringBefore(' '), "reason" to reason)
    }
}

/** Whether what was given has all that is expected, among other things. */
private fun assertHolds(expected: JsonNode, given: JsonNode, told: String) {
    when {
        expected.isObject -> expected.properties().forEach { (name, value) ->
            assertHolds(value, checkNotNull(given[name]) { "no $name: $told gave $given" }, told)
        }

        expected.isArray -> {
            assertTrue(given.isArray && given.size() == expected.size(), "$told gave $given")
            expected.zip(given).forEach { (one, other) -> assertHolds(one, other, told) }
        }

        else -> assertEquals(expected, given, told)
    }
}

private fun Sandbox.order(rule: JsonNode) {
    val body = rule["body"]?.let { if (it.isTextual) it.textValue() else it.toString() }
    val times = rule["times"].intValue()
    fault(rule["operation"].textValue(), rule["fault"].textValue(), times, rule["status"]?.intValue(), null, body)
}

private fun promptOf(step: JsonNode): Prompt =
    Prompt.nps(step["to_user_id"].textValue(), MESSAGE, PRIVACY_URL, step["external_id"]?.textValue())

private fun contextOf(given: JsonNode?): PromptContext = PromptContext(
    agentId = given?.get("agent_id")?.textValue(),
    team = given?.get("team")?.textValue(),
    tags = given?.get("tags").texts(),
    language = given?.get("language")?.textValue(),
)

private fun policyOf(given: JsonNode?): Policy = Policy.builder().apply {
    given?.properties()?.forEach { (name, value) ->
        when (name) {
            "min_interval_ms" -> minInterval(Duration.ofMillis(value.longValue()))
            "sample_rate" -> sampleRate(value.doubleValue())
            "quiet_hours" -> value.run { quietHours(QuietHours(word("from"), word("to"), word("zone"))) }
            "require_can_dm" -> requireCanDm(value.booleanValue())
            "max_per_day" -> maxPerDay(value.intValue())
            "suppressed_user_ids" -> suppressedUserIds(value.texts())
            "allow_listed" -> allowListed(value.booleanValue())
            "accept_blind_day" -> acceptBlindDay(value.booleanValue())
            else -> error("no such member of a policy: $name")
        }
    }
}.build()

private fun filterOf(given: JsonNode): AttemptFilter = AttemptFilter.builder().apply {
    given.properties().forEach { (name, value) ->
        when (name) {
            "to_user_id" -> toUserId(value.textValue())
            "external_id" -> externalId(value.textValue())
            "state" -> state(value.textValue())
            else -> error("no such filter: $name")
        }
    }
}.build()

private fun told(attempt: Attempt): Map<String, Any?> = mapOf(
    "to_user_id" to attempt.toUserId,
    "external_id" to attempt.externalId,
    "state" to attempt.state,
    "reason" to attempt.reason,
    "error" to attempt.error?.run { mapOf("kind" to kind, "status" to status, "codes" to codes) },
    "context" to attempt.context.run {
        mapOf("agent_id" to agentId, "team" to team, "tags" to tags, "language" to language)
    },
)

private fun JsonNode.word(name: String): String = this[name].textValue()
