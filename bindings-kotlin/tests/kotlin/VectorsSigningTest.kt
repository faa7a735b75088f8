package io.twitterfeedback

import com.fasterxml.jackson.databind.JsonNode
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.flow.toList
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import java.net.URLDecoder
import java.time.Instant
import java.util.Base64
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import kotlin.math.abs
import kotlin.text.Charsets.UTF_8

/**
 * OAuth 1.0a: a signer that owes the package nothing, and what the package sends held against it.
 *
 * The package's own signer cannot be given a nonce and a time, so the published signatures prove this file's signer
 * right, and that one proves what is sent.
 */
class VectorsSigningTest {
    @TestFactory
    fun `the signer of these tests signs as published`() = eachCase(vectors("signing.json", "vectors")) { case ->
        val request = listOf("method", "base_uri").map { case[it].textValue() }
        val params = case["params"].map { (name, value) -> name.textValue() to value.textValue() }
        val base = baseString(request[0], request[1], params)
        assertEquals(case["signature_base_string"].textValue(), base)
        val (consumer, token) = listOf("consumer_secret", "token_secret").map { case[it].textValue() }
        assertEquals(case["signature"].textValue(), sign(base, consumer, token))
    }

    @Test
    fun `a show is signed`() = withService { service, client ->
        client.show("9007199254740993")
        val request = service.requests.single()
        assertEquals("GET /1.1/feedback/show/9007199254740993.json", "${request.method} ${request.path}")
        assertEquals(emptyList<Any>(), request.params)
        assertSigned(request, service)
    }

    @Test
    fun `a listing is signed whatever its cursor`() = withService { service, client ->
        service.cursors += ODD
        assertEquals(2, client.eventPages(EventsQuery.ofEpochMilli(1000, 2000, 7)).count())
        val (first, second) = service.requests
        assertEquals(setOf("count" to "7", "from_time" to "1000", "to_time" to "2000"), first.params.toSet())
        assertEquals(setOf("count" to "7", "cursor" to ODD), second.params.toSet())
        val nonces = service.requests.map { assertSigned(it, service)["oauth_nonce"] }
        assertNotEquals(nonces[0], nonces[1], "each request has a nonce of its own")
    }

    @Test
    fun `a listing that goes on from a cursor is signed`() = withService { service, client ->
        assertEquals(emptyList<FeedbackEvent>(), client.events(EventsQuery.resume(ODD)).toList())
        val request = service.requests.single()
        assertEquals(setOf("count" to "100", "cursor" to ODD), request.params.toSet())
        assertSigned(request, service)
    }

    @Test
    fun `a create is signed whatever its fields`() = withService { service, client ->
        val message = "$ODD\r\n\t$ODD\u2028\u0000"
        val url = "https://furni.example/é*'()!~;,?a=1&b=%20+c&d=😀#e"
        val name = "*'()!~é😀&=+%/? Shop"
        assertEquals("7", client.create(Prompt.nps(PERSON, message, url, ODD, 3, name, test = true)).id)
        val request = service.requests.single()
        assertEquals("POST /1.1/feedback/create.json", "${request.method} ${request.path}")
        val sent = setOf(
            "type" to "nps",
            "to_user_id" to PERSON,
            "message" to message,
            "privacy_url" to url,
            "external_id" to ODD,
            "question_variant_id" to "3",
            "display_name" to name,
            "test" to "true",
        )
        assertEquals(sent, request.params.toSet())
        assertEquals(sent.size, request.params.size)
        assertSigned(request, service)
    }

    @Test
    fun `the mark of a test client is signed too`() = withService(test = true) { service, client ->
        client.show("7")
        val request = service.requests.single()
        assertEquals(listOf("test" to "true"), request.params)
        assertSigned(request, service)
    }
}

/** Every character that signatures are known to break on. */
private const val ODD = "a * ' ( ) ! ~ é 😀 & = + % %20 z / ? # [ ] @ : ; , \" \\ < > ^ ` { | }"

private const val CONSUMER_KEY = "key&=+%é"
private const val CONSUMER_SECRET = "sécret*'()!~/?"
private const val ACCESS_TOKEN = "7-tokèn&"
private const val ACCESS_TOKEN_SECRET = "token+secret=%"

private const val UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

private fun encode(text: String): String = text.encodeToByteArray().joinToString("") { byte ->
    val char = byte.toInt().toChar()
    if (char in UNRESERVED) char.toString() else "%%%02X".format(byte)
}

private fun baseString(method: String, uri: String, params: List<Pair<String, String>>): String {
    val pairs = params.map { (name, value) -> encode(name) to encode(value) }
    val sorted = pairs.sortedWith(compareBy({ it.first }, { it.second }))
    val joined = sorted.joinToString("&") { (name, value) -> "$name=$value" }
    return listOf(method.uppercase(), uri, joined).joinToString("&", transform = ::encode)
}

private fun sign(base: String, consumerSecret: String, tokenSecret: String): String {
    val key = "${encode(consumerSecret)}&${encode(tokenSecret)}".encodeToByteArray()
    val mac = Mac.getInstance("HmacSHA1").apply { init(SecretKeySpec(key, algorithm)) }
    return Base64.getEncoder().encodeToString(mac.doFinal(base.encodeToByteArray()))
}

/** The OAuth parameters of a request whose signature was found right. */
private fun assertSigned(request: Sent, service: LoopbackService): Map<String, String> {
    assertTrue(request.authorization.startsWith("OAuth "), request.authorization)
    val listed = Regex("""(\w+)="([^"]*)"""").findAll(request.authorization).map { it.destructured }
    val all = listed.associate { (name, value) -> name to URLDecoder.decode(value, UTF_8) }
    val oauth = all - "oauth_signature"
    val base = baseString(request.method, service.url + request.path, request.params + oauth.toList())
    assertEquals(sign(base, CONSUMER_SECRET, ACCESS_TOKEN_SECRET), all["oauth_signature"])
    val expected = mapOf(
        "oauth_consumer_key" to CONSUMER_KEY,
        "oauth_token" to ACCESS_TOKEN,
        "oauth_signature_method" to "HMAC-SHA1",
        "oauth_version" to "1.0",
    )
    assertEquals(expected, oauth.filterKeys { it in expected })
    assertTrue(abs(oauth.getValue("oauth_timestamp").toLong() - Instant.now().epochSecond) < 60)
    return oauth
}

private operator fun JsonNode.component1(): JsonNode = this[0]

private operator fun JsonNode.component2(): JsonNode = this[1]

private fun withService(test: Boolean? = null, run: suspend (LoopbackService, Client) -> Unit) = running {
    val credentials = Credentials(CONSUMER_KEY, CONSUMER_SECRET, ACCESS_TOKEN, ACCESS_TOKEN_SECRET)
    LoopbackService().use { service -> service.client(credentials, test).use { run(service, it) } }
}
