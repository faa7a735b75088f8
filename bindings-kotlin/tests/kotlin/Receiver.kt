package io.twitterfeedback

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

/** A webhook on loopback, as somebody would write one: it keeps the events that its verifier lets in. */
class Receiver(private val verifier: WebhookVerifier) : AutoCloseable {
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)
    private val threads = Executors.newSingleThreadExecutor()

    val events = CopyOnWriteArrayList<FeedbackEvent>()
    val url: String get() = "http://${server.address.address.hostAddress}:${server.address.port}/webhooks?app=1"

    init {
        server.executor = threads
        server.createContext("/webhooks", ::receive)
        server.start()
    }

    override fun close() {
        server.stop(0)
        threads.shutdown()
    }

    private fun receive(exchange: HttpExchange) {
        val status = try {
            val head = exchange.requestHeaders
            val sender = exchange.remoteAddress.address.hostAddress
            val body = exchange.requestBody.readBytes()
            events += verifier.verify(body, head.getFirst("authorization"), sender, head.getFirst("x-forwarded-for"))
            204
        } catch (refused: FeedbackException.Webhook) {
            refused.status ?: 500
        }
        exchange.sendResponseHeaders(status, -1)
        exchange.close()
    }
}
