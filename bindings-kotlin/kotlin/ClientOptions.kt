package io.twitterfeedback

import io.twitterfeedback.ffi.NativeClientOptions
import io.twitterfeedback.internal.ArgumentCheck
import kotlin.time.Duration
import kotlin.time.toKotlinDuration

/** What a client goes by. What is `null` has its default. In Java: [builder]. */
public class ClientOptions(
    /** The four strings of OAuth 1.0a. Left out for [Client.fromEnv], and for a sandbox's own sender. */
    public val credentials: Credentials? = null,
    /** Where the service is. Default `https://api.twitter.com`; http only for loopback addresses. */
    public val apiBase: String? = null,
    /**
     * Adds `test=true` to every request, as the service asks for while testing (doc). It filters nothing, and people
     * are asked all the same!
     */
    public val test: Boolean? = null,
    /** Whose time to go by. Default: the machine's. */
    public val clock: Clock? = null,
    /** For one try, from the connection to the last byte. Default 30 seconds. */
    public val timeout: Duration? = null,
    /** For making a connection, TLS included. Default 10 seconds. */
    public val connectTimeout: Duration? = null,
    /** Between two pieces of an answer. Default 15 seconds. */
    public val readTimeout: Duration? = null,
    /** For one call that reads, with all its tries and waits. Default 2 minutes. */
    public val operationTimeout: Duration? = null,
    /** How long one call that reads may wait for a limit to reset. Default a minute; 0 never waits. */
    public val maxRateWait: Duration? = null,
    /** Tries of one call that reads, the first included. Default 4. */
    public val maxTries: Int? = null,
    /** An http or https proxy's URL. Default: what `HTTPS_PROXY` and its like say. */
    public val proxy: String? = null,
    /** One or more further root certificates, PEM. */
    public val rootCertificate: ByteArray? = null,
    /** Your app's name and version (`MyHelpdesk/2.1`), put behind this library's. */
    public val userAgent: String? = null,
) {
    /** What may hold a login is not shown. */
    override fun toString(): String = "ClientOptions(clock=$clock, test=$test, userAgent=$userAgent)"

    /** The same, with these where nothing was given. */
    internal fun or(credentials: Credentials, apiBase: String, clock: Clock): ClientOptions = ClientOptions(
        this.credentials ?: credentials,
        this.apiBase ?: apiBase,
        test,
        this.clock ?: clock,
        timeout,
        connectTimeout,
        readTimeout,
        operationTimeout,
        maxRateWait,
        maxTries,
        proxy,
        rootCertificate,
        userAgent,
    )

    /** The options, each as it crosses. What is wrong is noted. */
    internal fun native(check: ArgumentCheck): NativeClientOptions = NativeClientOptions(
        apiBase = apiBase?.let { check.text("apiBase", it, secret = true) },
        test = test,
        clock = clock?.word,
        timeout = timeout?.let { check.duration("timeout", it) },
        connectTimeout = connectTimeout?.let { check.duration("connectTimeout", it) },
        readTimeout = readTimeout?.let { check.duration("readTimeout", it) },
        operationTimeout = operationTimeout?.let { check.duration("operationTimeout", it) },
        maxRateWait = maxRateWait?.let { check.duration("maxRateWait", it, zero = true) },
        maxTries = maxTries?.let { check.whole("maxTries", it, 1..Int.MAX_VALUE).toUInt() },
        proxy = proxy?.let { check.text("proxy", it, secret = true) },
        rootCertificate = rootCertificate,
        userAgent = userAgent?.let { check.text("userAgent", it) },
    )

    /** For Java: sets what is to differ from the default. */
    public class Builder internal constructor() {
        private var credentials: Credentials? = null
        private var apiBase: String? = null
        private var test: Boolean? = null
        private var clock: Clock? = null
        private var timeout: Duration? = null
        private var connectTimeout: Duration? = null
        private var readTimeout: Duration? = null
        private var operationTimeout: Duration? = null
        private var maxRateWait: Duration? = null
        private var maxTries: Int? = null
        private var proxy: String? = null
        private var rootCertificate: ByteArray? = null
        private var userAgent: String? = null

        /** See [ClientOptions.credentials]. */
        public fun credentials(credentials: Credentials): Builder = apply { this.credentials = credentials }

        /** See [ClientOptions.apiBase]. */
        public fun apiBase(url: String): Builder = apply { apiBase = url }

        /** See [ClientOptions.test]. */
        public fun test(test: Boolean): Builder = apply { this.test = test }

        /** See [ClientOptions.clock]. */
        public fun clock(clock: Clock): Builder = apply { this.clock = clock }

        /** See [ClientOptions.timeout]. */
        public fun timeout(time: java.time.Duration): Builder = apply { timeout = time.toKotlinDuration() }

        /** See [ClientOptions.connectTimeout]. */
        public fun connectTimeout(time: java.time.Duration): Builder =
            apply { connectTimeout = time.toKotlinDuration() }

        /** See [ClientOptions.readTimeout]. */
        public fun readTimeout(time: java.time.Duration): Builder = apply { readTimeout = time.toKotlinDuration() }

        /** See [ClientOptions.operationTimeout]. */
        public fun operationTimeout(time: java.time.Duration): Builder =
            apply { operationTimeout = time.toKotlinDuration() }

        /** See [ClientOptions.maxRateWait]. */
        public fun maxRateWait(time: java.time.Duration): Builder = apply { maxRateWait = time.toKotlinDuration() }

        /** See [ClientOptions.maxTries]. */
        public fun maxTries(tries: Int): Builder = apply { maxTries = tries }

        /** See [ClientOptions.proxy]. */
        public fun proxy(url: String): Builder = apply { proxy = url }

        /** See [ClientOptions.rootCertificate]. */
        public fun rootCertificate(pem: ByteArray): Builder = apply { rootCertificate = pem }

        /** See [ClientOptions.userAgent]. */
        public fun userAgent(app: String): Builder = apply { userAgent = app }

        /** The options; they are checked where a client is made of them. */
        public fun build(): ClientOptions = ClientOptions(
            credentials,
            apiBase,
            test,
            clock,
            timeout,
            connectTimeout,
            readTimeout,
            operationTimeout,
            maxRateWait,
            maxTries,
            proxy,
            rootCertificate,
            userAgent,
        )
    }

    public companion object {
        /** Begins with every default. */
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
