package io.twitterfeedback

import io.twitterfeedback.process.attemptsOf
import io.twitterfeedback.process.creates
import io.twitterfeedback.process.inProgram
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.onNewLedger
import io.twitterfeedback.process.person
import io.twitterfeedback.process.promptTo
import io.twitterfeedback.process.withLedger
import io.twitterfeedback.process.words
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.time.Duration
import java.time.Instant
import java.time.LocalTime
import java.time.ZoneId
import kotlin.io.path.createDirectory
import kotlin.io.path.exists
import kotlin.io.path.writeText
import kotlin.reflect.full.declaredMemberProperties
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.hours

/** A program by the types it answers with; what it does is in `VectorsProgramTest`. */
class ProgramTest {
    private val nps = Prompt.nps(person(), MESSAGE, PRIVACY_URL, "case_1", questionVariantId = 0, displayName = "Furni")

    @Test
    fun `a path, a text and a text with its scheme name one ledger, and nothing is sent to open it`() =
        inSandbox { sandbox, client ->
            withLedger { ledger ->
                Program.open(client, ledger).close()
                assertTrue(ledger.exists())
                assertEquals(emptyList<LoggedRequest>(), sandbox.requests)
                Program.open(client, "$ledger").use { assertEquals("sent", it.send(promptTo()).words) }
                Program.open(client, "sqlite:$ledger").use {
                    assertEquals("skipped cooldown", it.send(promptTo()).words)
                    assertSame(client, it.client)
                    assertEquals("Program($client)", "$it")
                }
            }
        }

    @Test
    fun `a path that begins like a database's name is a path`() = inSandbox { _, client ->
        withLedger { ledger ->
            val odd = ledger.resolveSibling("postgres:").createDirectory().resolve("sqlite:")
            Program.open(client, odd).close()
            assertTrue(odd.exists())
        }
    }

    @Test
    fun `what is no ledger is refused, never replaced`() = inSandbox { _, client ->
        withLedger { ledger ->
            ledger.writeText("not a database, and longer than the head of one would be: ".repeat(100))
            val refused = assertThrows<FeedbackException.Ledger> { Program.open(client, ledger) }
            assertFalse(refused.maybeSent)
            assertThrows<FeedbackException.Ledger> { Program.open(client, ledger.parent) }
            assertThrows<FeedbackException.Ledger> { Program.open(client, ledger.resolve("below/a.db")) }
        }
    }

    @Test
    fun `each outcome has its own type and an attempt that the ledger knows`() = inProgram { sandbox, program ->
        val sent = assertInstanceOf(SendOutcome.Sent::class.java, program.send(nps))
        assertEquals(person(), sent.feedback.toUserId)
        assertEquals(200, sent.feedback.reply?.status)
        val skipped = assertInstanceOf(SendOutcome.Skipped::class.java, program.send(nps))
        assertEquals("cooldown", skipped.reason)
        val cooling = Duration.between(sandbox.now, skipped.until)
        assertTrue(cooling in Duration.ofDays(7)..Duration.ofDays(7).plusHours(1), "$cooling")
        sandbox.fault("create", "reset_after_work")
        val unknown = assertInstanceOf(SendOutcome.Unknown::class.java, program.send(promptTo(1)))
        assertTrue(unknown.message.isNotBlank())
        val known = program.attempts().map { it.id to it.state }
        val told = listOf(unknown to "unknown", skipped to "skipped", sent to "sent")
        assertEquals(told.map { (outcome, state) -> outcome.attemptId to state }, known)
    }

    @Test
    fun `an attempt tells all that was asked, when, and with which context`() = inProgram { sandbox, program ->
        val context = PromptContext("agent_7", "north", listOf("vip", "late"), "pt-BR")
        val sent = program.send(nps, context) as SendOutcome.Sent
        val attempt = program.attempts().single()
        assertEquals(listOf(sandbox.userId, person()), listOf(attempt.fromUserId, attempt.toUserId))
        assertEquals(
            listOf("nps", "case_1", "0", "Furni"),
            attempt.run {
                listOf(type, externalId, questionVariantId, displayName)
            },
        )
        assertEquals(context, attempt.context)
        assertEquals(sent.feedback.id, attempt.feedbackId)
        assertFalse(attempt.test)
        assertNull(attempt.error)
        assertNull(attempt.until)
        val times = listOf(attempt.attemptedAt, attempt.sendingAt, attempt.askedAt, attempt.settledAt)
        assertTrue(
            times.all {
                it != null && Duration.between(it, sandbox.now).abs() < Duration.ofMinutes(1)
            },
            "$times",
        )
        assertTrue(attempt.coolUntil!! > attempt.askedAt!!.plus(Duration.ofDays(7)))
    }

