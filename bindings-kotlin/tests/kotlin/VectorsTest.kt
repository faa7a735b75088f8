package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import kotlin.io.path.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readText

/** The shared cases as a whole. */
class VectorsTest {
    @Test
    fun `every file of shared cases is used`() {
        val suites = Path("tests/kotlin").listDirectoryEntries("Vectors?*Test.kt").map { it.readText() }
        val reads = Regex("""(?:vectors|table)\("([^"]+)"""")
        val used = suites.flatMap { suite -> reads.findAll(suite).map { it.groupValues[1] } }.toSortedSet()
        val present = VECTORS.listDirectoryEntries().map { it.name }.filter { it != "README.md" }.toSortedSet()
        assertEquals(present, used)
    }
}
