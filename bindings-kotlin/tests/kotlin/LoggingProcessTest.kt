package io.twitterfeedback

import io.twitterfeedback.process.OtherJvm
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import org.junit.jupiter.params.provider.ValueSource

/** The log of a whole process. */
class LoggingProcessTest {
    @ParameterizedTest
    @ValueSource(strings = ["nothing", "null", "throwing"])
    fun `nothing is printed`(case: String) {
        assertEquals("", OtherJvm("Logs", case).endsWell())
    }

    @ParameterizedTest
    @CsvSource("exit, 3", "return, 0")
    fun `records that wait when the process exits are handed over`(case: String, code: Int) {
        val lines = OtherJvm("Logs", case).endsWell(code).trim().lines()
        assertEquals(100, lines.count { "200" in it }, lines.joinToString("\n"))
    }
}