    @Test
    fun `what went wrong is kept with its attempt`() = inProgram { sandbox, program ->
        val body = """{"errors":[{"code":214,"message":"privacy_url is invalid"}]}"""
        sandbox.fault("create", "respond", status = 403, body = body)
        assertThrows<FeedbackException.InvalidRequest> { program.send(nps) }
        val error = program.attempts().single().error
        assertEquals(listOf("invalid_request", 403, listOf(214L)), error?.run { listOf(kind, status, codes) })
        assertTrue("privacy_url is invalid" in error!!.message, error.message)
    }

    @Test
    fun `attempts are filtered and come in pages, newest first`() = inProgram { sandbox, program ->
        repeat(5) { program.send(promptTo(it)) }
        val ids = program.attempts().map { it.id }
        assertEquals(5, ids.size)
        assertEquals(ids, ids.sortedByDescending { it.toLong() })
        val first = program.attempts(AttemptFilter(limit = 2))
        val rest = program.attempts(AttemptFilter(before = first.last().id))
        assertEquals(ids, (first + rest).map { it.id })
        assertEquals(listOf(person(3)), program.attemptsOf(person(3)).map { it.toUserId })
        assertEquals(emptyList<Attempt>(), program.attempts(AttemptFilter(state = "unknown")))
        val now = sandbox.now
        assertEquals(5, program.attempts(AttemptFilter(fromTime = now.minusSeconds(60), toTime = now)).size)
        assertEquals(emptyList<Attempt>(), program.attempts(AttemptFilter(toTime = now.minusSeconds(3600))))
        assertThrows<UnsupportedOperationException> { (first as MutableList<Attempt>).clear() }
    }

    @Test
    fun `an agent's screen has no place for a score or a text`() = inProgram { sandbox, program ->
        val sent = program.send(nps) as SendOutcome.Sent
        val before = program.promptStatus("case_1")
        assertEquals(
            listOf("case_1", sent.attemptId, "sent", "nps", person(), false),
            before?.run {
                listOf(externalId, attemptId, state, type, toUserId, answered)
            },
        )
        sandbox.answer(sent.feedback.id, 9, COMMENT)
        sandbox.advance(30.hours)
        program.sync()
        val after = program.promptStatus("case_1")
        assertEquals(before?.copyWith(answered = true), after)
        assertFalse(COMMENT in "$after")
        val members = PromptStatus::class.declaredMemberProperties.associate { it.name to "${it.returnType}" }
        assertEquals(setOf("answered"), members.filterValues { it == "kotlin.Boolean" }.keys)
        assertEquals(
            setOf("kotlin.Boolean", "kotlin.String", "kotlin.String?", "java.time.Instant?"),
            members.values.toSet(),
        )
        assertNull(program.promptStatus("nobody used this"))
    }

    private fun PromptStatus.copyWith(answered: Boolean) =
        PromptStatus(externalId, attemptId, state, reason, type, toUserId, askedAt, answered)

    @Test
    fun `supervisors see one state, or all`() = inProgram { sandbox, program ->
        val sent = program.send(nps) as SendOutcome.Sent
        sandbox.answer(sent.feedback.id, 9, COMMENT)
        sandbox.advance(30.hours)
        program.sync()
        val state = program.folded(sent.feedback.id)
        assertEquals(listOf(9L, COMMENT), state?.feedback?.run { listOf(score, comment) })
        assertNull(program.folded("1"))
        program.fold().use { fold ->
            assertEquals(listOf(state), fold.toList())
            assertEquals(state, fold[sent.feedback.id])
        }
    }

