package io.twitterfeedback

import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import kotlin.random.Random

private const val ROUNDS = 1000

/** Whatever text comes, it is taken or refused, and nothing else ever happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTextTest(@TempDir folder: Path) {
    private val sandbox = Sandbox.startBlocking()
    private val client = sandbox.client()
    private val program = Program.openBlocking(client, folder.resolve("feedback.db"))

    private val verifier = WebhookVerifier(emptyList(), listOf("10.0.0.0/8"), listOf("10.0.0.0/8"))
    private val signIn = SignIn.resume(SignInOptions("key", "secret", apiBase = sandbox.url), "token", "secret")

    /** Units that have broken programs before. */
    private val units = listOf(
        "\u0000\u0001\t\n\r\u001b\u007f\u0085", // controls
        "\ud800\udbff\udc00\udfff\ud83d\ude00", // halves of pairs
        "\u00a0\u200b\u200f\u202e\u2028\u2066\ufeff\ufffd\uffff", // what does not show, or turns text around
        "e\u0301\u1100\u1161\u0e33\u212b", // what becomes something else when normalised
        "\"\\/{}[]:,'`$%&?#@<>;|=+-._~", // what means something somewhere
        "0123456789eEtrufalsn",
    ).flatMap { it.toList() }

    /** Everywhere a text goes in. */
    private val entrances: Map<String, (String) -> Any?> = mapOf(
        "Prompt" to { Prompt(it, it, it, it, it, displayName = it) },
        "Prompt message" to { Prompt.csat(PERSON, it, PRIVACY_URL) },
        "Prompt privacy_url" to { Prompt.csat(PERSON, MESSAGE, "https://$it") },
        "Prompt external_id" to { Prompt.csat(PERSON, MESSAGE, PRIVACY_URL, externalId = it).advice() },
        "Prompt display_name" to { Prompt.csat(PERSON, MESSAGE, PRIVACY_URL, displayName = it).questionText },
        "Question.find" to { Question.find(it) },
        "Question.text" to { Question.all().first().text(it) },
        "Feedback.fromJson" to Feedback::fromJson,
        "FeedbackEvent.fromJson" to FeedbackEvent::fromJson,
        "EventPage.fromJson" to { EventPage.fromJson(it) },
        "Fold.get" to { text -> Fold().use { it[text] } },
        "Credentials" to { Credentials(it, it, it, it) },
        "apiBase" to { sandbox.client(ClientOptions(apiBase = "http://127.0.0.1$it")).close() },
        "proxy" to { sandbox.client(ClientOptions(proxy = "http://$it")).close() },
        "userAgent" to { sandbox.client(ClientOptions(userAgent = it)).close() },
        "cursor" to { client.eventPager(EventsQuery.resume(it)).cursor },
        "fault" to { sandbox.fault("show", it, status = 200, headers = mapOf(it to it), body = it) },
        "answer" to { sandbox.answer(it, 3, it) },
        "show" to { client.showBlocking("x$it") },
        "WebhookCredentials" to { WebhookVerifier(WebhookCredentials(it, it)).authenticate(it) },
        "WebhookVerifier" to { WebhookVerifier(emptyList(), listOf(it), listOf(it)) },
        "authenticate" to { verifier.authenticate(it, it, it) },
        "forwarded" to { verifier.authenticate(null, "10.0.0.1", it) },
        "SampleDelivery" to { FeedbackEvent.fromWebhook(SampleDelivery(it, externalId = it, text = it).body) },
        "SignIn.resume" to { SignIn.resume(SignInOptions(it, it, it, "http://127.0.0.1$it"), it, it) },
        "completeCallback" to { signIn.completeCallbackBlocking(it) },
        "webhook" to { sandbox.webhook("http://127.0.0.1:1/$it", it, it) },
        "authorize" to { sandbox.authorize(it) },
        "PromptContext" to { PromptContext(it, it, listOf(it), it) },
        "Policy" to { Policy(suppressedUserIds = listOf(it)) },
        "QuietHours" to { QuietHours(it, it, it) },
        "promptStatus" to { program.promptStatusBlocking(it) },
        "folded" to { program.foldedBlocking(it) },
        "attempts" to { program.attemptsBlocking(AttemptFilter(it, it)) },
        "state" to { program.attemptsBlocking(AttemptFilter(state = it, before = it)) },
    )

    @AfterAll
    fun stop() {
        program.close()
        client.close()
        sandbox.close()
    }

    @TestFactory
    fun `a text of random units is taken or refused`(): List<DynamicTest> = each(entrances.keys) { entrance ->
        val random = Random(7)
        repeat(ROUNDS) { takenOrRefused { entrances.getValue(entrance)(random.text()) } }
    }

    @TestFactory
    fun `JSON with random units in it is read or refused, and what was read can be used`(): List<DynamicTest> {
        val readers = mapOf<String, (String) -> Unit>(
            "Feedback" to { use(Feedback.fromJson(it)) },
            "FeedbackEvent" to { FeedbackEvent.fromJson(it).run { use(feedback, toJson() + raw + this) } },
            "webhook" to { FeedbackEvent.fromWebhook(it.encodeToByteArray()).run { use(feedback, toJson() + raw) } },
            "EventPage" to { text -> EventPage.fromJson(text).events.forEach { use(it.feedback, it.toJson()) } },
        )
        val samples = mapOf("Feedback" to ANSWERED, "FeedbackEvent" to EVENT, "webhook" to EVENT, "EventPage" to PAGE)
        return each(readers.keys) { reader ->
            val random = Random(7)
            val taken = List(ROUNDS) {
                takenOrRefused { readers.getValue(reader)(random.broken(samples.getValue(reader))) }
            }
            assertEquals(setOf(true, false), taken.toSet(), "both happen")
        }
    }

    @Test
    fun `bytes that are random at places are read or refused`() {
        val random = Random(7)
        repeat(ROUNDS) {
            val bytes = PAGE.encodeToByteArray()
            repeat(random.nextInt(1, 5)) { bytes[random.nextInt(bytes.size)] = random.nextInt().toByte() }
            takenOrRefused { EventPage.fromJson(bytes).events.forEach { use(it.feedback) } }
            val event = EVENT.encodeToByteArray()
            repeat(random.nextInt(1, 5)) { event[random.nextInt(event.size)] = random.nextInt().toByte() }
            takenOrRefused { use(FeedbackEvent.fromWebhook(event).feedback) }
        }
    }

    /** All that can be asked of a feedback; what it says is the same when it is read again. */
    private fun use(feedback: Feedback, more: String = "") {
        val told = listOf(feedback, feedback.scoreBand, feedback.questionText, feedback.raw, feedback.response, more)
        assertTrue(isWellFormed(told.joinToString()))
        assertEquals(feedback, Feedback.fromJson(feedback.toJson()))
        Fold().use { fold ->
            fold.applyFeedback(feedback)
            assertEquals(feedback.id, fold.single().id)
        }
    }

    /** Whether it was taken. */
    private fun takenOrRefused(call: () -> Any?): Boolean = try {
        call()
        true
    } catch (refused: FeedbackException) {
        assertNotEquals("internal", refused.kind, refused.toString())
        assertTrue(isWellFormed(refused.message), refused.message)
        false
    }

    private fun isWellFormed(text: String) = String(text.toByteArray()) == text

    private fun Random.text(): String = String(CharArray(nextInt(0, 12)) { unit() })

    private fun Random.unit(): Char = if (nextInt(4) == 0) Char(nextInt(0x10000)) else units.random(this)

    /** The same text with a few units put in or in the place of others. */
    private fun Random.broken(text: String): String {
        val broken = StringBuilder(text)
        repeat(nextInt(1, 4)) {
            val at = nextInt(broken.length)
            if (nextBoolean()) broken.insert(at, unit()) else broken.setCharAt(at, unit())
        }
        return broken.toString()
    }
}
