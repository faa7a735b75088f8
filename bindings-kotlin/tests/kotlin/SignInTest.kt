package io.twitterfeedback

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir
import java.io.Serializable
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.reflect.KVisibility
import kotlin.reflect.full.declaredMemberProperties

private const val CALLBACK = "https://helpdesk.example/signed-in?case=5&name=a%20b"

/** Signing in: three legs against the sandbox. */
class SignInTest {
    @Test
    fun `a PIN becomes credentials that work, and are kept`(@TempDir folder: Path) = withSandbox { sandbox ->
        val signIn = SignIn.begin(options(sandbox))
        assertEquals("${sandbox.url}/oauth/authorize?oauth_token=${signIn.oauthToken}", signIn.authorizeUrl)
        val signedIn = signIn.complete(" ${sandbox.authorize(signIn.oauthToken)}\n")
        assertEquals(sandbox.userId to sandbox.credentials.screenName, signedIn.userId to signedIn.screenName)
        val file = folder.resolve("credentials.json")
        signedIn.credentials.toFile(file)
        for (credentials in listOf(signedIn.credentials, Credentials.fromFile(file))) {
            Client(ClientOptions(credentials, sandbox.url)).use {
                assertEquals(sandbox.userId, it.verifyCredentials().userId)
            }
        }
    }

    @Test
    fun `a callback becomes credentials in another process`() = withSandbox { sandbox ->
        val begun = SignIn.begin(options(sandbox, CALLBACK))
        val sentTo = sandbox.authorize(begun.oauthToken)
        assertTrue(sentTo.startsWith("https://helpdesk.example/signed-in?case=5"), sentTo)
        val resumed = SignIn.resume(options(sandbox, CALLBACK), begun.oauthToken, begun.oauthTokenSecret)
        assertEquals(begun.authorizeUrl, resumed.authorizeUrl)
        assertEquals(begun.oauthTokenSecret, resumed.oauthTokenSecret)
        val signedIn = resumed.completeCallback(sentTo.substringAfter('?'))
        assertEquals(sandbox.userId, signedIn.userId)
        assertThrows<FeedbackException.Authentication> { begun.completeCallback(sentTo) }
    }

    @Test
    fun `a callback of another sign-in is refused before anything is sent`() = withSandbox { sandbox ->
        val (ours, theirs) = List(2) { SignIn.begin(options(sandbox, CALLBACK)) }
        val sent = sandbox.requests.size
        val sentTo = sandbox.authorize(theirs.oauthToken)
        assertThrows<FeedbackException.Authentication> { ours.completeCallback(sentTo) }
        for (odd in listOf("", "https://helpdesk.example/", "?oauth_token=${ours.oauthToken}")) {
            val error = assertThrows<FeedbackException.InvalidRequest> { ours.completeCallback(odd) }
            assertEquals(listOf("url"), error.problems.map { it.field })
            assertFalse(ours.oauthToken in error.stackTraceToString(), "$error")
        }
        assertEquals(sent, sandbox.requests.size)
        assertEquals(sandbox.userId, theirs.completeCallback(sentTo).userId)
    }

    @Test
    fun `a person who declines is a lack of permission`() = withSandbox { sandbox ->
        val signIn = SignIn.begin(options(sandbox, CALLBACK))
        val sentTo = sandbox.deny(signIn.oauthToken)
        assertTrue("denied=${signIn.oauthToken}" in sentTo.orEmpty(), sentTo)
        assertThrows<FeedbackException.PermissionDenied> { signIn.completeCallback(sentTo.orEmpty()) }
        val shown = SignIn.begin(options(sandbox))
        assertNull(sandbox.deny(shown.oauthToken))
        assertThrows<FeedbackException.NotFound> { sandbox.authorize(shown.oauthToken) }
        assertThrows<FeedbackException.Authentication> { shown.complete("1234567") }
    }

    @Test
    fun `a wrong PIN is refused and not repeated, and a right one works once`() = withSandbox { sandbox ->
        val wrong = SignIn.begin(options(sandbox))
        sandbox.authorize(wrong.oauthToken)
        val error = assertThrows<FeedbackException.Authentication> { wrong.complete("not-the-pin") }
        val shown = error.stackTraceToString() + error.body
        assertFalse("not-the-pin" in shown || wrong.oauthTokenSecret in shown, shown)
        val right = SignIn.begin(options(sandbox))
        val pin = sandbox.authorize(right.oauthToken)
        right.complete(pin)
        assertThrows<FeedbackException.Authentication> { right.complete(pin) }
    }

