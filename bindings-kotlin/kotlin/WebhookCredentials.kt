package io.twitterfeedback

import io.twitterfeedback.ffi.WebhookPair
import io.twitterfeedback.ffi.generateWebhookPair
import io.twitterfeedback.ffi.webhookAuthorization
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.natively

/** User name and password that the service sends with every delivery (basic auth), as they were registered with it. */
public class WebhookCredentials private constructor(internal val pair: WebhookPair) {
    /**
     * Takes the two as they were registered.
     *
     * Letters beyond ASCII are compared as UTF-8; how the service encodes them is not known, so better have none.
     *
     * @throws FeedbackException.Configuration when one is empty, longer than 1,024 bytes or has a control character, or
     * the user name a colon, which basic auth cannot carry.
     */
    public constructor(username: String, password: String) : this(checkedPair(username, password))

    /** The user name. */
    public val username: String get() = pair.username

    /** The password, in clear: for registering it, and nowhere else. */
    public val password: String get() = pair.password

    /** The `Authorization` header of a delivery, in clear. */
    public val authorization: String = natively { webhookAuthorization(pair) }

    override fun toString(): String = "WebhookCredentials([redacted])"

    public companion object {
        /** Makes up strong ones from the system's random numbers. */
        @JvmStatic
        public fun generate(): WebhookCredentials = WebhookCredentials(natively { generateWebhookPair() })

        private fun checkedPair(username: String, password: String): WebhookPair {
            val check = ArgumentCheck()
            val pair = WebhookPair(
                username = check.text("username", username, secret = true),
                password = check.text("password", password, secret = true),
            )
            check.adopt { webhookAuthorization(pair) }
            check.refuseSettings()
            return pair
        }
    }
}
