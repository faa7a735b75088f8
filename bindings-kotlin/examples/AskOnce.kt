// A ledger knows whom was asked, and what they answered.

import io.twitterfeedback.Program
import io.twitterfeedback.Prompt
import io.twitterfeedback.PromptContext
import io.twitterfeedback.Sandbox
import io.twitterfeedback.SendOutcome
import kotlinx.coroutines.runBlocking
import kotlin.io.path.createTempDirectory
import kotlin.time.Duration.Companion.days

suspend fun caseResolved(program: Program, id: String, customer: String): String {
    val prompt = Prompt.csat(customer, "Thank you for talking to Furni!", "https://furni.example/privacy", id)
    return when (val outcome = program.send(prompt, PromptContext(agentId = "agent_7", team = "north"))) {
        is SendOutcome.Sent -> "asked: feedback ${outcome.feedback.id}"
        is SendOutcome.Skipped -> "not asked: ${outcome.reason}, until ${outcome.until}"
        is SendOutcome.Unknown -> "perhaps asked, and counted as asked: ${outcome.message}"
    }
}

fun main() = runBlocking {
    Sandbox.start().use { sandbox ->
        val ledger = createTempDirectory("helpdesk").resolve("feedback.db") // yours has a place of its own, and stays
        Program.open(sandbox.client(), ledger).use { program ->
            println(caseResolved(program, "ticket_5555", "343434343434"))
            println(caseResolved(program, "ticket_5556", "343434343434")) // not asked: cooldown, until …

            sandbox.advance(2.days) // events are shown once they are 24 hours old
            val report = program.sync { println("${it.events} events in ${it.windowsDone} of ${it.windows} windows") }
            println("complete through ${report.completeThrough}")
            println("answered: ${program.promptStatus("ticket_5555")?.answered}")
        }
    }
}
