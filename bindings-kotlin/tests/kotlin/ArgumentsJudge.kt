package io.twitterfeedback

import io.twitterfeedback.BadValues.fieldsOf
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.DynamicTest

/** Arguments that are refused by their names alone; where a value holds `hush`, that is not repeated. */
internal object ArgumentsJudge {
    /** Each argument with each of these is an invalid request. */
    fun <T> refusing(arguments: List<Argument<T>>, values: Iterable<T>): List<DynamicTest> =
        each(arguments, values, ::refused)

    /** Each setting with each of these is a matter of configuration. */
    fun <T> misconfiguring(settings: List<Argument<T>>, values: Iterable<T>): List<DynamicTest> =
        each(settings, values, ::misconfigured)

    fun <T> refused(argument: Argument<T>, value: T): Unit = judged(argument, value, BadValues::assertRefused)

    fun <T> misconfigured(setting: Argument<T>, value: T): Unit = judged(setting, value, BadValues::assertMisconfigured)

    private fun <T> each(
        of: List<Argument<T>>,
        values: Iterable<T>,
        test: (Argument<T>, T) -> Unit,
    ): List<DynamicTest> = of.flatMap { one -> BadValues.each("$one", values) { test(one, it) } }

    private fun <T> judged(one: Argument<T>, value: T, assert: (FeedbackException, String) -> Unit) {
        val error = one.failure(value)
        assert(error, one.field)
        assertEquals(listOf(one.field), fieldsOf(error))
        assertFalse("hush" in error.stackTraceToString(), error.toString())
    }
}
