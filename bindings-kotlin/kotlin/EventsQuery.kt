package io.twitterfeedback

import java.time.Instant

/**
 * Which events to list. A period or a cursor, not both: a cursor brings its period with it.
 *
 * It is checked where it is used.
 */
public data class EventsQuery @JvmOverloads constructor(
    /** The first moment, to the millisecond. Default: a week before [toTime]. */
    public val fromTime: Instant? = null,
    /** The last moment, to the millisecond. Default: 24 hours ago, the latest that the service shows (doc). */
    public val toTime: Instant? = null,
    /** Events on a page, 1 to 100. */
    public val count: Int = 100,
    /** Goes on where an earlier listing stopped: [EventPage.nextCursor]. */
    public val cursor: String? = null,
) {
    public companion object {
        /** A period in epoch milliseconds, both ends included. */
        @JvmStatic
        @JvmOverloads
        public fun ofEpochMilli(fromTime: Long, toTime: Long, count: Int = 100): EventsQuery =
            EventsQuery(Instant.ofEpochMilli(fromTime), Instant.ofEpochMilli(toTime), count)

        /** Goes on where an earlier listing stopped. */
        @JvmStatic
        @JvmOverloads
        public fun resume(cursor: String, count: Int = 100): EventsQuery = EventsQuery(count = count, cursor = cursor)
    }
}
