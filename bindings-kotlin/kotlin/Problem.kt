package io.twitterfeedback

import java.io.Serializable

/** One field that was refused. */
public data class Problem(
    /** The field, by the service's own name, such as `to_user_id`; settings by their name in Kotlin. */
    public val field: String,
    /** The rule, as a sentence that goes on from the field's name: `must be …`. */
    public val rule: String,
    /** The beginning of what was given; never a secret. */
    public val given: String,
) : Serializable
