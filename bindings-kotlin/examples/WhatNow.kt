// Every kind of error, told apart.

import io.twitterfeedback.FeedbackException
import io.twitterfeedback.Prompt

fun whatNow(error: FeedbackException): String = when (error) {
    is FeedbackException.InvalidRequest -> "correct ${error.problems.map { it.field }}"

    is FeedbackException.Authentication,
    is FeedbackException.PermissionDenied,
    is FeedbackException.Configuration,
    -> "look at the settings: ${error.message}"

    is FeedbackException.NotFound,
    is FeedbackException.CannotMessage,
    -> "leave it: ${error.message}"

    is FeedbackException.RateLimited -> "again at ${error.retryAt}"

    is FeedbackException.OutcomeUnknown -> "never again: the person may have been asked"

    is FeedbackException.Server,
    is FeedbackException.ConnectionFailed,
    is FeedbackException.TimedOut,
    -> "again later"

    is FeedbackException.Decode,
    is FeedbackException.Webhook,
    is FeedbackException.Ledger,
    is FeedbackException.Internal,
    -> "tell a developer: $error"
}

fun main() {
    try {
        Prompt.csat("@furni", "", "furni.example")
    } catch (error: FeedbackException) {
        println(whatNow(error)) // correct [to_user_id, message, privacy_url]
    }
}
