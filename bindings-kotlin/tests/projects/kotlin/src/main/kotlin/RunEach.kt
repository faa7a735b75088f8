import io.twitterfeedback.Sandbox
import kotlinx.coroutines.runBlocking
import kotlin.system.exitProcess

/** Runs programs one after the other, each in a JVM of its own, with the environment of one sandbox. */
fun main(programs: Array<String>) {
    val failed = runBlocking { Sandbox.start() }.use { sandbox ->
        programs.filterNot { program -> runsToItsEnd(program, sandbox) }
    }
    if (failed.isNotEmpty()) {
        System.err.println("failed: $failed")
        exitProcess(1)
    }
}

private fun runsToItsEnd(program: String, sandbox: Sandbox): Boolean {
    println("-- $program")
    val builder = ProcessBuilder("java", "-cp", System.getProperty("java.class.path"), program).inheritIO()
    val keys = sandbox.credentials
    builder.environment() += mapOf(
        "TWITTER_FEEDBACK_CONSUMER_KEY" to keys.consumerKey,
        "TWITTER_FEEDBACK_CONSUMER_SECRET" to keys.consumerSecret,
        "TWITTER_FEEDBACK_ACCESS_TOKEN" to keys.accessToken,
        "TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET" to keys.accessTokenSecret,
        "TWITTER_FEEDBACK_API_BASE" to sandbox.url,
        "TWITTER_FEEDBACK_CLOCK" to "service",
    )
    return builder.start().waitFor() == 0
}
