// What a helpdesk does when a case is resolved.

import io.twitterfeedback.Client
import io.twitterfeedback.FeedbackException
import io.twitterfeedback.FeedbackException.CannotMessage
import io.twitterfeedback.FeedbackException.OutcomeUnknown
import io.twitterfeedback.Prompt
import kotlinx.coroutines.runBlocking

class Helpdesk(private val client: Client) {
    suspend fun caseResolved(id: String, customer: String): String = try {
        val prompt = Prompt.csat(
            toUserId = customer,
            message = "Thank you for talking to Furni!",
            privacyUrl = "https://furni.example/privacy",
            externalId = id,
        )
        "asked: feedback ${client.create(prompt).id}"
    } catch (error: FeedbackException) {
        when (error) {
            is OutcomeUnknown -> "perhaps asked, so never ask again: ${error.message}"
            is CannotMessage -> "this person cannot be written to"
            else -> "not asked: ${error.message}"
        }
    }
}

fun main() = runBlocking {
    Client.fromEnv().use { client -> println(Helpdesk(client).caseResolved("ticket_5555", "343434343434")) }
}
