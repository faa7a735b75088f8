package io.twitterfeedback

import io.twitterfeedback.process.OtherJvm
import io.twitterfeedback.process.SOON
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

/** A program may end at any moment: in time, with its own exit code, and without a word. */
class ExitTest {
    @ParameterizedTest
    @ValueSource(
        strings = [
            "a client",
            "a sandbox",
            "a client that called",
            "a cancelled call",
            "a cancelled create",
            "an unfinished listing",
            "a logger",
            "a logger that blocks",
            "hanging calls",
            "busy calls",
            "a past that is still made",
            "a program",
            "a program that asked",
            "a cancelled send",
            "an unfinished sync",
        ],
    )
    fun `what was made and never closed keeps no program alive`(case: String) {
        assertEquals("", OtherJvm("Exits", case).endsWell(within = SOON))
    }

    @ParameterizedTest
    @ValueSource(
        strings = [
            "exit with hanging calls",
            "exit with busy calls",
            "exit with calls that were just begun",
            "exit with a sandbox that was just begun",
            "exit in a logger",
            "exit behind an answer",
            "exit behind an answer on whatever thread it came",
            "exit with hanging sends",
            "exit in a listener",
        ],
    )
    fun `System exit ends a program with its own code whatever is under way`(case: String) {
        assertEquals("", OtherJvm("Exits", case).endsWell(code = 3, within = SOON))
    }

    @Test
    fun `the library works in a shutdown hook`() {
        assertEquals("called", OtherJvm("Exits", "exit with calls of a hook").endsWell(code = 3, within = SOON))
    }

    @Test
    fun `the library works in a main that suspends`() {
        assertEquals("done\n", OtherJvm("SuspendMain").endsWell(within = SOON))
    }

    @Test
    fun `the threads that bring answers are daemons, and no more for more calls`() {
        val threads = OtherJvm("Threads").endsWell().trim().toInt()
        assertTrue(threads in 1..MOST_THREADS, "$threads")
    }

    @Test
    fun `the JVM finds nothing wrong with how it is called, but what JNA is known for`() {
        val ended = OtherJvm("SuspendMain").flag("-Xcheck:jni").ended()
        assertEquals(0, ended.code, ended.errors)
        val found = (ended.output + ended.errors).lines().filter { "WARNING" in it || "FATAL" in it }
        val known = listOf("JNI call made without checking exceptions", "JNI local refs: 33, exceeds capacity: 32")
        assertEquals(emptyList<String>(), found.filter { line -> known.none { it in line } })
    }

    private companion object {
        /** As many as the native module's runtime has at most. */
        const val MOST_THREADS = 4
    }
}
