package io.twitterfeedback

import io.twitterfeedback.ffi.NativeSignedIn

/** An account that allowed the app to speak for it. */
public class SignedIn internal constructor(native: NativeSignedIn) {
    /** What a [Client] is made with; [Credentials.toFile] keeps them. */
    public val credentials: Credentials = Credentials(native.credentials)

    /** The account's user id. */
    public val userId: String = native.userId

    /** Its name after the @. */
    public val screenName: String? = native.screenName

    override fun toString(): String = "SignedIn(userId=$userId, screenName=$screenName)"
}
