package io.twitterfeedback

import io.twitterfeedback.process.OtherJvm
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.promptTo
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** A panic never crosses: it is an Internal. For a build with the cargo feature `panic-for-tests`. */
class PanicTest {
    @ParameterizedTest
    @EnumSource
    fun `a panic is an Internal that asks to be reported`(place: Place) {
        val thrown = runBlocking { assertInstanceOf(FeedbackException.Internal::class.java, place.provoked()) }
        assertEquals("internal", thrown.kind)
        assertTrue("please report it" in thrown.message, thrown.message)
        assertFalse("on order" in thrown.stackTraceToString())
        assertFalse(thrown.retryable)
        assertFalse(thrown.maybeSent)
        assertNull(thrown.status)
    }

    @ParameterizedTest
    @EnumSource
    fun `after panics everything works as before`(place: Place) = inSandbox { _, client ->
        val id = client.create(promptTo()).id
        val thrown = List(100) { async(Dispatchers.Default) { place.provoked() } }.awaitAll()
        thrown.forEach { assertInstanceOf(FeedbackException.Internal::class.java, it) }
        assertEquals(id, client.show(id).id)
    }

    @Test
    fun `a panic prints nothing, and the process ends as it would`() {
        Place.CALL.assumeProvokable()
        assertEquals("internal\ninternal\n", OtherJvm("Panics").endsWell())
    }

    /** Where in native code. */
    enum class Place(private val function: String) {
        CALL("panicAtOnce"),
        WORK("panicLater"),
        ;

        fun assumeProvokable() = assumeTrue(Provoked.isPossible, "this build cannot panic on order")

        suspend fun provoked(): Throwable? {
            assumeProvokable()
            return runCatching { Provoked.by(function) }.exceptionOrNull()
        }
    }
}
