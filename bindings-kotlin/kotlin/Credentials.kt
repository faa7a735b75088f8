package io.twitterfeedback

import io.twitterfeedback.ffi.NativeCredentials
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.natively
import io.twitterfeedback.internal.variables
import java.nio.file.Path

/**
 * The four strings of OAuth 1.0a: never shown, never logged, wiped when nobody holds them any more.
 *
 * They come from the app's page at the service, and from signing in as the account that asks.
 */
public open class Credentials internal constructor(internal val native: NativeCredentials) {
    /**
     * Takes the four strings.
     *
     * @throws FeedbackException.Configuration naming each that is empty or holds white space or a control character.
     */
    public constructor(
        consumerKey: String,
        consumerSecret: String,
        accessToken: String,
        accessTokenSecret: String,
    ) : this(made(consumerKey, consumerSecret, accessToken, accessTokenSecret))

    /**
     * Writes the JSON file that [fromFile] reads, for its owner alone (mode 0600). It appears whole or not at all, and
     * takes the place of whatever was there.
     *
     * @throws FeedbackException.Configuration when it cannot be written.
     */
    public fun toFile(path: Path): Unit = checkedPath(path).let { natively { native.toFile(it) } }

    override fun toString(): String = "Credentials([redacted])"

    public companion object {
        private val CONTENT = Regex("^\\s*\\{|[\\r\\n]")

        /**
         * Reads `TWITTER_FEEDBACK_CONSUMER_KEY`, `_CONSUMER_SECRET`, `_ACCESS_TOKEN` and `_ACCESS_TOKEN_SECRET`.
         *
         * @throws FeedbackException.Configuration naming every variable that is missing or unusable.
         */
        @JvmStatic
        public fun fromEnv(): Credentials = Credentials(natively { NativeCredentials.fromEnv(variables()) })

        /**
         * Reads a JSON file with the members `consumer_key`, `consumer_secret`, `access_token` and
         * `access_token_secret`.
         *
         * @throws FeedbackException.Configuration when others than its owner may read it (mode 0600), or when it cannot
         * be read.
         */
        @JvmStatic
        public fun fromFile(path: Path): Credentials =
            checkedPath(path).let { Credentials(natively { NativeCredentials.fromFile(it) }) }

        private fun checkedPath(path: Path): String {
            val check = ArgumentCheck()
            val text = check.path("path", path)
            if (CONTENT.containsMatchIn(text)) {
                // A file's content in the place of its path is a secret.
                check.note("path", "must be a path", "something else")
            }
            check.refuseSettings()
            return text
        }

        private fun made(vararg given: String): NativeCredentials {
            val names = listOf("consumerKey", "consumerSecret", "accessToken", "accessTokenSecret")
            val check = ArgumentCheck()
            val texts = names.zip(given) { name, text -> check.text(name, text, secret = true) }
            val make = { NativeCredentials(texts[0], texts[1], texts[2], texts[3]) }
            check.adopt { make().close() }
            check.refuseSettings()
            return natively(make)
        }
    }
}
