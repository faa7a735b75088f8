package io.twitterfeedback

import io.twitterfeedback.ffi.NativeAdvice

/** What could go wrong with a prompt although nothing is refused. */
@ConsistentCopyVisibility
public data class Advice internal constructor(
    /** What it is about, in one word. */
    public val code: String,
    /** The field it is about. */
    public val field: String,
    /** A sentence for people. */
    public val text: String,
) {
    internal constructor(native: NativeAdvice) : this(native.code, native.field, native.text)
}
