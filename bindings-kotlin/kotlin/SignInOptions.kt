package io.twitterfeedback

import io.twitterfeedback.ffi.NativeSignIn
import io.twitterfeedback.ffi.NativeSignInOptions
import io.twitterfeedback.internal.ArgumentCheck
import kotlin.time.Duration
import kotlin.time.toKotlinDuration

/**
 * What signing in goes by. What is `null` has its default. In Java: [builder].
 *
 * The two keys are the app's, from its page at the service; they are not shown again.
 */
public class SignInOptions(
    private val consumerKey: String,
    private val consumerSecret: String,
    /**
     * Where the browser is sent afterwards: an absolute URL that the app's page at the service lists. Default `oob`:
     * the service shows a PIN instead.
     */
    public val callback: String? = null,
    /** Where the service is. Default `https://api.twitter.com`; http only for loopback addresses. */
    public val apiBase: String? = null,
    /** Where the person's browser finds the service, if that is not [apiBase]. */
    public val authorizeBase: String? = null,
    /** Whose time to go by. Default: the machine's. */
    public val clock: Clock? = null,
    /** For one request, from the connection to the last byte. Default 30 seconds. */
    public val timeout: Duration? = null,
    /** An http or https proxy's URL. Default: what `HTTPS_PROXY` and its like say. */
    public val proxy: String? = null,
    /** One or more further root certificates, PEM. */
    public val rootCertificate: ByteArray? = null,
    /** Your app's name and version (`MyHelpdesk/2.1`), put behind this library's. */
    public val userAgent: String? = null,
) {
    /** What may hold a key or a login is not shown. */
    override fun toString(): String = "SignInOptions(clock=$clock, userAgent=$userAgent)"

    /** The options, each as it crosses, where nothing at all is wrong. */
    internal fun native(): NativeSignInOptions {
        val check = ArgumentCheck()
        val native = native(check)
        check.adopt { NativeSignIn.resume(native, "none", "none").close() }
        check.refuseSettings()
        return native
    }

    /** The options, each as it crosses. What is wrong is noted. */
    internal fun native(check: ArgumentCheck): NativeSignInOptions = NativeSignInOptions(
        consumerKey = check.text("consumerKey", consumerKey, secret = true),
        consumerSecret = check.text("consumerSecret", consumerSecret, secret = true),
        callback = callback?.let { check.text("callback", it, secret = true) },
        apiBase = apiBase?.let { check.text("apiBase", it, secret = true) },
        authorizeBase = authorizeBase?.let { check.text("authorizeBase", it, secret = true) },
        clock = clock?.word,
        timeout = timeout?.let { check.duration("timeout", it) },
        proxy = proxy?.let { check.text("proxy", it, secret = true) },
        rootCertificate = rootCertificate,
        userAgent = userAgent?.let { check.text("userAgent", it) },
    )

    /** For Java: sets what is to differ from the default. */
    public class Builder internal constructor(private val consumerKey: String, private val consumerSecret: String) {
        private var callback: String? = null
        private var apiBase: String? = null
        private var authorizeBase: String? = null
        private var clock: Clock? = null
        private var timeout: Duration? = null
        private var proxy: String? = null
        private var rootCertificate: ByteArray? = null
        private var userAgent: String? = null

        /** See [SignInOptions.callback]. */
        public fun callback(url: String): Builder = apply { callback = url }

        /** See [SignInOptions.apiBase]. */
        public fun apiBase(url: String): Builder = apply { apiBase = url }

        /** See [SignInOptions.authorizeBase]. */
        public fun authorizeBase(url: String): Builder = apply { authorizeBase = url }

        /** See [SignInOptions.clock]. */
        public fun clock(clock: Clock): Builder = apply { this.clock = clock }

        /** See [SignInOptions.timeout]. */
        public fun timeout(time: java.time.Duration): Builder = apply { timeout = time.toKotlinDuration() }

        /** See [SignInOptions.proxy]. */
        public fun proxy(url: String): Builder = apply { proxy = url }

        /** See [SignInOptions.rootCertificate]. */
        public fun rootCertificate(pem: ByteArray): Builder = apply { rootCertificate = pem }

        /** See [SignInOptions.userAgent]. */
        public fun userAgent(app: String): Builder = apply { userAgent = app }

        /** The options; they are checked where signing in begins. */
        public fun build(): SignInOptions = SignInOptions(
            consumerKey,
            consumerSecret,
            callback,
            apiBase,
            authorizeBase,
            clock,
            timeout,
            proxy,
            rootCertificate,
            userAgent,
        )
    }

    public companion object {
        /** Begins with the app's two keys and every default. */
        @JvmStatic
        public fun builder(consumerKey: String, consumerSecret: String): Builder = Builder(consumerKey, consumerSecret)
    }
}
