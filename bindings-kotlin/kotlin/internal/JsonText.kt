package io.twitterfeedback.internal

import io.twitterfeedback.ffi.Source
import io.twitterfeedback.ffi.eventTexts

/** The text that something was read from. */
internal fun interface JsonText {
    fun get(): String
}

/** The texts of a page's events, read from its body when the first is asked for. */
internal class PageTexts(private val body: ByteArray) {
    private val texts by lazy { natively { eventTexts(body) } }

    fun at(index: Int): JsonText = JsonText { texts[index] }
}

/** What is asked of a feedback's text: its own, or that of the event it came with. */
internal class FeedbackText(private val text: JsonText, private val ofEvent: Boolean) {
    val source: Source get() = Source(text.get(), ofEvent)
}
