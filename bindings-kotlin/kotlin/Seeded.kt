package io.twitterfeedback

/** What [Sandbox.seed] made up. */
@ConsistentCopyVisibility
public data class Seeded internal constructor(
    /** How many feedbacks. */
    public val feedbacks: Long,
    /** How many events there are of them. */
    public val events: Long,
)
