package io.twitterfeedback

import com.fasterxml.jackson.dataformat.toml.TomlMapper
import com.sun.jna.Platform
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.file.Path
import kotlin.io.path.invariantSeparatorsPathString
import kotlin.io.path.walk

/** The package as it is built; `tests/jar` judges the jar. */
class PackageTest {
    private val settings = TomlMapper().readTree(Path.of("uniffi.toml").toFile()).at("/defaults/bindings/kotlin")
    private val classes = Path.of(Client::class.java.protectionDomain.codeSource.location.toURI())

    @Test
    fun `the settings of the generator are found where they are looked for`() {
        assertEquals("io.twitterfeedback.ffi", settings["package_name"].asText())
    }

    @Test
    fun `what is generated lies in the package that the settings name, and nothing else does`() {
        val name = settings["package_name"].asText()
        val generated = Class.forName("$name.Twitter_feedbackKt")
        assertEquals(name, generated.packageName)
        val packages = classes.walk()
            .map { classes.relativize(it).invariantSeparatorsPathString }
            .filter { it.endsWith(".class") }
            .map { it.substringBeforeLast('/').replace('/', '.') }
            .toSortedSet()
        assertEquals(sortedSetOf("io.twitterfeedback", name, "io.twitterfeedback.internal"), packages)
    }

    @Test
    fun `the native library lies where JNA looks for it, under the name that the settings give`() {
        val file = System.mapLibraryName(settings["cdylib_name"].asText())
        assertNotNull(Client::class.java.getResource("/${Platform.RESOURCE_PREFIX}/$file"), file)
    }

    @Test
    fun `times are Java's`() {
        assertEquals("java.time.Instant", settings.at("/custom_types/Moment/type_name").asText())
    }

    @Test
    fun `both licences and the readme come along`() {
        for (file in listOf("LICENSE-APACHE", "LICENSE-MIT", "README.md")) {
            assertNotNull(Client::class.java.getResource("/META-INF/$file"), file)
        }
    }

    @Test
    fun `what shrinks a program finds the rules for it`() {
        val rules = Client::class.java.getResource("/META-INF/proguard/twitter-feedback.pro")?.readText()
        assertTrue(rules != null && "-keep class ${settings["package_name"].asText()}." in rules, rules)
    }
}
