package io.twitterfeedback

import io.twitterfeedback.process.Program
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource
import kotlin.time.Duration.Companion.minutes

/** What nobody holds any more is let go, with all that it holds natively. */
class ForgottenTest {
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(
        strings = [
            "clients",
            "clients that called",
            "folds",
            "pagers",
            "pagers that were begun",
            "cancelled calls",
            "cancelled sandboxes",
        ],
    )
    fun `memory, threads and open files come to rest over thousands`(what: String) {
        val told = json(Program("Forgotten", what).flag("-Xmx64m").endsWell(within = 4.minutes))
        assertTrue(told["atRest"].asBoolean(), "$told")
    }
}
