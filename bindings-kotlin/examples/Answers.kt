// A year's answers, added up to one state for each feedback.

import io.twitterfeedback.EventsQuery
import io.twitterfeedback.Fold
import io.twitterfeedback.Sandbox
import kotlinx.coroutines.runBlocking
import java.time.Duration
import java.time.Instant

fun daysAgo(days: Long): Instant = Instant.now() - Duration.ofDays(days)

fun main() = runBlocking {
    Sandbox.start().use { sandbox ->
        val client = sandbox.client()
        sandbox.seed(500, daysAgo(365), daysAgo(2))

        val fold = Fold()
        client.events(EventsQuery(fromTime = daysAgo(366))).collect { event ->
            fold.apply(event) // any number of updates, in any order, add up to the same state
        }

        val answered = fold.map { it.feedback }.filter { !it.test && it.scoreBand != null }
        // The wordings of a type ask different things, so their answers are not pooled.
        for ((question, answers) in answered.groupBy { "${it.type} ${it.questionVariantId}" }) {
            println("$question ${answers.groupingBy { it.scoreBand }.eachCount()}")
        }
    }
}
