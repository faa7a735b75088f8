package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText

/** What the README shows is what runs: `tests/run` runs every example in a fresh project. */
class DocsTest {
    private val examples = Path.of("examples").listDirectoryEntries().associate { it.name to it.readText() }
    private val snippets = Regex("(?ms)^```(?:kotlin|java)\n(.*?)^```$")
        .findAll(Path.of("README.md").readText())
        .map { it.groupValues[1] }
        .toList()

    @Test
    fun `every example begins with a line that says what it is`() {
        val title = Regex("^// \\S.*\\.\n\n")
        assertEquals(emptyList<String>(), examples.filterValues { title.find(it) == null }.keys.toList())
    }

    @Test
    fun `every snippet of the README is an example without its title, and every example is shown`() {
        val shown = examples.values.map { it.substringAfter("\n\n") }
        assertEquals(shown.sorted(), snippets.sorted())
    }

    @Test
    fun `there are examples in both languages`() {
        assertEquals(setOf("java", "kt"), examples.keys.map { Path.of(it).extension }.toSet())
    }

    @Test
    fun `the first snippet has at most fifteen lines`() {
        assertTrue(snippets.first().lines().size - 1 <= 15, snippets.first())
    }

    @Test
    fun `the version to install is the package's`() {
        val readme = Path.of("README.md").readText()
        val version = Regex("<version>(.*?)</version>").find(Path.of("pom.xml").readText())?.groupValues?.get(1)
        assertTrue("io.twitterfeedback:twitter-feedback:$version" in readme, version)
    }
}