    @Test
    fun `coverage has a beginning, an end, and what lies between`() = inProgram { sandbox, program ->
        assertEquals(Coverage(emptyList(), emptyList(), null, null), program.coverage())
        val now = sandbox.now.minus(Duration.ofDays(2))
        program.sync(since = now.minus(Duration.ofDays(9)), until = now.minus(Duration.ofDays(8)))
        program.sync(since = now.minus(Duration.ofDays(1)), until = now)
        val coverage = program.coverage()
        assertEquals(2, coverage.periods.size)
        assertEquals(coverage.periods.first().fromTime to coverage.periods.last().toTime, coverage.run { start to end })
        val gap = coverage.gaps.single()
        assertEquals(coverage.periods.first().toTime.plusMillis(1), gap.fromTime)
        assertEquals(coverage.periods.last().fromTime.minusMillis(1), gap.toTime)
    }

    @Test
    fun `reconciling finds what became of an unknown attempt`() = inProgram { sandbox, program ->
        sandbox.fault("create", "reset_after_work")
        assertEquals("unknown", program.send(nps).words)
        assertEquals(ReconcileReport(examined = 1, sent = 0, absent = 0, unknown = 1), program.reconcile())
        sandbox.advance(25.hours)
        assertEquals(ReconcileReport(examined = 1, sent = 1, absent = 0, unknown = 0), program.reconcile())
        assertEquals(listOf("sent"), program.attempts().map { it.state })
        assertEquals(1, sandbox.creates)
    }

    @Test
    fun `a policy is what was given, and another one where something differs`() {
        val hours = QuietHours("21:00", "08:00", "Europe/Berlin")
        val people = mutableListOf("2", "1", "2")
        val policy = Policy(30.days, 0.5, hours, false, 10, people, false, true, true)
        people.clear()
        val told = policy.run {
            listOf(minInterval, sampleRate, quietHours, requireCanDm, maxPerDay, backfill, allowListed, acceptBlindDay)
        }
        assertEquals(listOf(30.days, 0.5, hours, false, 10, false, true, true), told)
        assertEquals(setOf("1", "2"), policy.suppressedUserIds)
        val same = Policy(30.days, 0.5, hours, false, 10, setOf("1", "2"), false, true, true)
        assertEquals(listOf(same, same.hashCode()), listOf(policy, policy.hashCode()))
        assertFalse(policy == Policy(30.days))
        assertTrue("2 suppressed" in "$policy" && "Europe/Berlin" in "$policy", "$policy")
        val own = Policy().run {
            listOf(minInterval, sampleRate, quietHours, requireCanDm, maxPerDay, suppressedUserIds)
        }
        assertEquals(listOf(7.days, 1.0, null, true, 1_000, emptySet<String>()), own)
    }

    @Test
    fun `quiet hours may be given in the types of java time`() {
        val night = QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0, 30), ZoneId.of("Europe/Berlin"))
        assertEquals(QuietHours("21:00", "08:00:30", "Europe/Berlin"), night)
        assertEquals("QuietHours(21:00 to 08:00:30 Europe/Berlin)", "$night")
    }

    @Test
    fun `a person who is suppressed or out of the sample is skipped with the policy's reason`() =
        inSandbox { sandbox, client ->
            onNewLedger(client, Policy(suppressedUserIds = listOf(person(1)), sampleRate = 0.0)) { program ->
                assertEquals("skipped suppressed", program.send(promptTo(1)).words)
                assertEquals("skipped sampled_out", program.send(promptTo(2)).words)
                assertNull((program.send(promptTo(2)) as SendOutcome.Skipped).until)
            }
            assertEquals(0, sandbox.creates)
        }

    @Test
    fun `two programs on one ledger ask a person once`() = inSandbox { sandbox, client ->
        withLedger { ledger ->
            Program.open(client, ledger).use { one ->
                Program.open(sandbox.client(), ledger).use { other ->
                    assertEquals("sent", one.send(promptTo()).words)
                    assertEquals("skipped cooldown", other.send(promptTo()).words)
                    assertEquals(one.attempts(), other.attempts())
                }
                assertEquals("skipped cooldown", one.send(promptTo()).words)
            }
        }
        assertEquals(1, sandbox.creates)
    }

    @Test
    fun `what was told outlives its program`() = inSandbox { _, client ->
        val (attempt, fold) = onNewLedger(client) {
            it.send(nps)
            it.attempts().single() to it.fold()
        }
        assertEquals("case_1", attempt.externalId)
        assertTrue(attempt.attemptedAt > Instant.EPOCH)
        fold.use { assertEquals(1, it.size) }
    }
}
