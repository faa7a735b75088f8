// A test of a helpdesk's webhook handler against the sandbox.

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpHandler
import com.sun.net.httpserver.HttpServer
import io.twitterfeedback.FeedbackEvent
import io.twitterfeedback.FeedbackException
import io.twitterfeedback.Prompt
import io.twitterfeedback.Sandbox
import io.twitterfeedback.WebhookCredentials
import io.twitterfeedback.WebhookVerifier
import kotlinx.coroutines.runBlocking
import java.net.InetSocketAddress
import java.util.concurrent.CopyOnWriteArrayList

val credentials = WebhookCredentials.generate()
val verifier = WebhookVerifier(credentials)
val kept = CopyOnWriteArrayList<FeedbackEvent>()

/** What stands in your own server: it lets the service in and keeps what it says. */
object FeedbackHandler : HttpHandler {
    override fun handle(exchange: HttpExchange) {
        val status = try {
            kept += verifier.verify(exchange.requestBody.readBytes(), exchange.requestHeaders.getFirst("Authorization"))
            204
        } catch (refused: FeedbackException.Webhook) {
            refused.status ?: 500
        }
        exchange.sendResponseHeaders(status, -1)
        exchange.close()
    }
}

fun main() = runBlocking {
    val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)
    server.createContext("/feedback", FeedbackHandler)
    server.start()

    Sandbox.start().use { sandbox ->
        sandbox.webhook("http://127.0.0.1:${server.address.port}/feedback", credentials.username, credentials.password)
        val prompt = Prompt.nps("343434343434", "How did Furni do today?", "https://furni.example/privacy")
        val feedback = sandbox.client().create(prompt)
        sandbox.answer(feedback.id, 9, "Quick!") // as the customer
        sandbox.deliveries() // everything has been delivered
    }
    check(kept.map { it.feedback.score } == listOf(null, 9L)) // asked, then answered
    println("delivered: ${kept.map { it.feedback.score }}")
    server.stop(0)
}
