package io.twitterfeedback.internal

import io.twitterfeedback.FeedbackException
import io.twitterfeedback.Problem
import io.twitterfeedback.ffi.NativeProblem
import io.twitterfeedback.ffi.refuse
import java.nio.file.FileSystems
import java.nio.file.Path
import java.time.Instant
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days

/** How much of a value a refusal shows at most; the rest is cut when it is worded. */
private const val SHOWN = 100

/** The longest text that crosses, in UTF-16 units: three bytes for each, of all texts of a prompt, must fit an array. */
private const val LONGEST_TEXT = 100_000_000

private const val REDACTED = "[redacted]"

/** The first and the last moment that the core knows. */
private val EARLIEST: Instant = Instant.ofEpochMilli(-377_705_023_201_000)
private val LATEST: Instant = Instant.ofEpochMilli(253_402_207_200_000)

/** The longest span of time that is taken. */
private val LONGEST: Duration = 100_000_000.days

/** Notes everything that is wrong with what a caller passed, and refuses it all at once. */
internal class ArgumentCheck {
    private val problems = mutableListOf<Problem>()

    val isClean: Boolean get() = problems.isEmpty()

    fun note(field: String, rule: String, given: Any?) {
        problems += Problem(field, rule, wellFormed(beginning(given.toString())))
    }

    /** A text as UTF-8 can hold it. What may be a secret is not repeated. */
    fun text(field: String, given: String, secret: Boolean = false): String {
        val rule = when {
            given.length > LONGEST_TEXT -> "must have at most $LONGEST_TEXT characters"
            hasLoneSurrogate(given) -> "must not hold a lone surrogate, which no UTF-8 has"
            else -> return given
        }
        note(field, rule, if (secret) REDACTED else given)
        return ""
    }

    /** A file of the machine's. A secret in its place is not repeated. */
    fun path(field: String, given: Path): String {
        if (given.fileSystem != FileSystems.getDefault()) {
            note(field, "must be one of the machine's own files", given.fileSystem)
            return ""
        }
        return text(field, given.toString(), secret = true)
    }

    fun whole(field: String, given: Int, range: IntRange): Int = whole(field, given.toLong(), range.toLong()).toInt()

    fun whole(field: String, given: Long, range: LongRange): Long {
        if (given !in range) {
            note(field, "must lie between ${range.first} and ${range.last}", given)
        }
        return given.coerceIn(range)
    }

    fun time(field: String, given: Instant): Instant {
        if (given !in EARLIEST..LATEST) {
            note(field, "must lie in the years -9999 to 9999", given)
        }
        return given.coerceIn(EARLIEST, LATEST)
    }

    /** A span of time. */
    fun duration(field: String, given: Duration, zero: Boolean = false): java.time.Duration {
        val fits = if (zero) given >= Duration.ZERO else given > Duration.ZERO
        if (!fits || given > LONGEST) {
            val least = if (zero) "0 or more" else "more than 0"
            note(field, "must be $least and at most $LONGEST", given)
            return java.time.Duration.ofMillis(1)
        }
        return given.toComponents { seconds, nanoseconds ->
            java.time.Duration.ofSeconds(seconds, nanoseconds.toLong())
        }
    }

    /** Where something is wrong already, notes what native code refuses of the rest, so that all is told at once. */
    inline fun adopt(call: () -> Unit) {
        if (isClean) {
            return
        }
        try {
            natively(call)
        } catch (refused: FeedbackException) {
            adopt(refused)
        }
    }

    fun adopt(refused: FeedbackException) {
        problems += refused.problems.filter { found -> problems.none { it.field == found.field } }
    }

    /** Throws an `InvalidRequest` with all that was noted. */
    fun refuse(what: String = "the call"): Unit = throwFor(what)

    /** Throws a `Configuration` with all that was noted. */
    fun refuseSettings(): Unit = throwFor(null)

    private fun throwFor(what: String?) {
        if (!isClean) {
            natively { refuse(what, problems.map { NativeProblem(it.field, it.rule, it.given) }) }
        }
    }
}

/** Checks one argument alone. */
internal inline fun <T> checked(check: ArgumentCheck.() -> T): T {
    val noted = ArgumentCheck()
    val value = noted.check()
    noted.refuse()
    return value
}

private fun IntRange.toLong(): LongRange = first.toLong()..last.toLong()

private fun hasLoneSurrogate(text: String): Boolean {
    var index = 0
    while (index < text.length) {
        if (text[index].isSurrogate()) {
            if (!text.isPairAt(index)) {
                return true
            }
            index += 1
        }
        index += 1
    }
    return false
}

private fun String.isPairAt(index: Int): Boolean =
    this[index].isHighSurrogate() && getOrNull(index + 1)?.isLowSurrogate() == true

/** The beginning of a text, with no pair cut in half. */
private fun beginning(text: String): String =
    text.take(if (text.length > SHOWN && text.isPairAt(SHOWN - 1)) SHOWN - 1 else SHOWN)

/**
 * A header as whoever sent it has it. It is judged, not refused as an argument: what cannot cross is cut or written out,
 * and matches nothing then.
 */
internal fun received(header: String): String =
    if (header.length > LONGEST_TEXT || hasLoneSurrogate(header)) wellFormed(header.takeLast(LONGEST_TEXT)) else header

/** The same text with lone surrogates written out. */
private fun wellFormed(text: String): String = buildString {
    var index = 0
    while (index < text.length) {
        val unit = text[index]
        when {
            text.isPairAt(index) -> {
                append(unit).append(text[index + 1])
                index += 1
            }

            unit.isSurrogate() -> append("\\u").append("%04X".format(unit.code))

            else -> append(unit)
        }
        index += 1
    }
}
