package io.twitterfeedback

import java.io.Serializable
import java.time.Instant

/**
 * What every operation of this library fails with; each kind has a class of its own, so that `when` can tell them all.
 *
 * Nothing in it is made from a secret. [message] is a sentence for people; [toString] adds status and codes.
 */
public sealed class FeedbackException(
    /** What went wrong, in one word, the same in every language: `rate_limited`. */
    public val kind: String,
    /** A sentence for people. */
    override val message: String,
    private val details: Details,
    cause: Throwable?,
) : RuntimeException(message, cause) {
    /** The answer's HTTP status; `null` where there was no answer. */
    public val status: Int? get() = details.status

    /** Every error of the service's body, in its order. */
    public val errors: List<ServiceMessage> get() = details.errors

    /** The service's own error codes, in its order. */
    public val codes: List<Long> get() = errors.mapNotNull { it.code }

    /** The service's id of the request, for its support. */
    public val requestId: String? get() = details.requestId

    /** When asking again can succeed, where that is known. */
    public val retryAt: Instant? get() = details.retryAt

    /** Whether the same call can succeed later. Never for a prompt that may have been sent. */
    public val retryable: Boolean get() = details.retryable

    /** Whether a person may have been asked. True for [OutcomeUnknown] alone. */
    public val maybeSent: Boolean get() = this is OutcomeUnknown

    /** The fields that were refused, all at once. */
    public val problems: List<Problem> get() = details.problems

    /** Where reading an answer stopped, such as `feedback.id`. */
    public val jsonPath: String? get() = details.jsonPath

    /** The beginning of an answer that could not be used. */
    public val body: String? get() = details.body

    /** With status and codes; control characters of the service's are shown, not obeyed. */
    override fun toString(): String = "${javaClass.name}: ${details.shown ?: message}"

    /** Refused here before sending, or by the service; [problems] lists the fields. */
    public class InvalidRequest @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("invalid_request", message, details, cause)

    /** Signature, token or clock. */
    public class Authentication @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("authentication", message, details, cause)

    /** The app or the account may not do this. */
    public class PermissionDenied @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("permission", message, details, cause)

    /** No such feedback, user or page. */
    public class NotFound @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("not_found", message, details, cause)

    /** This person cannot be written to. */
    public class CannotMessage @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("cannot_message", message, details, cause)

    /** Too many requests; see [retryAt]. */
    public class RateLimited @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("rate_limited", message, details, cause)

    /** A create may have happened. It is never sent again; [cause] has the underlying error. */
    public class OutcomeUnknown @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("outcome_unknown", message, details, cause)

    /** The service failed, or answered what it never should. */
    public class Server @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("server", message, details, cause)

    /** Nothing was sent, or a read failed. */
    public class ConnectionFailed @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("connection", message, details, cause)

    /** No answer in time. */
    public class TimedOut @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("timeout", message, details, cause)

    /** The answer could not be read; see [jsonPath] and [body]. */
    public class Decode @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("decode", message, details, cause)

    /** A webhook delivery that is unauthenticated or not an event; [status] is what to answer. */
    public class Webhook @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("webhook", message, details, cause)

    /** The ledger could not be read or written. */
    public class Ledger @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("ledger", message, details, cause)

    /** A setting is missing or wrong, or something is used that was closed. */
    public class Configuration @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("configuration", message, details, cause)

    /** A defect in this library. Please report it. */
    public class Internal @JvmOverloads constructor(
        message: String,
        details: Details = Details(),
        cause: Throwable? = null,
    ) : FeedbackException("internal", message, details, cause)

    /** What an exception can tell besides its message. */
    public class Details internal constructor(
        internal val shown: String?,
        internal val status: Int?,
        internal val errors: List<ServiceMessage>,
        internal val requestId: String?,
        internal val retryAt: Instant?,
        internal val retryable: Boolean,
        internal val problems: List<Problem>,
        internal val jsonPath: String?,
        internal val body: String?,
    ) : Serializable {
        /** For tests of your own code; each is what the exception's property of that name will be. */
        @JvmOverloads
        public constructor(
            status: Int? = null,
            errors: List<ServiceMessage> = emptyList(),
            requestId: String? = null,
            retryAt: Instant? = null,
            retryable: Boolean = false,
            problems: List<Problem> = emptyList(),
            jsonPath: String? = null,
            body: String? = null,
        ) : this(null, status, errors, requestId, retryAt, retryable, problems, jsonPath, body)
    }
}
