package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import io.twitterfeedback.process.OtherJvm
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
            "sign-ins",
            "deliveries",
            "cancelled calls",
            "cancelled sandboxes",
            "programs",
            "cancelled programs",
            "cancelled sends",
        ],
    )
    fun `memory comes to rest over thousands, threads and open files stay bounded`(what: String) {
        val told = json(OtherJvm("Forgotten", what).flag("-Xmx64m").endsWell(within = 4.minutes))
        assertTrue(told["memoryAtRest"].asBoolean(), "$told")
        assertTrue(told.growth("threads") <= 2, "$told")
        assertTrue(told.growth("descriptors") <= 4, "$told")
    }

    private fun JsonNode.growth(name: String): Long = this[name].let { it.last().asLong() - it.first().asLong() }
}
