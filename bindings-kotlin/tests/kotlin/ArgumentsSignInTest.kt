package io.twitterfeedback

import io.twitterfeedback.ArgumentsJudge.misconfigured
import io.twitterfeedback.ArgumentsJudge.misconfiguring
import io.twitterfeedback.ArgumentsJudge.refused
import io.twitterfeedback.ArgumentsJudge.refusing
import io.twitterfeedback.BadValues.assertMisconfigured
import io.twitterfeedback.BadValues.eachSurrogate
import io.twitterfeedback.BadValues.fieldsOf
import io.twitterfeedback.BadValues.thrownBy
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory
import org.junit.jupiter.api.TestInstance
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/** Bad input to signing in: refused by its names in Kotlin, no secret is repeated, and nothing is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArgumentsSignInTest {
    private val sandbox = Sandbox.startBlocking()
    private val signIn = SignIn.resume(SignInOptions("key", "hush", apiBase = sandbox.url), "token", "hush")

    private val keys = begun<String>("consumerKey") { options(key = it) } +
        begun("consumerSecret") { options(secret = it) } + built("consumerKey") { SignInOptions.builder(it, "hush") }
    private val callbacks =
        begun<String>("callback") { options(callback = it) } + built("callback") { builder().callback(it) }
    private val bases = begun<String>("apiBase") { options(apiBase = it) } +
        begun("authorizeBase") { options(authorizeBase = it) } + built("apiBase") { builder().apiBase(it) } +
        built("authorizeBase") { builder().authorizeBase(it) }
    private val proxies = begun<String>("proxy") { options(proxy = it) } + built("proxy") { builder().proxy(it) }
    private val agents =
        begun<String>("userAgent") { options(userAgent = it) } + built("userAgent") { builder().userAgent(it) }
    private val timeouts = begun<Duration>("timeout") { options(timeout = it) }
    private val certificates = begun<ByteArray>("rootCertificate") { options(rootCertificate = it) } +
        built("rootCertificate") { builder().rootCertificate(it) }
    private val tokens = listOf(
        Argument<String>("SignIn.resume", "oauthToken") { SignIn.resume(options(), it, "hush") },
        Argument("SignIn.resume", "oauthTokenSecret") { SignIn.resume(options(), "hush", it) },
    )
    private val pins = listOf(
        Argument<String>("complete", "pin") { signIn.complete(it) },
        Argument("completeBlocking", "pin") { signIn.completeBlocking(it) },
        Argument("completeCallback", "oauth_verifier") { signIn.completeCallback(callbackOf(it)) },
    )
    private val urls = listOf(Argument<String>("completeCallback", "url") { signIn.completeCallback(it) })

    private fun options(
        key: String = "hush",
        secret: String = "hush",
        callback: String? = null,
        apiBase: String? = sandbox.url,
        authorizeBase: String? = null,
        timeout: Duration? = null,
        proxy: String? = null,
        rootCertificate: ByteArray? = null,
        userAgent: String? = null,
    ) = SignInOptions(
        key, secret, callback, apiBase, authorizeBase, null, timeout, proxy, rootCertificate, userAgent,
    )

    private fun builder() = SignInOptions.builder("hush", "hush").apiBase(sandbox.url)

    private fun callbackOf(verifier: String) =
        "oauth_token=token&oauth_verifier=" + java.net.URLEncoder.encode(verifier, Charsets.UTF_8)

    private fun <T> begun(field: String, make: (T) -> SignInOptions): List<Argument<T>> = listOf(
        Argument("SignIn.begin", field) { SignIn.begin(make(it)) },
        Argument("SignIn.resume", field) { SignIn.resume(make(it), "token", "secret") },
    )

    private fun <T> built(field: String, make: (T) -> SignInOptions.Builder) =
        Argument<T>("SignInOptions.builder", field) { SignIn.beginBlocking(make(it).build()) }

    @AfterEach
    fun `nothing is sent`() = assertEquals(emptyList<LoggedRequest>(), sandbox.requests)

    @AfterAll
    fun stop() = sandbox.close()

    @TestFactory
    fun `a text that UTF-8 cannot hold is named`(): List<DynamicTest> =
        (keys + callbacks + bases + proxies + agents + tokens).flatMap { argument ->
            eachSurrogate("$argument") { misconfigured(argument, it) }
        } + (urls + pins.dropLast(1)).flatMap { argument -> eachSurrogate("$argument") { refused(argument, it) } }

    @TestFactory
    fun `a key or a token that is none is named and not repeated`() =
        misconfiguring(keys + tokens, listOf("", " ", "hush hush", "hush\n", "\u0000hush"))

    @TestFactory
    fun `a callback that is no absolute URL is named`() = misconfiguring(
        callbacks,
        listOf("", " ", "signed-in", "//furni.example", "javascript:alert(1)", "data:text/html,", "file:///", "OOB"),
    )

    @TestFactory
    fun `a base that is no https URL is named`() = misconfiguring(
        bases,
        listOf("", " ", "furni.example", "http://furni.example", "ftp://127.0.0.1", "https://me:hush@furni.example"),
    )

    @TestFactory
    fun `a proxy, a certificate or a user agent that is none is named`(): List<DynamicTest> =
        misconfiguring(proxies, listOf("", "socks5://me:hush@proxy.example", "hush")) +
            misconfiguring(certificates, listOf(ByteArray(0), "hush".toByteArray(), ByteArray(1_000_000))) +
            misconfiguring(agents, listOf("", " ", "Helpdesk\n", "Hëlpdesk"))

    @TestFactory
    fun `a time that is zero, negative or endless is named`(): List<DynamicTest> {
        val java = built<Duration>("timeout") { builder().timeout(it.toJavaDuration()) }
        return misconfiguring(timeouts, BadValues.DURATIONS + Duration.ZERO) +
            misconfiguring(listOf(java), listOf(Duration.ZERO, -Duration.INFINITE))
    }

    @TestFactory
    fun `what cannot be a PIN is named and not repeated`() =
        refusing(pins, listOf("", " \n", "12\u00073 hush", "hush".repeat(100), "hush".repeat(1_000_000)))

    @TestFactory
    fun `what is no callback is named and not repeated`() = refusing(
        urls,
        listOf("", "https://helpdesk.example/hush", "oauth_token=token", "x".repeat(1_000_000)),
    )

    @Test
    fun `everything that is wrong is told at once, whatever its sort`() {
        val wrong = SignInOptions(
            SURROGATE, "", "hush", "hush", "hush", Clock.SERVICE, Duration.ZERO, "hush", ByteArray(1), "\n",
        )
        val all = setOf(
            "consumerKey", "consumerSecret", "callback", "apiBase", "authorizeBase", "timeout", "proxy",
            "rootCertificate", "userAgent",
        )
        val begun = thrownBy { SignIn.begin(wrong) }
        assertEquals(all, fieldsOf(begun).toSet())
        assertEquals(all.size, fieldsOf(begun).size)
        val resumed = thrownBy { SignIn.resume(options(), "", SURROGATE) }
        assertEquals(setOf("oauthToken", "oauthTokenSecret"), fieldsOf(resumed).toSet())
    }

    @Test
    fun `the service's clock is for loopback alone`() {
        val far = SignInOptions("key", "secret", clock = Clock.SERVICE)
        assertMisconfigured(thrownBy { SignIn.begin(far) }, "clock")
    }
}
