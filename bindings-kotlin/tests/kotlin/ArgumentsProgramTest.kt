package io.twitterfeedback

import io.twitterfeedback.ArgumentsJudge.misconfigured
import io.twitterfeedback.ArgumentsJudge.misconfiguring
import io.twitterfeedback.ArgumentsJudge.refused
import io.twitterfeedback.ArgumentsJudge.refusing
import io.twitterfeedback.BadValues.assertMisconfigured
import io.twitterfeedback.BadValues.assertRefused
import io.twitterfeedback.BadValues.eachSurrogate
import io.twitterfeedback.BadValues.fieldsOf
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.io.TempDir
import java.net.URI
import java.nio.file.FileSystems
import java.nio.file.Path
import java.time.Instant
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.hours
import kotlin.time.Duration.Companion.nanoseconds

/** Bad input to programs and what they go by: refused by name, and nothing is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsProgramTest(@param:TempDir private val folder: Path) {
    private val sandbox = Sandbox.startBlocking()
    private val client = sandbox.client()
    private val program = Program.openBlocking(client, folder.resolve("feedback.db"))

    private val ledgers = listOf(
        Argument<String>("Program.open", "ledger") { Program.open(client, it) },
        Argument("Program.openBlocking", "ledger") { Program.openBlocking(client, it) },
    )
    private val hours = listOf(
        Argument<String>("QuietHours", "quietHours.from") { QuietHours(it, "08:00", "UTC") },
        Argument("QuietHours", "quietHours.to") { QuietHours("21:00", it, "UTC") },
    )
    private val zones = listOf(Argument<String>("QuietHours", "quietHours.zone") { QuietHours("21:00", "08:00", it) })
    private val suppressed = listOf(
        Argument<String>("Policy", "suppressedUserIds") { Policy(suppressedUserIds = listOf("1", it)) },
        Argument("Policy.builder", "suppressedUserIds") {
            Policy.builder().suppressedUserIds(setOf(it)).build()
        },
    )
    private val contexts = listOf(
        Argument<String>("PromptContext", "agent_id") { PromptContext(agentId = it) },
        Argument("PromptContext", "team") { PromptContext(team = it) },
        Argument("PromptContext", "tags") { PromptContext(tags = listOf("vip", it)) },
        Argument("PromptContext", "language") { PromptContext(language = it) },
    )
    private val references = listOf(
        Argument<String>("promptStatus", "external_id") { program.promptStatus(it) },
        Argument("folded", "feedback_id") { program.folded(it) },
        Argument("attempts", "to_user_id") { program.attempts(AttemptFilter(toUserId = it)) },
        Argument("attempts", "external_id") { program.attempts(AttemptFilter(externalId = it)) },
    )
    private val states = listOf(Argument<String>("attempts", "state") { program.attempts(AttemptFilter(state = it)) })
    private val befores = listOf(
        Argument<String>("attempts", "before") { program.attempts(AttemptFilter(before = it)) },
    )
    private val times = listOf(
        Argument<Instant>("attempts", "from_time") { program.attempts(AttemptFilter(fromTime = it)) },
        Argument("attempts", "to_time") { program.attempts(AttemptFilter(toTime = it)) },
        Argument("sync", "since") { program.sync(since = it) },
        Argument("sync", "until") { program.syncBlocking(null, it) },
    )

    @AfterEach
    fun `nothing is sent`() = assertEquals(emptyList<LoggedRequest>(), sandbox.requests)

    @AfterAll
    fun stop() {
        program.close()
        client.close()
        sandbox.close()
    }

    @TestFactory
    fun `a text that UTF-8 cannot hold is named`(): List<DynamicTest> =
        (contexts + references + states + befores).flatMap { argument ->
            eachSurrogate("$argument") { refused(argument, it) }
        } + (ledgers + hours + zones + suppressed).flatMap { setting ->
            eachSurrogate("$setting") { misconfigured(setting, it) }
        }

    @TestFactory
    fun `a ledger without a name, or in a database that is not there, is named, and no password repeated`() =
        misconfiguring(ledgers, listOf("", "sqlite:", "postgres://me:hush@db/feedback", "postgresql://me:hush@db/x"))

    @Test
    fun `a path into an archive is none of the machine's`() {
        val archive = URI("jar:${folder.resolve("ledger.zip").toUri()}")
        FileSystems.newFileSystem(archive, mapOf("create" to "true")).use { files ->
            assertMisconfigured(thrownBy { Program.open(client, files.getPath("feedback.db")) }, "ledger")
        }
        assertMisconfigured(thrownBy { Program.open(client, Path.of("")) }, "ledger")
    }

    @TestFactory
    fun `a time of day that is none is named`() =
        misconfiguring(hours, listOf("", "9pm", "25:00", "21:60", "21", "21:00:00.5", "-1:00", "2100", "２1:00"))

    @TestFactory
    fun `a zone that is none is named`() =
        misconfiguring(zones, listOf("", "Mars/Olympus", "Europe/", "../etc/passwd", "+02:00\u0000"))

    @Test
    fun `quiet hours without an end are named, and all that is wrong with them at once`() {
        assertMisconfigured(thrownBy { QuietHours("08:00", "08:00", "UTC") }, "quietHours.to")
        val all = setOf("quietHours.from", "quietHours.to", "quietHours.zone")
        assertEquals(all, fieldsOf(thrownBy { QuietHours("9pm", "10pm", "Mars") }).toSet())
        assertEquals(all, fieldsOf(thrownBy { QuietHours(SURROGATE, "10pm", "Mars") }).toSet())
    }

    @TestFactory
    fun `an interval that is shorter than a day or longer than ten years is named`() = misconfiguring(
        listOf(Argument<Duration>("Policy", "minInterval") { Policy(minInterval = it) }),
        BadValues.DURATIONS + listOf(Duration.ZERO, 23.hours, 1.days - 1.nanoseconds, 3651.days),
    )

    @TestFactory
    fun `a share that is none is named`() = misconfiguring(
        listOf(Argument<Double>("Policy", "sampleRate") { Policy(sampleRate = it) }),
        listOf(-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, -Double.MIN_VALUE),
    )

    @TestFactory
    fun `a number a day that is not 1 to 1,000 is named`() = misconfiguring(
        listOf(Argument<Int>("Policy", "maxPerDay") { Policy.builder().maxPerDay(it).build() }),
        listOf(0, -1, 1_001, Int.MIN_VALUE, Int.MAX_VALUE),
    )

    @TestFactory
    fun `a person's id that no prompt can name is refused among the suppressed`() =
        misconfiguring(suppressed, listOf("", " ", "0", "007", "-1", "12a", "@furni", "１２"))

    @Test
    fun `a blind day is accepted for an account that is allow-listed alone`() {
        assertMisconfigured(thrownBy { Policy(acceptBlindDay = true) }, "acceptBlindDay")
        assertEquals(true, Policy(allowListed = true, acceptBlindDay = true).acceptBlindDay)
    }

    @Test
    fun `everything that is wrong with a policy is told at once, whatever its sort`() {
        val error = thrownBy {
            Policy(-(1.days), 2.0, null, maxPerDay = 0, suppressedUserIds = listOf(SURROGATE), acceptBlindDay = true)
        }
        val all = listOf("acceptBlindDay", "maxPerDay", "minInterval", "sampleRate", "suppressedUserIds")
        assertEquals(all, fieldsOf(error).sorted())
        all.forEach { assertMisconfigured(error, it) }
    }

    @TestFactory
    fun `a context that the ledger cannot keep is named`() =
        refusing(contexts, listOf("", "x".repeat(201), "\ud83d\ude00".repeat(201), "north\n", "\u0000"))

    @Test
    fun `everything that is wrong with a context is told at once`() {
        val all = setOf("agent_id", "team", "tags", "language")
        assertEquals(all, fieldsOf(thrownBy { PromptContext("", "\n", List(51) { "x" }, SURROGATE) }).toSet())
    }

    @Test
    fun `a context may be as long as the ledger keeps it`() {
        val longest = PromptContext("\ud83d\ude00".repeat(200), "x", List(50) { "x".repeat(200) }, "pt-BR")
        assertEquals(50, longest.tags.size)
    }

    @TestFactory
    fun `a state that is none is named`() = refusing(states, listOf("", "SENT", "sent ", "gone", "x".repeat(1_000)))

    @TestFactory
    fun `an attempt's id that is none is named`() = refusing(befores, listOf("", "1a", "1.5", "9".repeat(30), "１"))

    @TestFactory
    fun `a number of attempts that is not 1 to 10,000 is named`() = refusing(
        listOf(Argument<Int>("attempts", "limit") { program.attempts(AttemptFilter(limit = it)) }),
        listOf(0, -1, 10_001, Int.MIN_VALUE, Int.MAX_VALUE),
    )

    @TestFactory
    fun `a time beyond all calendars is named`() = refusing(times, BadValues.TIMES)

    @Test
    fun `a period that ends before it begins is refused`() {
        val (one, two) = Instant.ofEpochMilli(1) to Instant.ofEpochMilli(2)
        assertRefused(thrownBy { program.sync(two, one) }, "since")
        assertRefused(thrownBy { program.attempts(AttemptFilter(fromTime = two, toTime = one)) }, "from_time")
    }

    @Test
    fun `a reference or an id that nobody used is no error`() {
        for (text in listOf("", " ", "\u0000", "x".repeat(100_000), "%' OR 1=1 --")) {
            assertEquals(null, program.promptStatusBlocking(text))
            assertEquals(null, program.foldedBlocking(text))
            assertEquals(emptyList<Attempt>(), program.attemptsBlocking(AttemptFilter(externalId = text)))
        }
    }

    @Test
    fun `a ledger's name with a null byte opens nothing else`() {
        val error = thrownBy { Program.open(client, "${folder.resolve("feedback.db")}\u0000.txt") }
        assertFalse(error is FeedbackException.Internal, "$error")
    }
}
