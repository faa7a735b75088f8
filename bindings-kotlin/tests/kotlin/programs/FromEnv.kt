package io.twitterfeedback.programs

import io.twitterfeedback.Client
import io.twitterfeedback.ClientOptions
import io.twitterfeedback.Clock
import io.twitterfeedback.FeedbackException
import io.twitterfeedback.Program
import io.twitterfeedback.jsonOf

/** Makes a client from the environment, and prints what came of it as JSON. */
object FromEnv {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val told = try {
            when (arguments.first()) {
                "client" -> toldOf(Client.fromEnv())
                "options" -> toldOf(Client.fromEnv(optionsFor(arguments[1])))
                "program" -> attemptsOf(arguments.getOrNull(1))
                else -> error("nothing is known of ${arguments.first()}")
            }
        } catch (error: FeedbackException) {
            mapOf(
                "kind" to error.kind,
                "message" to error.message,
                "fields" to error.problems.map { it.field },
                "shown" to error.stackTraceToString(),
            )
        }
        println(jsonOf(told))
    }

    private fun attemptsOf(ledger: String?) = Client.fromEnv().use { client ->
        Program.openBlocking(client, ledger).use { mapOf("attempts" to it.attemptsBlocking().joinToString()) }
    }

    private fun optionsFor(url: String) = ClientOptions(apiBase = url, test = false, clock = Clock.SERVICE)

    private fun toldOf(client: Client) = client.use {
        val shown = "$client"
        val userId = client.verifyCredentialsBlocking().userId
        mapOf("apiBase" to client.apiBase, "test" to client.test, "userId" to userId, "shown" to shown)
    }
}
