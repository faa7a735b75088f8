package io.twitterfeedback

import kotlinx.coroutines.flow.toList
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import kotlin.reflect.full.memberProperties

/** What each option of a sandbox changes. */
class SandboxOptionsTest {
    @Test
    fun `a seed makes the same sandbox again`() = running {
        val secrets = listOf(7L, 7L, 0L, Long.MAX_VALUE).map { seed ->
            Sandbox.start(SandboxOptions(seed = seed)).use { it.credentials.accessTokenSecret }
        }
        assertEquals(secrets[0], secrets[1])
        assertEquals(3, secrets.toSet().size)
    }

    @Test
    fun `a person is asked once a day unless that is lifted`() {
        withClient { _, client ->
            client.create(PROMPT)
            val error = failure { client.create(PROMPT) }
            assertEquals(listOf(403, false), listOf(error.status, error.maybeSent))
        }
        for (options in listOf(SandboxOptions(limits = false), SandboxOptions(allowListed = true))) {
            withClient(options) { _, client ->
                assertNotEquals(client.create(PROMPT).id, client.create(PROMPT).id)
            }
        }
    }

    @TestFactory
    fun `only without limits reading has none`() =
        each(listOf(SandboxOptions(limits = false), SandboxOptions(allowListed = true), SandboxOptions())) { options ->
            withClient(options) { _, client ->
                client.verifyCredentials()
                assertEquals(options.limits, "account/verify_credentials" in client.rateLimits)
            }
        }

    @Test
    fun `pages are uneven unless told otherwise`() {
        assertTrue(0 in sizes(SandboxOptions()))
        assertEquals(setOf(10), sizes(SandboxOptions(unevenPages = false)).toSet())
    }

    @Test
    fun `the clock starts and stands where it is told`() =
        withClient(SandboxOptions(startAt = START)) { sandbox, client ->
            assertEquals(START, sandbox.now)
            assertEquals(START, client.create(PROMPT).createdAt)
            assertEquals(START, sandbox.now)
        }

    @Test
    fun `the clock follows the machine's by default`() = withSandbox { sandbox ->
        assertTrue(Duration.between(sandbox.now, Instant.now()).abs() < Duration.ofSeconds(10))
    }

    @TestFactory
    fun `times lose their spaces on demand and read the same`() = each(listOf(true, false)) { squeezed ->
        withClient(SandboxOptions(squeezedTimes = squeezed, startAt = START)) { _, client ->
            val feedback = client.create(PROMPT)
            val spelt = if (squeezed) "TueDec1517:58:20+00002015" else "Tue Dec 15 17:58:20 +0000 2015"
            assertEquals(spelt, json(feedback.raw)["created_at"].textValue())
            assertEquals(START, feedback.createdAt)
        }
    }

    @TestFactory
    fun `events carry the external id unless told otherwise`() = each(listOf(true, false)) { carried ->
        withClient(SandboxOptions(eventsExternalId = carried)) { sandbox, client ->
            val begin = sandbox.now
            client.create(Prompt.csat(PERSON, MESSAGE, PRIVACY_URL, "ticket_5555"))
            sandbox.advance(Duration.ofDays(2))
            client.verifyCredentials()
            val period = EventsQuery(begin.minus(1, ChronoUnit.DAYS), begin.plus(1, ChronoUnit.MINUTES))
            val event = client.events(period).toList().single()
            assertEquals(if (carried) "ticket_5555" else null, event.feedback.externalId)
        }
    }

    @TestFactory
    fun `some updates are listed twice on demand`() = each(listOf(true, false)) { repeated ->
        withClient(SandboxOptions(repeatUpdates = repeated)) { sandbox, client ->
            val period = past(sandbox)
            sandbox.seed(200, period)
            val raws = client.raws(period)
            assertEquals(repeated, raws.toSet().size < raws.size)
        }
    }

    @Test
    fun `what is wrong is told at once, before anything is started`() = running {
        val options = SandboxOptions(port = 65_536, seed = -1, startAt = Instant.MAX)
        val error = assertThrows<FeedbackException.InvalidRequest> { Sandbox.start(options) }
        assertEquals(listOf("port", "seed", "startAt"), error.problems.map { it.field })
    }

    @Test
    fun `Java's builder begins with the defaults`() {
        assertEquals(valuesOf(SandboxOptions()), valuesOf(SandboxOptions.builder().build()))
    }

    @Test
    fun `Java's builder sets every option, and that one alone`() {
        val options = SandboxOptions::class.memberProperties.map { it.name }.toSet()
        assertEquals(options, SETTERS.keys)
        for ((name, set) in SETTERS) {
            val (before, after) = valuesOf(SandboxOptions()) to valuesOf(set(SandboxOptions.builder()).build())
            assertEquals(setOf(name), before.keys.filter { before[it] != after[it] }.toSet())
        }
        val all = SETTERS.values.fold(SandboxOptions.builder()) { builder, set -> set(builder) }.build()
        assertTrue(valuesOf(SandboxOptions()).all { (name, value) -> valuesOf(all)[name] != value })
    }

    @Test
    fun `a builder that goes on changes no options that it has built`() {
        val builder = SandboxOptions.builder().limits(false)
        val built = builder.build()
        builder.limits(true).port(1)
        assertFalse(built.limits)
        assertEquals(0, built.port)
    }
}

private val START: Instant = at(17, 58, 20)

private val SETTERS: Map<String, (SandboxOptions.Builder) -> SandboxOptions.Builder> = mapOf(
    "port" to { it.port(7) },
    "seed" to { it.seed(7) },
    "limits" to { it.limits(false) },
    "allowListed" to { it.allowListed(true) },
    "unevenPages" to { it.unevenPages(false) },
    "startAt" to { it.startAt(START) },
    "squeezedTimes" to { it.squeezedTimes(true) },
    "eventsExternalId" to { it.eventsExternalId(false) },
    "repeatUpdates" to { it.repeatUpdates(true) },
)

private fun valuesOf(options: SandboxOptions): Map<String, Any?> =
    SandboxOptions::class.memberProperties.associate { it.name to it.get(options) }

/** How many events each page has, but for the last. */
private fun sizes(options: SandboxOptions): List<Int> {
    val sizes = mutableListOf<Int>()
    withClient(options) { sandbox, client ->
        val query = past(sandbox, 10)
        sandbox.seed(200, query)
        client.eventPages(query).collect { sizes += it.events.size }
    }
    return sizes.dropLast(1)
}
