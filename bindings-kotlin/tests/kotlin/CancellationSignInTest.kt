package io.twitterfeedback

import io.twitterfeedback.process.SOON
import io.twitterfeedback.process.awaitArrival
import io.twitterfeedback.process.inSandbox
import io.twitterfeedback.process.pendingCalls
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import kotlin.random.Random

/** Signing in, given up. */
class CancellationSignInTest {
    @ParameterizedTest
    @EnumSource
    fun `a step that waits ends at once when it is cancelled, and its connection goes`(step: Step) = runBlocking<Unit> {
        SilentService().use { service ->
            val options = SignInOptions("key", "secret", apiBase = service.url, timeout = GUARD)
            val call = async { runCatching { step.call(options) }.exceptionOrNull() }
            call.start()
            // Its own dispatcher is held up meanwhile, by whoever waits for the request.
            withContext(Dispatchers.IO) { service.awaitRequest() }
            call.cancel(CancellationException("enough"))
            withTimeout(SOON) { call.join() }
            service.awaitHangUp()
            assertEquals(1, service.connections)
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `a coroutine that is cancelled already sends nothing`(step: Step) = inSandbox { sandbox, client ->
        val options = SignInOptions("key", "secret", apiBase = sandbox.url)
        launch(start = CoroutineStart.UNDISPATCHED) {
            coroutineContext[Job]?.cancel()
            val thrown = runCatching { step.call(options) }.exceptionOrNull()
            assertInstanceOf(CancellationException::class.java, thrown)
        }.join()
        client.verifyCredentials()
        assertEquals(1, sandbox.requests.size)
    }

    @Test
    fun `a PIN whose coroutine is cancelled may be used up`() = inSandbox { sandbox, _ ->
        val keys = sandbox.credentials
        val signIn = SignIn.begin(SignInOptions(keys.consumerKey, keys.consumerSecret, apiBase = sandbox.url))
        val pin = sandbox.authorize(signIn.oauthToken)
        sandbox.fault("any", "slow_body")
        val call = launch { signIn.complete(pin) }
        sandbox.awaitArrival("/oauth/access_token")
        until { sandbox.seen("/oauth/access_token").single().status != null }
        withTimeout(SOON) { call.cancelAndJoin() }
        assertInstanceOf(
            FeedbackException.Authentication::class.java,
            runCatching { signIn.complete(pin) }.exceptionOrNull(),
        )
    }

    @Test
    fun `sign-ins that were cancelled leave nothing that waits for them`() = inSandbox { sandbox, client ->
        val keys = sandbox.credentials
        val options = SignInOptions(keys.consumerKey, keys.consumerSecret, apiBase = sandbox.url)
        val random = Random(5)
        val before = pendingCalls
        repeat(200) {
            val begun = launch(start = CoroutineStart.UNDISPATCHED) { runCatching { SignIn.begin(options) } }
            repeat(random.nextInt(20_000)) { Thread.onSpinWait() }
            begun.cancelAndJoin()
        }
        client.verifyCredentials()
        until { pendingCalls == before }
    }

    /** Every step that waits. */
    enum class Step(val call: suspend (SignInOptions) -> Any) {
        BEGIN({ SignIn.begin(it) }),
        COMPLETE({ SignIn.resume(it, "token", "secret").complete("1234567") }),
        CALLBACK({ SignIn.resume(it, "token", "secret").completeCallback("oauth_token=token&oauth_verifier=1") }),
    }
}
