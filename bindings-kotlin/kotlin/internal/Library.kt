package io.twitterfeedback.internal

import com.sun.jna.CallbackThreadInitializer
import com.sun.jna.Native
import io.twitterfeedback.FeedbackException
import io.twitterfeedback.ffi.initialize
import io.twitterfeedback.ffi.uniffiEnsureInitialized
import io.twitterfeedback.ffi.uniffiRustFutureContinuationCallbackImpl

/** The native library, loaded when it is first needed. */
internal object Library {
    private val failure: LinkageError? = load()

    fun ready() {
        if (failure != null) {
            // Behind one that only says that a class could not be initialised stands why.
            val why = generateSequence<Throwable>(failure) { it.cause }.firstNotNullOfOrNull { it.message }
            val platform = "${System.getProperty("os.name")} on ${System.getProperty("os.arch")}"
            throw FeedbackException.Configuration(
                "the native library of twitter-feedback could not be loaded for $platform: $why",
                cause = failure,
            )
        }
    }

    private fun load(): LinkageError? = try {
        uniffiEnsureInitialized()
        initialize()
        // The threads that bring answers stay attached: attaching anew for each costs more than the answer.
        val attached = CallbackThreadInitializer(true, false, "twitter-feedback")
        Native.setCallbackThreadInitializer(uniffiRustFutureContinuationCallbackImpl, attached)
        null
    } catch (error: LinkageError) {
        error
    }
}
