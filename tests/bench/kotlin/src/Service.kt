package io.twitterfeedback.bench

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import io.twitterfeedback.Client
import io.twitterfeedback.ClientOptions
import io.twitterfeedback.Credentials
import io.twitterfeedback.EventsQuery
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.time.Duration
import java.time.Instant

val json = ObjectMapper()

/** Where the sandbox is, who asks, and for which period: what every contender is told. */
class Service(val url: String, val keys: List<String>, val from: Instant, val to: Instant) {
    val query = EventsQuery(from, to, 100)

    fun client() = Client(ClientOptions(Credentials(keys[0], keys[1], keys[2], keys[3]), apiBase = url, maxTries = 1))

    fun arguments(): List<String> = listOf(url) + keys + listOf(from, to).map { it.toEpochMilli().toString() }

    companion object {
        fun of(arguments: List<String>): Service {
            val (from, to) = arguments.takeLast(2).map { Instant.ofEpochMilli(it.toLong()) }
            return Service(arguments[0], arguments.subList(1, 5), from, to)
        }
    }
}

/**
 * The sandbox in a process of its own. It plays one page, as it was served once, to everybody, so that the server's own
 * work costs little.
 */
class Server(program: String) : AutoCloseable {
    private val process = ProcessBuilder(program, "sandbox", "--no-limits", "--even-pages", "--json")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
    private val http = HttpClient.newHttpClient()
    val service: Service
    val bytes: Int

    init {
        val described = json.readTree(process.inputStream.bufferedReader().readLine())
        val now = Instant.now()
        service = Service(
            described["url"].asText(),
            listOf("consumer_key", "consumer_secret", "access_token", "access_token_secret")
                .map { described["credentials"][it].asText() },
            now - Duration.ofDays(8),
            now - Duration.ofDays(2),
        )
        order("seed", mapOf("count" to 2_000, "from" to service.from.toEpochMilli(), "to" to service.to.toEpochMilli()))
        val body = typicalBody()
        bytes = body.encodeToByteArray().size
        val headers = mapOf("content-type" to "application/json;charset=utf-8")
        val played = mapOf("operation" to "events", "fault" to "respond", "times" to 10_000_000)
        order("faults", played + mapOf("headers" to headers, "body" to body))
    }

    private fun order(call: String, body: Map<String, Any>): JsonNode {
        val request = HttpRequest.newBuilder(URI("${service.url}/_sandbox/$call"))
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .build()
        val answer = http.send(request, BodyHandlers.ofString())
        check(answer.statusCode() == 200) { answer.body() }
        return json.readTree(answer.body())
    }

    /** A page from the middle of the period, where there are answers. */
    private fun typicalBody(): String = service.client().use { client ->
        val middle = service.from + Duration.between(service.from, service.to).dividedBy(2)
        val page = checkNotNull(client.eventPager(EventsQuery(middle, service.to)).nextPageBlocking())
        check(page.events.size == 100) { "a page of ${page.events.size} events, not 100" }
        checkNotNull(page.reply).body.decodeToString()
    }

    override fun close() {
        process.destroyForcibly()
    }
}
