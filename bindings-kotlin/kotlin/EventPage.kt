package io.twitterfeedback

import io.twitterfeedback.ffi.PageData
import io.twitterfeedback.ffi.readPage
import io.twitterfeedback.internal.PageTexts
import io.twitterfeedback.internal.Rows
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.fixed
import io.twitterfeedback.internal.natively

/** One page of events. An empty or short page says nothing about the end. */
public class EventPage private constructor(
    data: PageData,
    body: ByteArray,
    /** The HTTP answer behind it; `null` for a page that was read from text. */
    public val reply: Reply?,
) {
    internal constructor(data: PageData) : this(data, checkNotNull(data.reply).body, Reply(checkNotNull(data.reply)))

    /** The events that could be read, in the service's order. */
    public val events: List<FeedbackEvent>

    /** Those that could not, as they came. */
    public val unreadable: List<UnreadableEvent> =
        data.unreadable.map { UnreadableEvent(it.index.toInt(), it.raw, it.jsonPath, it.reason) }.fixed()

    /** Where to go on; `null` after the last page. */
    public val nextCursor: String? = data.nextCursor

    init {
        val (rows, texts) = Rows(data.rows) to PageTexts(body)
        events = List(rows.size) { FeedbackEvent(rows, it, texts.at(it)) }.fixed()
    }

    override fun toString(): String =
        "EventPage(events=${events.size}, unreadable=${unreadable.size}, nextCursor=$nextCursor)"

    public companion object {
        /**
         * Reads the body of one answer of `GET feedback/events`.
         *
         * @throws FeedbackException.Decode when it is not a page at all.
         */
        @JvmStatic
        public fun fromJson(json: String): EventPage = fromJson(checked { text("json", json) }.encodeToByteArray())

        /** The same from bytes. */
        @JvmStatic
        public fun fromJson(json: ByteArray): EventPage {
            val body = json.copyOf()
            return EventPage(natively { readPage(body) }, body, null)
        }
    }
}
