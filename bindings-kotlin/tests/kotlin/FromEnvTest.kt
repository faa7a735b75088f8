package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import io.twitterfeedback.programs.FromEnv
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.exists

private const val PREFIX = "TWITTER_FEEDBACK_"

/** Clients from the environment, each in a process with one of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FromEnvTest {
    private val sandbox = Sandbox.startBlocking(SandboxOptions(limits = false))
    private val keys = sandbox.credentials.run {
        mapOf(
            "CONSUMER_KEY" to consumerKey,
            "CONSUMER_SECRET" to consumerSecret,
            "ACCESS_TOKEN" to accessToken,
            "ACCESS_TOKEN_SECRET" to accessTokenSecret,
        )
    }
    private val environment = keys + ("API_BASE" to sandbox.url)
    private val hushed = keys.mapValues { "hush-${it.key.lowercase()}" }

    @AfterAll
    fun stop() = sandbox.close()

    @Test
    fun `keys and address come from the environment and are not shown`() {
        val told = run(environment, "client")
        assertEquals(sandbox.url, told["apiBase"].textValue())
        assertEquals(sandbox.userId, told["userId"].textValue())
        assertFalse(told["test"].booleanValue())
        assertEquals("Client(${sandbox.url})", told["shown"].textValue())
    }

    @Test
    fun `the clock comes from the environment`() {
        assertEquals(sandbox.userId, run(environment + ("CLOCK" to "service"), "client")["userId"].textValue())
        // Which the service's alone is not for.
        val far = environment + ("API_BASE" to "https://furni.example")
        assertEquals(listOf("clock"), run(far + ("CLOCK" to "service"), "client")["fields"].map { it.textValue() })
    }

    @TestFactory
    fun `whether it is a test comes from the environment`(): List<DynamicTest> =
        each(mapOf("true" to true, "false" to false, "" to false).entries) { (given, test) ->
            assertEquals(test, run(environment + ("TEST" to given), "client")["test"].booleanValue())
        }

    @Test
    fun `options go before the environment`() {
        val other = environment + mapOf("API_BASE" to "https://furni.example", "TEST" to "true", "CLOCK" to "system")
        val told = run(other, "options", sandbox.url)
        assertEquals(sandbox.url, told["apiBase"].textValue())
        assertFalse(told["test"].booleanValue())
    }

    @TestFactory
    fun `a variable that breaks its rule is a matter of configuration`(): List<DynamicTest> {
        val wrong = listOf(
            Triple("TEST", "yes", "${PREFIX}TEST"),
            Triple("TEST", "True", "${PREFIX}TEST"),
            Triple("CLOCK", "sundial", "clock"),
            Triple("API_BASE", "http://furni.example", "apiBase"),
        )
        return each(wrong) { (name, value, field) ->
            val told = run(environment + (name to value), "client")
            assertEquals("configuration", told["kind"].textValue())
            assertEquals(listOf(field), told["fields"].map { it.textValue() })
            assertTrue("$field must " in told["message"].textValue(), told["message"].textValue())
        }
    }

    @Test
    fun `every variable that is missing or no key is named and not repeated, and none that is well`() {
        val missing = hushed - "CONSUMER_SECRET" + ("ACCESS_TOKEN_SECRET" to "")
        assertNamed(listOf("CONSUMER_SECRET", "ACCESS_TOKEN_SECRET"), run(missing, "client"))
        assertNamed(listOf("ACCESS_TOKEN"), run(hushed + ("ACCESS_TOKEN" to "hush \n"), "client"))
    }

    @Test
    fun `the ledger comes from the environment, and an argument goes before it`(@TempDir folder: Path) {
        val (own, other) = folder.resolve("own.db") to folder.resolve("other.db")
        val given = environment + ("LEDGER" to "$own")
        assertEquals("", run(given, "program")["attempts"].textValue())
        assertTrue(own.exists())
        assertEquals("", run(given, "program", "sqlite:$other")["attempts"].textValue())
        assertTrue(other.exists())
        for (none in listOf(environment, environment + ("LEDGER" to ""))) {
            val told = run(none, "program")
            assertEquals("configuration", told["kind"].textValue())
            assertEquals(listOf("ledger"), told["fields"].map { it.textValue() })
            assertTrue("${PREFIX}LEDGER" in told["message"].textValue(), told["message"].textValue())
        }
    }

    private fun assertNamed(names: List<String>, told: JsonNode) {
        assertEquals("configuration", told["kind"].textValue())
        val message = told["message"].textValue()
        assertEquals(names, keys.keys.filter { Regex("$PREFIX$it\\b").containsMatchIn(message) }, message)
        assertFalse("hush" in told["shown"].textValue(), told["shown"].textValue())
    }

    /** What the program tells in an environment with these variables of the library and no others. */
    private fun run(variables: Map<String, String>, vararg arguments: String): JsonNode {
        val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        val options = listOf("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"))
        val process = ProcessBuilder(listOf(java) + options + FromEnv::class.java.name + arguments)
        process.redirectError(ProcessBuilder.Redirect.INHERIT)
        process.environment().keys.removeIf { it.startsWith(PREFIX) || it.endsWith("_proxy", ignoreCase = true) }
        process.environment() += variables.mapKeys { "$PREFIX${it.key}" } + ("LC_ALL" to "C.UTF-8")
        val running = process.start()
        try {
            val told = running.inputStream.bufferedReader().readText()
            assertTrue(running.waitFor(GUARD.inWholeSeconds, TimeUnit.SECONDS), "it does not end")
            assertEquals(0, running.exitValue())
            return json(told)
        } finally {
            running.destroyForcibly()
        }
    }
}
