package io.twitterfeedback.internal

import io.twitterfeedback.Folded
import io.twitterfeedback.ffi.States

/** The states as users see them. */
internal fun States.folded(): List<Folded> {
    val rows = Rows(rows)
    return states.mapIndexed { row, state -> Folded(rows, row, state) }
}
