// The library's log, handed to SLF4J.

import io.twitterfeedback.LogLevel
import io.twitterfeedback.Logging
import io.twitterfeedback.Sandbox
import kotlinx.coroutines.runBlocking
import org.slf4j.LoggerFactory
import org.slf4j.event.Level

fun main() = runBlocking {
    val log = LoggerFactory.getLogger("io.twitterfeedback")
    Logging.setLogger({ log.atLevel(Level.valueOf(it.level.name)).log(it.message) }, LogLevel.DEBUG)

    Sandbox.start().use { sandbox -> println(sandbox.client().verifyCredentials()) }
}
