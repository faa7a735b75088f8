package io.twitterfeedback

import io.twitterfeedback.process.OtherJvm
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.TestFactory
import kotlin.time.Duration.Companion.minutes

/**
 * Answers that no service should give. The path of what gives them comes in `TWITTER_FEEDBACK_HOSTILE_BIN`, where
 * `tests/run` puts it.
 */
class VectorsHostileTest {
    private val loads = vectors("hostile.json").map { it["load"]?.textValue() ?: "light" }

    @TestFactory
    fun `every answer has its kind in bounded time and memory, and tells no secret`() = each(loads.distinct()) { load ->
        val path = System.getenv("TWITTER_FEEDBACK_HOSTILE_BIN")
        assumeTrue(path != null, "TWITTER_FEEDBACK_HOSTILE_BIN does not name the program")
        val service = ProcessBuilder(path).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        // Its input's end ends it.
        service.outputStream.use {
            val url = json(service.inputStream.bufferedReader().readLine())["url"].textValue()
            // A heap that has its size at once, and an allocator that keeps nothing for each thread: what grows is what
            // calls hold natively.
            val program = OtherJvm("Hostile", url, load).flag("-Xms128m").flag("-Xmx128m").flag("-XX:+AlwaysPreTouch")
            assertEquals("", program.variable("MALLOC_ARENA_MAX", "1").endsWell(within = 10.minutes))
        }
        service.waitFor()
    }
}
