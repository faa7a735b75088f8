package io.twitterfeedback

import io.twitterfeedback.ffi.NativeFriendship

/** What stands between the account that asks and a user. */
@ConsistentCopyVisibility
public data class Friendship internal constructor(
    /** The user. */
    public val targetId: String?,
    /** Whether the user can be sent a Direct Message; `null`: the service does not say. */
    public val canDm: Boolean?,
) {
    internal constructor(native: NativeFriendship) : this(native.targetId, native.canDm)
}
