package io.twitterfeedback

import io.twitterfeedback.ffi.DeliveryHead
import io.twitterfeedback.ffi.VerifierSettings
import io.twitterfeedback.ffi.authenticateDelivery
import io.twitterfeedback.ffi.checkVerifier
import io.twitterfeedback.ffi.verifyDelivery
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.fixed
import io.twitterfeedback.internal.natively
import io.twitterfeedback.internal.received

/**
 * Tells the service's deliveries from everybody else's. Safe to share; nothing waits, and nothing has to be closed.
 *
 * A delivery has no signature (doc): what can be checked is the basic auth that was registered with the URL, and the
 * address it comes from.
 */
public class WebhookVerifier private constructor(private val settings: VerifierSettings) {
    /**
     * Checks every setting.
     *
     * @param credentials who is let in: a pair, or two while they are being changed
     * @param networks networks (`199.59.148.0/22`) or addresses that deliveries may come from; without any, all may
     * @param trustedProxies networks or addresses whose `X-Forwarded-For` is believed; without any, nobody's is
     * @throws FeedbackException.Configuration naming everything that is wrong. Neither credentials nor networks would
     * let everybody in: that is refused too.
     */
    @JvmOverloads
    public constructor(
        credentials: List<WebhookCredentials> = emptyList(),
        networks: List<String> = emptyList(),
        trustedProxies: List<String> = emptyList(),
    ) : this(checkedSettings(credentials, networks, trustedProxies))

    /** Lets in who has these, wherever he is. */
    public constructor(credentials: WebhookCredentials) : this(listOf(credentials))

    /**
     * Whether a request comes from the service: returns if it does. Ask before its body is read.
     *
     * User name and password are compared in constant time, and with all pairs. `X-Forwarded-For` is read from the
     * right, as far as proxies are trusted.
     *
     * @param authorization the header `Authorization`
     * @param remoteAddr the address of the connection's other end, with or without a port
     * @param forwardedFor the header `X-Forwarded-For`; several of them joined with commas
     * @throws FeedbackException.Webhook with the status 401, which is also what to answer.
     */
    @JvmOverloads
    public fun authenticate(authorization: String?, remoteAddr: String? = null, forwardedFor: String? = null): Unit =
        natively { authenticateDelivery(settings, head(authorization, remoteAddr, forwardedFor)) }

    /**
     * Authenticates a delivery as [authenticate] does, and reads its event.
     *
     * The service is not known to deliver again (doc), so keep a body that was refused with 400.
     *
     * @throws FeedbackException.Webhook with the status to answer with: 401, or 413 and 400 as
     * [FeedbackEvent.fromWebhook] has them.
     */
    @JvmOverloads
    public fun verify(
        body: ByteArray,
        authorization: String?,
        remoteAddr: String? = null,
        forwardedFor: String? = null,
    ): FeedbackEvent =
        FeedbackEvent(natively { verifyDelivery(settings, body, head(authorization, remoteAddr, forwardedFor)) })

    override fun toString(): String =
        "WebhookVerifier(networks=${settings.networks}, trustedProxies=${settings.trustedProxies})"

    private fun head(authorization: String?, remoteAddr: String?, forwardedFor: String?) =
        DeliveryHead(authorization?.let(::received), remoteAddr?.let(::received), forwardedFor?.let(::received))

    public companion object {
        /** The blocks that deliveries came from in 2016 (doc). Off unless given: they may have changed since. */
        @JvmField
        public val PUBLISHED_NETWORKS: List<String> = listOf("199.59.148.0/22", "199.16.156.0/22").fixed()

        private fun checkedSettings(
            credentials: List<WebhookCredentials>,
            networks: List<String>,
            trustedProxies: List<String>,
        ): VerifierSettings {
            val check = ArgumentCheck()
            val settings = VerifierSettings(
                credentials = credentials.map { it.pair },
                networks = networks.map { check.text("networks", it) },
                trustedProxies = trustedProxies.map { check.text("trustedProxies", it) },
            )
            check.adopt { checkVerifier(settings) }
            check.refuseSettings()
            natively { checkVerifier(settings) }
            return settings
        }
    }
}
