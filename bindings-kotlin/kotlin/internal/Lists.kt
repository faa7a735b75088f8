package io.twitterfeedback.internal

import java.util.Collections

/** The same for Java, too, to which a `List` says nothing of who may change it. */
internal fun <T> List<T>.fixed(): List<T> = Collections.unmodifiableList(this)
