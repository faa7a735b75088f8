package io.twitterfeedback

import io.twitterfeedback.BadValues.assertRefused
import io.twitterfeedback.BadValues.each
import io.twitterfeedback.BadValues.eachSurrogate
import io.twitterfeedback.BadValues.fieldsOf
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import java.time.Instant

/** Bad input to the calls of a client: refused here, and nothing is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsCallsTest {
    private val sandbox = Sandbox.startBlocking()
    private val client = sandbox.client()

    private val ids = listOf(
        Argument<String>("show", "feedback_id") { client.show(it) },
        Argument("showBlocking", "feedback_id") { client.showBlocking(it) },
        Argument("canDm", "user_id") { client.canDm(it) },
        Argument("friendship", "user_id") { client.friendship(it) },
    )

    /** Every way to list. */
    private val listings: Map<String, (EventsQuery) -> Any> = mapOf(
        "events" to client::events,
        "eventPages" to client::eventPages,
        "eventPager" to client::eventPager,
        "eventsBlocking" to client::eventsBlocking,
        "eventPagesBlocking" to client::eventPagesBlocking,
    )
    private val cursors = listed<String>("cursor") { EventsQuery(cursor = it) } + listed("cursor", EventsQuery::resume)
    private val counts = listed<Int>("count") { EventsQuery(count = it) } +
        listed("count") { EventsQuery.resume("10011", it) }
    private val beginnings = listed<Instant>("from_time") { EventsQuery(fromTime = it) }
    private val ends = listed<Instant>("to_time") { EventsQuery(toTime = it) }

    private fun <T> listed(field: String, query: (T) -> EventsQuery): List<Argument<T>> =
        listings.map { (way, list) -> Argument(way, field) { list(query(it)) } }

    @AfterEach
    fun `nothing is sent`() = assertEquals(emptyList<LoggedRequest>(), sandbox.requests)

    @AfterAll
    fun stop() {
        client.close()
        sandbox.close()
    }

    @TestFactory
    fun `a text that UTF-8 cannot hold is named`(): List<DynamicTest> =
        (ids + cursors).flatMap { argument -> eachSurrogate("$argument") { refused(argument, it) } }

    @TestFactory
    fun `an id that is no id is named`(): List<DynamicTest> {
        val none = listOf(
            "", " ", "0", "007", "-1", "+1", "1.0", "1e3", "12a", "１２", "7/../8", "7?test=true", "7#", "1\u0000", "\n7",
            "18446744073709551616", "7".repeat(1_000_000),
        )
        return ids.flatMap { argument -> each("$argument", none) { refused(argument, it) } }
    }

    @TestFactory
    fun `an empty cursor is named`() = cursors.map { each("$it", listOf("")) { value -> refused(it, value) }.single() }

    @TestFactory
    fun `a count that is not 1 to 100 is named`(): List<DynamicTest> {
        val wrong = listOf(0, -1, 101, Int.MIN_VALUE, Int.MAX_VALUE)
        return counts.flatMap { argument -> each("$argument", wrong) { refused(argument, it) } }
    }

    @TestFactory
    fun `a time before 1970 or beyond all calendars is named`(): List<DynamicTest> {
        val before = listOf(Instant.ofEpochMilli(-1), Instant.EPOCH.minusNanos(1))
        return (beginnings + ends).flatMap { argument ->
            each("$argument", BadValues.TIMES + before) { refused(argument, it) }
        }
    }

    @TestFactory
    fun `a period in numbers that no time has is refused as one in times`(): List<DynamicTest> =
        each("EventsQuery.ofEpochMilli", listOf(Long.MIN_VALUE, -1L, Long.MAX_VALUE)) { time ->
            val error = thrownBy { client.events(EventsQuery.ofEpochMilli(time, time)) }
            assertRefused(error, "from_time")
            assertRefused(error, "to_time")
        }

    @TestFactory
    fun `a period that ends before it begins is refused`(): List<DynamicTest> = listings.map { (way, list) ->
        DynamicTest.dynamicTest(way) {
            val now = sandbox.now
            val error = thrownBy { list(EventsQuery(now.minusSeconds(3600), now.minusSeconds(3601))) }
            assertRefused(error, "from_time")
        }
    }

    @TestFactory
    fun `a cursor and a period together are refused`(): List<DynamicTest> {
        val (one, two) = Instant.ofEpochMilli(1) to Instant.ofEpochMilli(2)
        val queries = listOf(
            EventsQuery(fromTime = one, cursor = "10011"),
            EventsQuery(toTime = one, cursor = "10011"),
            EventsQuery(one, two, cursor = "10011"),
        )
        return listings.flatMap { (way, list) ->
            each(way, queries) { query -> assertRefused(thrownBy { list(query) }, "cursor") }
        }
    }

    @Test
    fun `everything that is wrong with a query is told at once`() {
        val all = setOf("from_time", "to_time", "count", "cursor")
        val crossed = EventsQuery(Instant.MIN, Instant.MAX, 0, "half \ud83d")
        assertEquals(all, fieldsOf(thrownBy { client.events(crossed) }).toSet())
        val mixed = EventsQuery(Instant.ofEpochMilli(-1), Instant.MAX, 101)
        assertEquals(all - "cursor", fieldsOf(thrownBy { client.events(mixed) }).toSet())
    }

    private fun <T> refused(argument: Argument<T>, value: T) {
        val error = argument.failure(value)
        assertRefused(error, argument.field)
        assertEquals(listOf(argument.field), fieldsOf(error))
        assertEquals(emptyList<LoggedRequest>(), sandbox.requests)
    }
}
