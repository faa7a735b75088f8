package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import java.time.Duration
import java.time.Instant

/** Times: what goes in as an `Instant` or epoch milliseconds, and what comes out. */
class TimesTest {
    @TestFactory
    fun `a time is sent in epoch milliseconds however it is given`() = each(
        listOf(
            EventsQuery(TIME, TIME),
            EventsQuery(TIME.plusNanos(999_999), TIME.plusNanos(999_999)),
            EventsQuery.ofEpochMilli(MILLIS, MILLIS),
        ),
    ) { query ->
        assertEquals(mapOf("from_time" to "$MILLIS", "to_time" to "$MILLIS", "count" to "100"), sent(query))
    }

    @Test
    fun `the epoch itself is a time`() {
        val query = sent(EventsQuery.ofEpochMilli(0, 0, 7))
        assertEquals(mapOf("from_time" to "0", "to_time" to "0", "count" to "7"), query)
    }

    @Test
    fun `a listing without a period is of the week before what is too young`() {
        val before = Instant.now().toEpochMilli()
        val query = sent(EventsQuery())
        val (from, to) = listOf("from_time", "to_time").map { query.getValue(it).toLong() }
        assertEquals(WEEK, Duration.ofMillis(to - from))
        val young = Duration.ofMillis(before - to).minusDays(1)
        assertTrue(!young.isNegative && young < Duration.ofMinutes(5), "$young")
    }

    @Test
    fun `the week before a given end is the default of the start`() {
        val query = sent(EventsQuery(toTime = TIME))
        assertEquals("${MILLIS - WEEK.toMillis()}", query["from_time"])
    }

    @Test
    fun `what comes out is to the millisecond`() {
        val feedback = Feedback.fromJson("""{"id":"1","created_at":"2015-12-15T19:58:20.250+02:00"}""")
        assertEquals(TIME, feedback.createdAt)
    }

    @TestFactory
    fun `times before 1970 and far apart are what they are`() =
        each(FAR.flatMap { created -> FAR.map { created to it } }) { (created, updated) ->
            val fields = mapOf("id" to "1", "created_at" to created, "updated_at" to updated)
            val feedback = Feedback.fromJson(jsonOf(fields))
            assertEquals(listOf(created, updated), listOf(feedback.createdAt, feedback.updatedAt).map { "$it" })
        }

    @Test
    fun `a time beyond four digits of a year costs nothing else`() {
        val feedback = Feedback.fromJson(
            """{"id":"1","created_at":"-000001-01-01T00:00:00Z","updated_at":"Tue Dec 15 17:58:20 +0000 2015",""" +
                """"response":{"score":{"value":4}}}""",
        )
        assertEquals(listOf(4L, at(17, 58, 20)), listOf(feedback.score, feedback.updatedAt))
        assertEquals("-0001-01-01T00:00:00Z", "${feedback.createdAt}")
    }

    @Test
    fun `the service's time is told to the second`() = withClient(SandboxOptions(startAt = TIME)) { sandbox, client ->
        assertEquals(Instant.ofEpochSecond(TIME.epochSecond), client.serviceTime())
        assertEquals(TIME, sandbox.now)
    }

    @Test
    fun `limits tell when they end`() = withSandbox { sandbox ->
        sandbox.client().use { client ->
            assertEquals(emptyMap<String, RateLimit>(), client.rateLimits)
            client.verifyCredentials()
            val (limit, remaining, reset, fromService) = client.rateLimits.getValue("account/verify_credentials")
            assertEquals(listOf(75L, 74L, true), listOf(limit, remaining, fromService))
            val ahead = Duration.between(sandbox.now, reset)
            assertTrue(ahead > Duration.ZERO && ahead <= Duration.ofMinutes(15), "$ahead")
        }
    }
}

private const val MILLIS = 1_450_202_300_250
private val TIME = Instant.ofEpochMilli(MILLIS)
private val FAR = listOf("1969-12-31T23:59:59.999Z", "1900-01-01T00:00:00Z", "9999-12-30T00:00:00Z")
private val WEEK = Duration.ofDays(7)

/** The parameters of a listing's first page. */
private fun sent(query: EventsQuery): Map<String, String> = LoopbackService().use { service ->
    running { service.client().use { it.eventPager(query).nextPage() } }
    service.requests.last().params.toMap()
}
