package io.twitterfeedback

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import java.net.InetAddress
import java.net.InetSocketAddress
import java.net.URLDecoder
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.text.Charsets.ISO_8859_1
import kotlin.text.Charsets.UTF_8

/**
 * A tiny service on loopback that keeps every request to the letter, for tests of what is sent.
 *
 * Answers create and show with the smallest feedback, and events with an empty page. The pages of a listing lead on by
 * the cursors in [cursors], first in, first out.
 */
class LoopbackService : AutoCloseable {
    private val server = HttpServer.create(InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0)

    val requests = CopyOnWriteArrayList<Sent>()
    val cursors = ConcurrentLinkedQueue<String>()
    val url: String get() = "http://127.0.0.1:${server.address.port}"

    init {
        server.createContext("/", ::answer)
        server.start()
    }

    /** A client of it with keys of nobody. */
    fun client(credentials: Credentials = NOBODY, test: Boolean? = null): Client =
        Client(ClientOptions(credentials, url, test))

    override fun close() = server.stop(0)

    private fun answer(exchange: HttpExchange) {
        requests += Sent(exchange)
        val page = mapOf("events" to emptyList<Any>(), "next_cursor" to "")
        val isPage = exchange.requestURI.path.endsWith("/events.json")
        val answer = if (isPage) page + ("next_cursor" to cursors.poll().orEmpty()) else mapOf("id" to "7")
        val body = jsonOf(answer).encodeToByteArray()
        exchange.responseHeaders["content-type"] = "application/json"
        exchange.sendResponseHeaders(200, body.size.toLong())
        exchange.responseBody.use { it.write(body) }
    }
}

/** One request as it came. */
class Sent(exchange: HttpExchange) {
    val method: String = exchange.requestMethod
    val path: String = exchange.requestURI.rawPath
    val authorization: String = exchange.requestHeaders.getFirst("authorization").orEmpty()
    val params: List<Pair<String, String>> = decoded(encoded(exchange))
}

private val WELL_ENCODED = Regex("""[\w.~%+-]*=[\w.~%+-]*""")

private fun encoded(exchange: HttpExchange): String = if (exchange.requestMethod == "POST") {
    exchange.requestBody.readBytes().toString(ISO_8859_1)
} else {
    exchange.requestURI.rawQuery.orEmpty()
}

/** Strict, because what is not well encoded must not look as if it were. */
private fun decoded(encoded: String): List<Pair<String, String>> =
    encoded.split("&").filter { it.isNotEmpty() }.map { pair ->
        check(WELL_ENCODED.matches(pair)) { "not a well encoded pair: $pair" }
        val (name, value) = pair.split("=").map { URLDecoder.decode(it, UTF_8) }
        name to value
    }
