package io.twitterfeedback

import io.twitterfeedback.ffi.NativeAttemptFilter
import io.twitterfeedback.internal.ArgumentCheck
import java.time.Instant

/** Which attempts to list: all that is given must hold. It is checked where it is used. In Java: [builder]. */
public data class AttemptFilter(
    /** Of this person. */
    public val toUserId: String? = null,
    /** With this reference. */
    public val externalId: String? = null,
    /** In this state; the words of [Attempt.state]. */
    public val state: String? = null,
    /** Made at this time or later. */
    public val fromTime: Instant? = null,
    /** Made at this time or earlier. */
    public val toTime: Instant? = null,
    /** Made before the attempt of this id: for the next page, the last id of the one before. */
    public val before: String? = null,
    /** At most so many, 1 to 10,000. */
    public val limit: Int = 1_000,
) {
    internal fun native(): NativeAttemptFilter {
        val check = ArgumentCheck()
        val native = NativeAttemptFilter(
            toUserId = toUserId?.let { check.text("to_user_id", it) },
            externalId = externalId?.let { check.text("external_id", it) },
            state = state?.let { check.text("state", it) },
            fromTime = fromTime?.let { check.time("from_time", it) },
            toTime = toTime?.let { check.time("to_time", it) },
            before = before?.let { check.text("before", it) },
            limit = check.whole("limit", limit, 1..10_000).toUInt(),
        )
        check.refuse("the filter")
        return native
    }

    /** For Java: sets what is to be looked for. */
    public class Builder internal constructor() {
        private var filter = AttemptFilter()

        /** See [AttemptFilter.toUserId]. */
        public fun toUserId(userId: String): Builder = apply { filter = filter.copy(toUserId = userId) }

        /** See [AttemptFilter.externalId]. */
        public fun externalId(externalId: String): Builder = apply { filter = filter.copy(externalId = externalId) }

        /** See [AttemptFilter.state]. */
        public fun state(state: String): Builder = apply { filter = filter.copy(state = state) }

        /** See [AttemptFilter.fromTime]. */
        public fun fromTime(time: Instant): Builder = apply { filter = filter.copy(fromTime = time) }

        /** See [AttemptFilter.toTime]. */
        public fun toTime(time: Instant): Builder = apply { filter = filter.copy(toTime = time) }

        /** See [AttemptFilter.before]. */
        public fun before(attemptId: String): Builder = apply { filter = filter.copy(before = attemptId) }

        /** See [AttemptFilter.limit]. */
        public fun limit(limit: Int): Builder = apply { filter = filter.copy(limit = limit) }

        /** The filter; it is checked where it is used. */
        public fun build(): AttemptFilter = filter
    }

    public companion object {
        /** Begins with all attempts, of which the newest 1,000 are listed. */
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
