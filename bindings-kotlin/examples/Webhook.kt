// A webhook behind a proxy, tried with a delivery that was made up.

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import io.twitterfeedback.FeedbackException
import io.twitterfeedback.SampleDelivery
import io.twitterfeedback.WebhookCredentials
import io.twitterfeedback.WebhookVerifier
import java.net.InetSocketAddress
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse

const val MOST_BYTES = 256 * 1024

class Webhook(private val verifier: WebhookVerifier) {
    fun receive(exchange: HttpExchange) {
        val status = try {
            val headers = exchange.requestHeaders
            val (authorization, forwarded) = headers.getFirst("Authorization") to headers["X-Forwarded-For"]
            val sender = exchange.remoteAddress.address.hostAddress
            // Before anything of the body is read.
            verifier.authenticate(authorization, sender, forwarded?.joinToString())
            val body = exchange.requestBody.readNBytes(MOST_BYTES + 1)
            val event = verifier.verify(body, authorization, sender, forwarded?.joinToString())
            println("${event.eventType} ${event.feedback.id} ${event.feedback.score}")
            204
        } catch (refused: FeedbackException.Webhook) {
            refused.status ?: 500
        }
        exchange.sendResponseHeaders(status, -1)
        exchange.close()
    }
}

fun main() {
    val pair = WebhookCredentials.generate() // to be registered with the service, together with the URL
    val webhook = Webhook(WebhookVerifier(listOf(pair), WebhookVerifier.PUBLISHED_NETWORKS, listOf("127.0.0.1")))
    val server = HttpServer.create(InetSocketAddress("127.0.0.1", 0), 0)
    server.createContext("/feedback", webhook::receive)
    server.start()

    val sample = SampleDelivery(score = 9, credentials = pair)
    val request = HttpRequest.newBuilder(URI("http://127.0.0.1:${server.address.port}/feedback"))
        .POST(HttpRequest.BodyPublishers.ofByteArray(sample.body))
        .header("X-Forwarded-For", "199.59.148.9") // as the proxy would say it
    sample.headers.forEach(request::header)
    println(HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode())
    server.stop(0)
}
