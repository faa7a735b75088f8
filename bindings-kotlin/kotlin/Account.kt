package io.twitterfeedback

import io.twitterfeedback.ffi.NativeAccount

/** The account that the credentials belong to. */
@ConsistentCopyVisibility
public data class Account internal constructor(
    /** Its user id. */
    public val userId: String,
    /** Its name after the @. */
    public val screenName: String?,
    /** Its name for people. */
    public val name: String?,
    /** What the app may do, as the service words it: `read-write-directmessages`. */
    public val accessLevel: String?,
) {
    internal constructor(native: NativeAccount) :
        this(native.userId, native.screenName, native.name, native.accessLevel)
}
