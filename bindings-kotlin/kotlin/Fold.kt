package io.twitterfeedback

import io.twitterfeedback.ffi.NativeFold
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.folded
import io.twitterfeedback.internal.natively

/**
 * The current state of every feedback that was seen: the same for every order and repetition of events.
 *
 * Iterates the states by feedback id. Safe to share.
 */
public class Fold internal constructor(private val native: NativeFold) :
    Iterable<Folded>,
    AutoCloseable {
    /** Nothing was seen yet. */
    public constructor() : this(natively { NativeFold() })

    /** How many feedbacks were seen. */
    public val size: Int get() = natively { native.size() }.toInt()

    /** Takes in one event. */
    public fun apply(event: FeedbackEvent) {
        val json = event.raw
        natively { native.apply(json) }
    }

    /** Takes in a feedback that did not come with an event: what `create` or `show` answered. */
    public fun applyFeedback(feedback: Feedback) {
        val source = feedback.source
        natively { native.applyFeedback(source) }
    }

    /** Takes in all that another fold has seen. */
    public fun merge(other: Fold) {
        natively { other.native.copied().use(native::merge) }
    }

    /** The state of one feedback; `null` where it was never seen. */
    public operator fun get(feedbackId: String): Folded? {
        val id = checked { text("feedback_id", feedbackId) }
        return natively { native.get(id) }.folded().firstOrNull()
    }

    /** The states as they are now, by feedback id. */
    override fun iterator(): Iterator<Folded> {
        val now = natively { native.copied() }
        return iterator {
            var after: String? = null
            do {
                val states = natively { now.states(after, AT_ONCE) }.folded()
                yieldAll(states)
                after = states.lastOrNull()?.id
            } while (after != null)
        }
    }

    /** Forgets everything at once; otherwise that happens when nobody holds it any more. */
    override fun close(): Unit = native.close()

    override fun toString(): String = if (native.uniffiIsDestroyed) "Fold(closed)" else "Fold($size feedbacks)"

    private companion object {
        /** How many states cross together. */
        const val AT_ONCE = 1_000u
    }
}