    @Test
    fun `wrong keys of the app and an unlisted callback are told apart`() = withSandbox { sandbox ->
        val key = sandbox.credentials.consumerKey
        val keys = failure { SignIn.begin(SignInOptions(key, "hush", apiBase = sandbox.url)) }
        assertEquals("authentication" to listOf(32L), keys.kind to keys.codes)
        val unlisted = failure { SignIn.begin(options(sandbox, "https://unapproved.example/")) }
        assertEquals("configuration" to listOf(415L), unlisted.kind to unlisted.codes)
    }

    @Test
    fun `an answer that is lost is no outcome that matters`() = withSandbox { sandbox ->
        sandbox.fault("any", "reset_before_work")
        assertThrows<FeedbackException.ConnectionFailed> { SignIn.begin(options(sandbox)) }
        sandbox.fault("any", "respond", status = 200, body = "oauth_token=hush")
        val error = assertThrows<FeedbackException.Decode> { SignIn.begin(options(sandbox)) }
        assertFalse("hush" in error.stackTraceToString() + error.body, "$error")
    }

    @Test
    fun `nothing shows a secret`() = withSandbox { sandbox ->
        val signIn = SignIn.begin(options(sandbox))
        val pin = sandbox.authorize(signIn.oauthToken)
        val signedIn = signIn.complete(pin)
        val shown = "${options(sandbox)} $signIn $signedIn"
        val secrets = with(sandbox.credentials) { listOf(consumerKey, consumerSecret, accessToken, accessTokenSecret) }
        assertEquals(emptyList<String>(), (secrets + pin + signIn.oauthTokenSecret).filter { it in shown })
        assertTrue(sandbox.userId in "$signedIn")
        assertFalse(listOf<Any>(options(sandbox), signIn, signedIn).any { it is Serializable })
        val readable = SignInOptions::class.declaredMemberProperties.filter { it.visibility == KVisibility.PUBLIC }
        assertFalse(readable.any { it.name.startsWith("consumer") })
    }

    @Test
    fun `the page may be elsewhere than the service`() = withSandbox { sandbox ->
        val keys = sandbox.credentials
        val elsewhere = "https://furni.example"
        val options =
            SignInOptions(keys.consumerKey, keys.consumerSecret, apiBase = sandbox.url, authorizeBase = elsewhere)
        val signIn = SignIn.begin(options)
        assertEquals("$elsewhere/oauth/authorize?oauth_token=${signIn.oauthToken}", signIn.authorizeUrl)
    }

    @Test
    fun `a sandbox's clock is followed on demand, and its turns are survived all the same`() = withSandbox { sandbox ->
        sandbox.advance(java.time.Duration.ofDays(30))
        val keys = sandbox.credentials
        for (clock in listOf(Clock.SERVICE, null)) {
            val options =
                SignInOptions(keys.consumerKey, keys.consumerSecret, apiBase = sandbox.url, clock = clock)
            val signIn = SignIn.begin(options)
            assertEquals(sandbox.userId, signIn.complete(sandbox.authorize(signIn.oauthToken)).userId)
        }
    }

    @Test
    fun `the twins sign in too`() = withSandbox { sandbox ->
        val waited = SignIn.beginBlocking(options(sandbox))
        assertEquals(sandbox.userId, waited.completeBlocking(sandbox.authorize(waited.oauthToken)).userId)
        val later = SignIn.beginAsync(options(sandbox, CALLBACK)).get(GUARD.inWholeSeconds, TimeUnit.SECONDS)
        val signedIn = later.completeCallbackAsync(sandbox.authorize(later.oauthToken))
        assertEquals(sandbox.userId, signedIn.get(GUARD.inWholeSeconds, TimeUnit.SECONDS).userId)
    }
}

private fun options(sandbox: Sandbox, callback: String? = null): SignInOptions =
    with(sandbox.credentials) { SignInOptions(consumerKey, consumerSecret, callback, sandbox.url) }
