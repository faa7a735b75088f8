package io.twitterfeedback.internal

import io.twitterfeedback.FeedbackException
import io.twitterfeedback.Problem
import io.twitterfeedback.ServiceMessage
import io.twitterfeedback.ffi.Failure
import io.twitterfeedback.ffi.InternalException
import io.twitterfeedback.ffi.NativeException

private const val DESTROYED = " object has already been destroyed"
private const val INTERNALS = "io.twitterfeedback.internal."

/** Calls the native module; what it throws is thrown as an exception of its kind's class. */
internal inline fun <T> natively(call: () -> T): T {
    Library.ready()
    return try {
        call()
    } catch (thrown: NativeException) {
        throw raised(thrown)
    } catch (thrown: IllegalStateException) {
        throw closed(thrown)
    } catch (thrown: InternalException) {
        throw FeedbackException.Internal("a defect in twitter-feedback, please report it: ${thrown.message}")
    }
}

/** For what generated code says of an object that was closed; anything else is thrown as it is. */
internal fun closed(thrown: IllegalStateException): RuntimeException {
    val name = thrown.message?.removeSuffix(DESTROYED)
    if (name == null || name == thrown.message) {
        return thrown
    }
    return FeedbackException.Configuration("the ${name.removePrefix("Native").lowercase()} is closed")
}

internal fun raised(thrown: NativeException): FeedbackException {
    val chain = (thrown as NativeException.Failed).chain
    val first = chain.dropLast(1).foldRight(made(chain.last(), null), ::made)
    // From the function that was called on: what lies above concerns nobody, and a coroutine's begins with machinery.
    first.stackTrace = first.stackTrace.dropWhile { it.className.startsWith(INTERNALS) }.toTypedArray()
    return first
}

private fun made(failure: Failure, cause: Throwable?): FeedbackException {
    val make = constructor(failure.kind)
    val details = FeedbackException.Details(
        shown = failure.shown,
        status = failure.status?.toInt(),
        errors = failure.errors.map { ServiceMessage(it.code, it.text) }.fixed(),
        requestId = failure.requestId,
        retryAt = failure.retryAt,
        retryable = failure.retryable,
        problems = failure.problems.map { Problem(it.field, it.rule, it.given) }.fixed(),
        jsonPath = failure.jsonPath,
        body = failure.body,
    )
    return make(failure.msg, details, cause)
}

private fun constructor(kind: String): (String, FeedbackException.Details, Throwable?) -> FeedbackException =
    when (kind) {
        "invalid_request" -> FeedbackException::InvalidRequest
        "authentication" -> FeedbackException::Authentication
        "permission" -> FeedbackException::PermissionDenied
        "not_found" -> FeedbackException::NotFound
        "cannot_message" -> FeedbackException::CannotMessage
        "rate_limited" -> FeedbackException::RateLimited
        "outcome_unknown" -> FeedbackException::OutcomeUnknown
        "server" -> FeedbackException::Server
        "connection" -> FeedbackException::ConnectionFailed
        "timeout" -> FeedbackException::TimedOut
        "decode" -> FeedbackException::Decode
        "webhook" -> FeedbackException::Webhook
        "ledger" -> FeedbackException::Ledger
        "configuration" -> FeedbackException::Configuration
        else -> FeedbackException::Internal
    }
