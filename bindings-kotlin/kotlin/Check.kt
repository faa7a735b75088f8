package io.twitterfeedback

import io.twitterfeedback.ffi.NativeCheck

/** One thing that [Client.doctor] looked at. */
@ConsistentCopyVisibility
public data class Check internal constructor(
    /** What was looked at: `host`, `clock`, `credentials`, `permission`, `limits` or `allow_listing`. */
    public val name: String,
    /** How it is. */
    public val state: CheckState,
    /** What was found, as a sentence; never a secret. */
    public val finding: String,
    /** What to do next, as a sentence. */
    public val nextStep: String,
) {
    internal constructor(native: NativeCheck) :
        this(native.name, CheckState.of(native.state), native.finding, native.nextStep)
}
