package io.twitterfeedback

import io.twitterfeedback.ffi.NativeSignIn
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.awaiting
import io.twitterfeedback.internal.blocking
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.futureOf
import io.twitterfeedback.internal.natively
import java.util.concurrent.CompletableFuture

/**
 * Signing in as the account that asks: OAuth 1.0a with three legs.
 *
 * 1. [begin] asks the service for a request token.
 * 2. The person opens [authorizeUrl], looks at what the app may do, and agrees.
 * 3. [complete] takes the PIN that the page shows; [completeCallback] the URL that the browser was sent to instead.
 *
 * What comes of it are [Credentials], which the service keeps valid until they are revoked. Every suspend function has
 * the twins of [Client]'s for Java. Nothing has to be closed.
 */
public class SignIn private constructor(private val native: NativeSignIn) {
    /** The page that the person opens in a browser in which he is signed in as the account that asks. */
    public val authorizeUrl: String get() = natively { native.authorizeUrl() }

    /** The request token, which the callback repeats. */
    public val oauthToken: String get() = natively { native.oauthToken() }

    /** The request token's secret: keep it where the browser cannot see it, for [resume]. */
    public val oauthTokenSecret: String get() = natively { native.oauthTokenSecret() }

    /**
     * Takes the PIN that the page showed.
     *
     * Signing in begins anew after an error, and also where the answer was lost or the call cancelled, because a PIN can
     * be used once: no error of this call is `retryable`.
     *
     * @throws FeedbackException.InvalidRequest for what cannot be a PIN.
     * @throws FeedbackException.Authentication for one that the service does not accept: it may have been mistyped or be
     * too old.
     */
    public suspend fun complete(pin: String): SignedIn {
        val checked = checked { text("pin", pin, secret = true) }
        return SignedIn(awaiting { native.complete(checked) })
    }

    /** [complete] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun completeBlocking(pin: String): SignedIn = blocking { complete(pin) }

    /** [complete] for Java, as a future. */
    public fun completeAsync(pin: String): CompletableFuture<SignedIn> = futureOf { complete(pin) }

    /**
     * Takes the URL that the browser was sent to after the person agreed, or its query. What is said of a PIN at
     * [complete] holds for what the URL carries.
     *
     * @throws FeedbackException.PermissionDenied when the person declined.
     * @throws FeedbackException.Authentication when the URL belongs to another sign-in, and as [complete].
     * @throws FeedbackException.InvalidRequest when it is no such URL at all.
     */
    public suspend fun completeCallback(url: String): SignedIn {
        val checked = checked { text("url", url, secret = true) }
        return SignedIn(awaiting { native.completeCallback(checked) })
    }

    /** [completeCallback] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun completeCallbackBlocking(url: String): SignedIn = blocking { completeCallback(url) }

    /** [completeCallback] for Java, as a future. */
    public fun completeCallbackAsync(url: String): CompletableFuture<SignedIn> = futureOf { completeCallback(url) }

    override fun toString(): String = "SignIn([redacted])"

    public companion object {
        /**
         * Asks for a request token. It can be used once, and not for long.
         *
         * @throws FeedbackException.Configuration for wrong options, and for a callback that the app's page does not
         * list (code 415).
         * @throws FeedbackException.Authentication when the app's keys are not accepted.
         */
        public suspend fun begin(options: SignInOptions): SignIn {
            val native = options.native()
            return SignIn(awaiting { NativeSignIn.begin(native) })
        }

        /** [begin] for Java, on the calling thread. */
        @JvmStatic
        @Throws(InterruptedException::class)
        public fun beginBlocking(options: SignInOptions): SignIn = blocking { begin(options) }

        /** [begin] for Java, as a future. */
        @JvmStatic
        public fun beginAsync(options: SignInOptions): CompletableFuture<SignIn> = futureOf { begin(options) }

        /**
         * Goes on where another process began: its [oauthToken] and [oauthTokenSecret], and the same options. Nothing
         * is sent.
         *
         * Take both from the session of the browser that began. Whoever looks them up by the token in the callback lets
         * a stranger sign somebody else in to the stranger's account.
         *
         * @throws FeedbackException.Configuration naming everything that is wrong.
         */
        @JvmStatic
        public fun resume(options: SignInOptions, oauthToken: String, oauthTokenSecret: String): SignIn {
            val check = ArgumentCheck()
            val native = options.native(check)
            val token = check.text("oauthToken", oauthToken, secret = true)
            val secret = check.text("oauthTokenSecret", oauthTokenSecret, secret = true)
            val make = { NativeSignIn.resume(native, token, secret) }
            check.adopt { make().close() }
            check.refuseSettings()
            return SignIn(natively(make))
        }
    }
}
