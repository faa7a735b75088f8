package io.twitterfeedback.internal

import io.twitterfeedback.EventsQuery
import io.twitterfeedback.ffi.Listing
import io.twitterfeedback.ffi.NativeClient
import io.twitterfeedback.ffi.NativeEventsQuery

/** Begins a listing; throws an `InvalidRequest` with everything that is wrong with the query. */
internal fun NativeClient.listing(query: EventsQuery): Listing {
    val check = ArgumentCheck()
    if (query.cursor != null && (query.fromTime != null || query.toTime != null)) {
        val rule = "goes without from_time and to_time: a cursor brings its period with it"
        check.note("cursor", rule, query.cursor)
    }
    val native = NativeEventsQuery(
        fromTime = query.fromTime?.let { check.time("from_time", it) },
        toTime = query.toTime?.let { check.time("to_time", it) },
        count = check.whole("count", query.count, 1..100).toUInt(),
        cursor = query.cursor?.let { check.text("cursor", it) },
    )
    check.adopt { events(native) }
    check.refuse("the query")
    return natively { events(native) }
}
