package io.twitterfeedback

import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.onEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.assertThrows
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.random.Random

/** A fold as a collection, and the state of one feedback in it. */
class FoldTest {
    @Test
    fun `a new fold is empty`() {
        val fold = Fold()
        assertEquals(0, fold.size)
        assertEquals(emptyList<Folded>(), fold.toList())
        assertNull(fold["1"])
    }

    @Test
    fun `a fold has each feedback once, in the order of their ids`() {
        val fold = folded(EVENTS)
        assertEquals(IDS, fold.map { it.id })
        assertEquals(5, fold.size)
    }

    @Test
    fun `events add up to the same in any order, however often, with merges anywhere`() {
        val expected = told(folded(EVENTS))
        for (seed in 1..50) {
            val order = (EVENTS + EVENTS).shuffled(Random(seed))
            assertEquals(expected, told(folded(order)))
            val cut = seed % order.size
            val first = folded(order.take(cut))
            first.merge(folded(order.drop(cut)))
            assertEquals(expected, told(first))
        }
    }

    @Test
    fun `a state is found by its id`() {
        val fold = folded(EVENTS)
        assertEquals(Feedback.fromJson(ANSWERED), fold["123456789"]?.feedback)
        for (id in listOf("7", "", "0123456789")) {
            assertNull(fold[id])
        }
        assertThrows<FeedbackException.InvalidRequest> { fold[SURROGATE] }
    }

    @Test
    fun `different answers are kept and said, the earliest first`() {
        val fold = folded(EVENTS)
        with(fold.getValue("2")) {
            assertEquals(listOf(true, false, false), listOf(scoreConflict, textConflict, scoreOutOfRange))
            assertEquals(listOf(Answer(at(9), 4L), Answer(at(10), 9L)), scores)
            assertEquals(emptyList<Answer<String>>(), texts)
            assertEquals(4L, feedback.score)
        }
        with(fold.getValue("3")) {
            assertEquals(listOf(false, true, false), listOf(scoreConflict, textConflict, scoreOutOfRange))
            assertEquals(listOf("earlier", "later"), texts.map { it.value })
            assertEquals("earlier", feedback.comment)
        }
        with(fold.getValue("4")) {
            assertEquals(listOf(false, false, true), listOf(scoreConflict, textConflict, scoreOutOfRange))
            assertNull(feedback.scoreBand)
        }
    }

    @Test
    fun `a feedback that came without an event is taken in`() = withClient { sandbox, client ->
        val fold = Fold()
        val created = client.create(PROMPT)
        fold.applyFeedback(created)
        sandbox.answer(created.id, 4, "fine")
        fold.applyFeedback(client.show(created.id))
        fold.applyFeedback(created)
        val state = fold.getValue(created.id)
        assertEquals(listOf(4L, "fine"), listOf(state.feedback.score, state.feedback.comment))
        assertEquals(listOf("fine"), state.texts.map { it.value })
        assertNull(state.feedback.reply)
    }

    @Test
    fun `states, and feedbacks of events and of states, can be taken in again`() {
        val fold = folded(EVENTS)
        val again = Fold()
        fold.forEach { again.applyFeedback(it.feedback) }
        again.applyFeedback(EVENTS.last().feedback)
        assertEquals(fold.map { it.feedback.raw }, again.map { it.feedback.raw })
    }

    @Test
    fun `all events of a past add up to one state for each feedback`() = withClient { sandbox, client ->
        val period = past(sandbox)
        sandbox.seed(50, period)
        val fold = Fold()
        client.events(period).onEach(fold::apply).collect()
        assertEquals(50, fold.size)
    }

    @Test
    fun `a state does not change with its fold`() {
        val fold = folded(EVENTS)
        val before = fold.getValue("10")
        fold.apply(answered("10", "score", 8, 8))
        assertEquals(listOf(3L, 8L), listOf(before.feedback.score, fold.getValue("10").feedback.score))
    }

    @Test
    fun `merging takes in another fold and leaves it alone`() {
        val fold = folded(EVENTS)
        val before = told(fold)
        val other = folded(listOf(answered("7", "score", 1, 1)))
        other.merge(fold)
        assertEquals(IDS + "7", other.map { it.id })
        assertEquals(before, told(fold))
    }

    @Test
    fun `a fold merged with itself stays what it is`() {
        val fold = folded(EVENTS)
        val before = told(fold)
        fold.merge(fold)
        assertEquals(before, told(fold))
    }

    @Test
    fun `two folds that merge each other at once come to the same`() {
        val (even, odd) = EVENTS.withIndex().partition { it.index % 2 == 0 }
        repeat(50) {
            val folds = listOf(even, odd).map { part -> folded(part.map { it.value }) }
            atOnce({ folds[0].merge(folds[1]) }, { folds[1].merge(folds[0]) })
            // Either may have read the other before that one had merged.
            folds[0].merge(folds[1])
            folds[1].merge(folds[0])
            assertEquals(listOf(told(folded(EVENTS)), told(folded(EVENTS))), folds.map(::told))
        }
    }

    @Test
    fun `a fold takes in events of several threads at once`() {
        val events = (1..400).map { answered("$it", "score", it % 11, 1) }
        val fold = Fold()
        val parts = events.chunked(100).map { part -> { part.forEach(fold::apply) } }
        atOnce(*parts.toTypedArray(), { repeat(20) { fold.merge(folded(EVENTS)) } }, { repeat(20) { fold.toList() } })
        assertEquals(told(folded(events + EVENTS)), told(fold))
    }

