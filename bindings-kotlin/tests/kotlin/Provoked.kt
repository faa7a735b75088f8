package io.twitterfeedback

import io.twitterfeedback.internal.awaiting
import io.twitterfeedback.internal.natively
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import kotlin.coroutines.Continuation
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn

/** Panics of native code, in a build that has them; no other has the functions. */
object Provoked {
    private val functions: Map<String, Method> =
        Class.forName("io.twitterfeedback.ffi.Twitter_feedbackKt").methods
            .filter { it.name == "panicAtOnce" || it.name == "panicLater" }
            .associateBy { it.name }

    val isPossible: Boolean get() = functions.isNotEmpty()

    /** Calls the function of this name as the library would. */
    suspend fun by(name: String) {
        val function = functions.getValue(name)
        if (function.parameterCount == 0) {
            natively { invoked(function) }
        } else {
            awaiting { suspendCoroutineUninterceptedOrReturn<Any?> { invoked(function, it) } }
        }
    }

    private fun invoked(function: Method, vararg continuation: Continuation<Any?>): Any? = try {
        function.invoke(null, *continuation)
    } catch (error: InvocationTargetException) {
        throw error.targetException
    }
}
