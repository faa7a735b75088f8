package io.twitterfeedback

import io.twitterfeedback.BadValues.assertMisconfigured
import io.twitterfeedback.BadValues.each
import io.twitterfeedback.BadValues.eachSurrogate
import io.twitterfeedback.BadValues.fieldsOf
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.io.TempDir
import java.net.URI
import java.nio.file.FileSystems
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.nanoseconds
import kotlin.time.toJavaDuration

/** Bad settings of a client: refused when it is made, by their names in Kotlin, and no secret is repeated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsSettingsTest {
    private val sandbox = Sandbox.startBlocking()

    private val apiBases = listOf(
        Argument<String>("ClientOptions", "apiBase") { Client(ClientOptions(NOBODY, apiBase = it)) },
        Argument("Sandbox.client", "apiBase") { sandbox.client(ClientOptions(apiBase = it)) },
        built("apiBase") { apiBase(it) },
    )
    private val proxies = listOf(
        Argument<String>("ClientOptions", "proxy") { Client(ClientOptions(NOBODY, proxy = it)) },
        Argument("Sandbox.client", "proxy") { sandbox.client(ClientOptions(proxy = it)) },
        built("proxy") { proxy(it) },
    )
    private val userAgents = listOf(
        Argument<String>("ClientOptions", "userAgent") { Client(ClientOptions(NOBODY, userAgent = it)) },
        Argument("Sandbox.client", "userAgent") { sandbox.client(ClientOptions(userAgent = it)) },
        built("userAgent") { userAgent(it) },
    )
    private val certificates = listOf(
        Argument<ByteArray>("ClientOptions", "rootCertificate") { Client(ClientOptions(NOBODY, rootCertificate = it)) },
        built("rootCertificate") { rootCertificate(it) },
    )
    private val tries = listOf(
        Argument<Int>("ClientOptions", "maxTries") { Client(ClientOptions(NOBODY, maxTries = it)) },
        Argument("Sandbox.client", "maxTries") { sandbox.client(ClientOptions(maxTries = it)) },
        built("maxTries") { maxTries(it) },
    )

    /** Every setting that is a span of time, as Kotlin gives it. */
    private val durations = mapOf<String, (Duration) -> ClientOptions>(
        "timeout" to { ClientOptions(NOBODY, timeout = it) },
        "connectTimeout" to { ClientOptions(NOBODY, connectTimeout = it) },
        "readTimeout" to { ClientOptions(NOBODY, readTimeout = it) },
        "operationTimeout" to { ClientOptions(NOBODY, operationTimeout = it) },
        "maxRateWait" to { ClientOptions(NOBODY, maxRateWait = it) },
    )

    /** The same as Java gives it. */
    private val javaDurations = mapOf<String, ClientOptions.Builder.(java.time.Duration) -> ClientOptions.Builder>(
        "timeout" to { timeout(it) },
        "connectTimeout" to { connectTimeout(it) },
        "readTimeout" to { readTimeout(it) },
        "operationTimeout" to { operationTimeout(it) },
        "maxRateWait" to { maxRateWait(it) },
    )

    /** The four strings, one of which is this. */
    private val keys = listOf<Argument<String>>(
        Argument("Credentials", "consumerKey") { Credentials(it, "hush", "hush", "hush") },
        Argument("Credentials", "consumerSecret") { Credentials("hush", it, "hush", "hush") },
        Argument("Credentials", "accessToken") { Credentials("hush", "hush", it, "hush") },
        Argument("Credentials", "accessTokenSecret") { Credentials("hush", "hush", "hush", it) },
    )

    private fun <T> built(field: String, set: ClientOptions.Builder.(T) -> ClientOptions.Builder) =
        Argument<T>("ClientOptions.builder", field) {
            Client(ClientOptions.builder().credentials(NOBODY).set(it).build())
        }

    @AfterAll
    fun stop() = sandbox.close()

    @TestFactory
    fun `a text that UTF-8 cannot hold is named`(): List<DynamicTest> =
        (apiBases + proxies + userAgents + keys).flatMap { argument ->
            eachSurrogate("$argument") { refused(argument, it) }
        }

    @TestFactory
    fun `an API base that is no https URL is named`() = breaking(
        apiBases,
        listOf(
            "", " ", "api.twitter.com", "http://api.twitter.com", "ftp://127.0.0.1", "https://api.twitter.com/?a=1",
            "https://api.twitter.com/#a", "https://", "https://api\u0000.twitter.com", "x".repeat(1_000_000),
        ),
    )

    @TestFactory
    fun `a proxy that is none is named`() =
        breaking(proxies, listOf("", " ", "socks5://proxy.example", "http://", "x".repeat(1_000_000)))

    @TestFactory
    fun `a user agent that no header can hold is named`() = breaking(
        userAgents,
        listOf("", " ", "Helpdesk\n", "Hëlpdesk", "Helpdesk\u0000", "Helpdesk\r\nx-a: b", "\u007f"),
    )

    @TestFactory
    fun `a root certificate that is none is named`() = breaking(
        certificates,
        listOf("".toByteArray(), "no certificate".toByteArray(), ByteArray(1_000_000)),
    )

    @Test
    fun `a root certificate of which only the frame is one is a matter of configuration`() {
        for (content in listOf("", "aHVzaA==\n")) {
            val pem = "-----BEGIN CERTIFICATE-----\n$content-----END CERTIFICATE-----\n".toByteArray()
            val error = thrownBy { Client(ClientOptions(NOBODY, rootCertificate = pem)) }
            assertInstanceOf(FeedbackException.Configuration::class.java, error)
        }
    }

    @TestFactory
    fun `a number of tries below one is named`() = breaking(tries, listOf(0, -1, Int.MIN_VALUE))

    @TestFactory
    fun `a deadline that is zero, negative or endless is named`(): List<DynamicTest> =
        durations.flatMap { (name, options) ->
            val zero = listOf(Duration.ZERO).filter { name != "maxRateWait" }
            breaking(listOf(Argument(name, name) { Client(options(it)) }), zero + BadValues.DURATIONS)
        }

    @TestFactory
    fun `a deadline of Java's is checked as one of Kotlin's`(): List<DynamicTest> =
        javaDurations.flatMap { (name, set) ->
            val zero = listOf(0L).filter { name != "maxRateWait" }
            val wrong = (zero + listOf(-1, Long.MAX_VALUE, Long.MIN_VALUE)).map(java.time.Duration::ofSeconds)
            breaking(listOf(built(name, set)), wrong + java.time.Duration.ofNanos(-1))
        }

    @TestFactory
    fun `a deadline may be as short or as long as it likes`(): List<DynamicTest> =
        durations.flatMap { (name, options) ->
            each(name, listOf(1.nanoseconds, 1.days, 36_500.days, 100_000_000.days)) { time ->
                val builder = ClientOptions.builder().credentials(NOBODY)
                val ofJava = javaDurations.getValue(name)(builder, time.toJavaDuration()).build()
                for (given in listOf(options(time), ofJava)) {
                    Client(given).use { assertEquals("https://api.twitter.com", it.apiBase) }
                }
            }
        }

    @Test
    fun `all wrong settings are told at once, whatever their sort`() {
        val wrong = ClientOptions(
            apiBase = "furni.example",
            timeout = Duration.ZERO,
            connectTimeout = -(1.days),
            readTimeout = Duration.INFINITE,
            operationTimeout = -(1.nanoseconds),
            maxRateWait = -(1.days),
            maxTries = 0,
            proxy = "socks5://proxy.example",
            rootCertificate = "no certificate".toByteArray(),
            userAgent = SURROGATE,
        )
        val error = thrownBy { Client(wrong) }
        val all = durations.keys + setOf("apiBase", "maxTries", "proxy", "rootCertificate", "userAgent", "credentials")
        assertEquals(all, fieldsOf(error).toSet())
        assertEquals(all.size, fieldsOf(error).size)
        fieldsOf(error).forEach { assertMisconfigured(error, it) }
        assertEquals(all - "credentials", fieldsOf(thrownBy { sandbox.client(wrong) }).toSet())
    }

    @Test
    fun `all settings that break a client's rules are told at once`() {
        val wrong = ClientOptions(NOBODY, "x", proxy = "x", rootCertificate = ByteArray(1), userAgent = "\n")
        val all = setOf("apiBase", "proxy", "rootCertificate", "userAgent")
        assertEquals(all, fieldsOf(thrownBy { Client(wrong) }).toSet())
    }

    @Test
    fun `a client without credentials is refused`() {
        assertMisconfigured(thrownBy { Client(ClientOptions()) }, "credentials")
    }

    @Test
    fun `a client from the environment takes no credentials`() {
        val error = thrownBy { Client.fromEnv(ClientOptions(NOBODY, maxTries = 0)) }
        assertMisconfigured(error, "credentials")
        assertMisconfigured(error, "maxTries")
        assertHushed(error)
    }

    @Test
    fun `the service's clock is for loopback alone`() {
        assertMisconfigured(thrownBy { Client(ClientOptions(NOBODY, clock = Clock.SERVICE)) }, "clock")
    }

    @TestFactory
    fun `a login is not repeated, wherever it was given`(): List<DynamicTest> {
        val logins = listOf(
            "https://me:hush@furni.example",
            "https://hush@furni.example",
            "socks5://me:hush@furni.example",
            "http://me:hush@furni.example/$SURROGATE",
            "//me:hush@",
        )
        // A proxy may have a login.
        return breaking(apiBases, logins) + breaking(proxies, logins.filterNot { it.startsWith("https:") } + "hush")
    }

    @Test
    fun `options show nothing that may hold a login`() {
        val options = ClientOptions(NOBODY, "https://me:hush@furni.example", proxy = "http://me:hush@proxy.example")
        assertFalse("hush" in "$options ${ClientOptions.builder().credentials(NOBODY).build()} $NOBODY")
    }

    @TestFactory
    fun `a credentials file's content in the place of its path is not repeated`(): List<DynamicTest> {
        val contents = listOf("""{"consumer_key": "hush"}""", " {\"hush\"}", "consumer_key\nhush", "hush\r\nhush")
        return breaking(
            listOf(
                Argument("Credentials.fromFile", "path") {
                    Credentials.fromFile(Path.of(it))
                },
            ),
            contents,
        )
    }

    @Test
    fun `a path into an archive is none of the machine's`(@TempDir folder: Path) {
        val archive = URI("jar:${folder.resolve("keys.zip").toUri()}")
        FileSystems.newFileSystem(archive, mapOf("create" to "true")).use { files ->
            assertMisconfigured(thrownBy { Credentials.fromFile(files.getPath("keys.json")) }, "path")
        }
    }

    private fun <T> breaking(arguments: List<Argument<T>>, values: List<T>): List<DynamicTest> =
        arguments.flatMap { argument -> each("$argument", values) { refused(argument, it) } }

    private fun <T> refused(argument: Argument<T>, value: T) {
        val error = argument.failure(value)
        assertMisconfigured(error, argument.field)
        assertEquals(listOf(argument.field), fieldsOf(error))
        assertHushed(error)
    }

    private fun assertHushed(error: Throwable) = assertFalse("hush" in error.stackTraceToString(), error.toString())
}
