package io.twitterfeedback

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import java.time.Instant
import kotlin.reflect.KClass
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.toKotlinDuration

/** What no argument may be, and how a refusal must read. */
internal object BadValues {
    /** Texts that UTF-8 cannot hold, each with what a test calls it. */
    val SURROGATES: Map<String, String> = mapOf(
        "a lone surrogate" to "\ud83d",
        "a lone surrogate at the beginning" to "\ude00 an emoji",
        "a lone surrogate at the end" to "half an emoji \ud83d",
        "a lone surrogate in the middle" to "half \ud83d an emoji",
        "a reversed pair" to "\ude00\ud83d",
        "a pair behind half of one" to "\ud83d\ud83d\ude00",
    )

    /** Times that the service has no number for. */
    val TIMES: List<Instant> = listOf(
        Instant.MIN,
        Instant.MAX,
        Instant.ofEpochMilli(Long.MIN_VALUE),
        Instant.ofEpochMilli(Long.MAX_VALUE),
        Instant.parse("-10000-12-31T23:59:59Z"),
        Instant.parse("+10000-01-01T00:00:00Z"),
    )

    /** Spans of time that are none. */
    val DURATIONS: List<Duration> = listOf(
        -(1.nanoseconds),
        -(1.days),
        Duration.INFINITE,
        -Duration.INFINITE,
        100_000_001.days,
        java.time.Duration.ofSeconds(Long.MAX_VALUE).toKotlinDuration(),
        java.time.Duration.ofSeconds(Long.MIN_VALUE).toKotlinDuration(),
    )

    /** The argument was refused by name. */
    fun assertRefused(error: FeedbackException, field: String) =
        assertNames(error, FeedbackException.InvalidRequest::class, field)

    /** The setting was refused by name. */
    fun assertMisconfigured(error: FeedbackException, field: String) =
        assertNames(error, FeedbackException.Configuration::class, field)

    fun fieldsOf(error: FeedbackException): List<String> = error.problems.map { it.field }

    /** What this throws. */
    fun thrownBy(call: suspend () -> Any?): FeedbackException = failure { runBlocking { call() } }

    /** One test for each of these, under a name that ends with it. */
    fun <T> each(rule: String, values: Iterable<T>, test: (T) -> Unit): List<DynamicTest> =
        values.map { DynamicTest.dynamicTest("$rule: ${shown(it)}") { test(it) } }

    /** One test for each text that UTF-8 cannot hold. */
    fun eachSurrogate(rule: String, test: (String) -> Unit): List<DynamicTest> =
        SURROGATES.map { (name, value) -> DynamicTest.dynamicTest("$rule: $name") { test(value) } }

    /** The field and the rule, in the message and among the problems, and an error that says who called. */
    private fun assertNames(error: FeedbackException, kind: KClass<out FeedbackException>, field: String) {
        assertEquals(kind, error::class, error.toString())
        val problem = error.problems.find { it.field == field }
        assertNotNull(problem, "$field is not among ${error.problems}")
        assertTrue(Regex("(must|may|goes|is) .+", RegexOption.DOT_MATCHES_ALL).matches(problem!!.rule), problem.rule)
        assertTrue("$field ${problem.rule}" in error.message, error.message)
        assertTrue(isWellFormed(error.message) && error.message.length < 2000, error.message)
        assertTrue(isWellFormed(problem.given) && lengthOf(problem.given) <= 100, problem.given)
        assertTrue(error.stackTrace.any { it.className.startsWith("io.twitterfeedback.Arguments") }, "who called?")
    }

    /** The beginning, in letters that every report can hold. */
    private fun shown(value: Any?): String =
        value.toString().take(60).map { if (it in ' '..'~') "$it" else "\\u%04X".format(it.code) }.joinToString("")

    private fun lengthOf(text: String) = text.codePointCount(0, text.length)

    private fun isWellFormed(text: String) = String(text.toByteArray()) == text
}

/** One argument of one operation: the field that a refusal names, and how it is called with a value. */
internal class Argument<T>(private val operation: String, val field: String, val call: suspend (T) -> Any?) {
    fun failure(value: T): FeedbackException = BadValues.thrownBy { call(value) }

    override fun toString(): String = "$operation $field"
}
