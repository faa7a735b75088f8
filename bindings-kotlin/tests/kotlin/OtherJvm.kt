package io.twitterfeedback.process

import io.twitterfeedback.GUARD
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.deleteExisting
import kotlin.io.path.readText
import kotlin.time.Duration

/** A program of `programs/` in a JVM of its own. */
class OtherJvm(private val name: String, private vararg val arguments: String) {
    private val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
    private val flags = mutableListOf("-XX:+UseSerialGC", "-Xshare:auto")

    private val environment = mutableMapOf<String, String>()

    fun flag(flag: String): OtherJvm = apply { flags += flag }

    fun variable(name: String, value: String): OtherJvm = apply { environment[name] = value }

    /** Its output. It must end by itself within this time, with this code and without a word on stderr. */
    fun endsWell(code: Int = 0, within: Duration = GUARD): String {
        val ended = ended(within)
        assertEquals("", ended.errors, ended.output)
        assertEquals(code, ended.code, ended.output)
        return ended.output
    }

    /** How it ended. It must end by itself within this time. */
    fun ended(within: Duration = GUARD): Ended {
        val output = Files.createTempFile("program", ".out")
        val errors = Files.createTempFile("program", ".err")
        val main = "io.twitterfeedback.programs.${name}Kt"
        val command = listOf(java) + flags + listOf("-cp", System.getProperty("java.class.path"), main) + arguments
        val process = ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .apply { environment().keys.removeIf { it.startsWith("TWITTER_FEEDBACK_") || it.startsWith("JAVA_TOOL") } }
            .apply { environment() += environment }
            .start()
        try {
            val inTime = process.waitFor(within.inWholeMilliseconds, TimeUnit.MILLISECONDS)
            assertTrue(inTime) { "$name ${arguments.toList()} did not end: ${output.readText()}${errors.readText()}" }
            return Ended(process.exitValue(), output.readText(), errors.readText())
        } finally {
            process.destroyForcibly().waitFor()
            output.deleteExisting()
            errors.deleteExisting()
        }
    }

    class Ended(val code: Int, val output: String, val errors: String)
}