    @Test
    fun `a fold may grow while it is walked`() {
        val fold = folded(EVENTS)
        val seen = mutableListOf<String>()
        for (state in fold) {
            seen += state.id
            fold.apply(answered("9${seen.size}", "score", 1, 1))
        }
        assertEquals(IDS, seen)
        assertEquals(10, fold.size)
    }

    @Test
    fun `states are equal when they say the same`() {
        val (one, other) = List(2) { folded(EVENTS.shuffled(Random(it))).getValue("2") }
        assertEquals(one, other)
        assertEquals(one.hashCode(), other.hashCode())
        val answer = folded(EVENTS.take(3).filter { it.feedback.score == 4L }).getValue("2")
        assertEquals(one.feedback.score, answer.feedback.score)
        assertNotEquals(one, answer, "the other score that was reported is a part of the state")
        assertFalse(one.equals(one.feedback))
    }

    @Test
    fun `what is shown of a fold and its states keeps comments to itself`() {
        val fold = folded(EVENTS)
        assertEquals("Fold(5 feedbacks)", "$fold")
        val state = fold.getValue("123456789")
        assertEquals("Folded(${state.feedback})", "$state")
        assertTrue(state.texts.single().value == COMMENT)
        assertFalse(COMMENT in "${fold.toList()} ${state.texts}")
    }

    @Test
    fun `the states of a large fold come in order, each once, and as they were when they were asked for`() =
        Fold().use { fold ->
            val ids = List(2_500) { "%05d".format(it) }
            ids.shuffled(Random(5)).forEach { fold.applyFeedback(Feedback.fromJson("""{"id":"$it"}""")) }
            val states = fold.iterator()
            fold.applyFeedback(Feedback.fromJson("""{"id":"99999"}"""))
            assertEquals(ids, states.asSequence().map { it.id }.toList())
        }

    @TestFactory
    fun `a closed fold cannot be used`() = each(USES.keys) { name ->
        val fold = folded(EVENTS)
        fold.close()
        fold.close()
        val error = assertThrows<FeedbackException.Configuration> { USES.getValue(name)(fold) }
        assertTrue("closed" in error.message, error.message)
        assertEquals("Fold(closed)", "$fold")
    }

    @Test
    fun `states outlive their fold`() {
        val (state, iterator) = folded(EVENTS).use { it.getValue("123456789") to it.iterator() }
        assertEquals(Feedback.fromJson(ANSWERED), state.feedback)
        assertEquals(IDS, iterator.asSequence().map { it.id }.toList())
    }

    @Test
    fun `a fold that is closed while others use it is closed to them, and no more`() {
        repeat(50) {
            val fold = folded(EVENTS)
            val outcomes = List(3) { mutableListOf<Throwable?>() }
            val uses = listOf({ fold.toList() }, { Fold().merge(fold) }, { fold.merge(fold) })
            val users = uses.zip(outcomes) { use, found ->
                { repeat(20) { found += runCatching { use() }.exceptionOrNull() } }
            }
            atOnce(*users.toTypedArray(), fold::close)
            val wrong = outcomes.flatten().filter { it != null && it !is FeedbackException.Configuration }
            assertEquals(emptyList<Throwable>(), wrong)
        }
    }
}

private val USES: Map<String, (Fold) -> Any?> = mapOf(
    "size" to { it.size },
    "apply" to { it.apply(EVENTS.first()) },
    "applyFeedback" to { it.applyFeedback(EVENTS.first().feedback) },
    "merge" to { it.merge(Fold()) },
    "merge with it" to { Fold().merge(it) },
    "get" to { it["1"] },
    "iterator" to { it.iterator() },
)

private val EVENTS = listOf(
    answered("2", "score", 9, 10),
    answered("10", "score", 3, 10),
    answered("2", "score", 4, 9),
    answered("3", "text", "later", 8),
    answered("3", "text", "earlier", 7),
    answered("4", "score", 11, 7),
    FeedbackEvent.fromJson(EVENT),
)

private val IDS = listOf("10", "123456789", "2", "3", "4")

private fun answered(id: String, part: String, value: Any, hour: Int): FeedbackEvent {
    val time = "Tue Dec 15 %02d:00:00 +0000 2015".format(hour)
    val response = mapOf(part to mapOf("created_at" to time, "value" to value))
    val feedback = mapOf("id" to id, "type" to "nps", "response" to response)
    return FeedbackEvent.fromJson(jsonOf(mapOf("event_type" to "feedback.updated", "feedback" to feedback)))
}

private fun Fold.getValue(id: String): Folded = checkNotNull(this[id])

/** Each on a thread of its own, begun together. */
private fun atOnce(vararg works: () -> Unit) {
    val threads = Executors.newFixedThreadPool(works.size)
    try {
        val start = CountDownLatch(works.size)
        val futures = works.map { work ->
            threads.submit {
                start.countDown()
                start.await()
                work()
            }
        }
        futures.forEach { it.get(GUARD.inWholeSeconds, TimeUnit.SECONDS) }
    } finally {
        threads.shutdownNow()
    }
}
