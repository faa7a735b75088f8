package io.twitterfeedback.internal

import java.nio.ByteBuffer
import java.time.Instant

/**
 * Feedbacks and events as they cross: `src/rows.rs` writes them. What nobody looks at never becomes an object.
 */
internal class Rows(private val bytes: ByteArray) {
    private val numbers = ByteBuffer.wrap(bytes)

    val size: Int = numbers.getInt(0)

    private val strings = HEAD + size * ROW

    fun time(row: Int, column: TimeColumn): Instant? {
        val millis = numbers.getLong(start(row) + column.ordinal * Long.SIZE_BYTES)
        return if (millis == NO_TIME) null else Instant.ofEpochMilli(millis)
    }

    /** Means something where there is a time of the score. */
    fun score(row: Int): Long = numbers.getLong(start(row) + SCORE)

    fun text(row: Int, column: TextColumn): String? {
        val place = start(row) + TEXTS + column.ordinal * 2 * Int.SIZE_BYTES
        val length = numbers.getInt(place + Int.SIZE_BYTES)
        return if (length < 0) null else String(bytes, strings + numbers.getInt(place), length, Charsets.UTF_8)
    }

    fun test(row: Int): Boolean = numbers.getInt(start(row) + TEST) != 0

    private fun start(row: Int) = HEAD + row * ROW

    /** The times of a row, in their order; the score stands behind them. */
    enum class TimeColumn { CREATED_AT, UPDATED_AT, SCORED_AT, COMMENTED_AT, EVENT_CREATED_AT }

    /** The strings of a row, in their order. */
    enum class TextColumn {
        ID,
        TYPE,
        FROM_USER_ID,
        TO_USER_ID,
        DM_ID,
        EXTERNAL_ID,
        DISPLAY_NAME,
        QUESTION_VARIANT_ID,
        PRIVACY_URL,
        SCORE_BAND,
        COMMENT,
        EVENT_TYPE,
    }

    private companion object {
        const val NO_TIME = Long.MIN_VALUE
        const val HEAD = Int.SIZE_BYTES
        val SCORE = TimeColumn.entries.size * Long.SIZE_BYTES
        val TEXTS = SCORE + Long.SIZE_BYTES
        val TEST = TEXTS + TextColumn.entries.size * 2 * Int.SIZE_BYTES
        val ROW = TEST + Int.SIZE_BYTES
    }
}
