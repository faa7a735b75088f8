package io.twitterfeedback

import io.twitterfeedback.ffi.SenderKeys

/** The keys of one sender of a sandbox. Readable, because they open nothing else. */
public class SandboxCredentials internal constructor(keys: SenderKeys) :
    Credentials(keys.consumerKey, keys.consumerSecret, keys.accessToken, keys.accessTokenSecret) {
    /** The app's key; every sender of one sandbox shares it. */
    public val consumerKey: String = keys.consumerKey

    /** The app's secret. */
    public val consumerSecret: String = keys.consumerSecret

    /** The sender's token. */
    public val accessToken: String = keys.accessToken

    /** The sender's token secret. */
    public val accessTokenSecret: String = keys.accessTokenSecret

    /** The sender's user id. */
    public val userId: String = keys.userId

    /** The sender's name, without the @. */
    public val screenName: String = keys.screenName

    override fun toString(): String = "SandboxCredentials(userId=$userId, screenName=$screenName)"
}
