package io.twitterfeedback

import io.twitterfeedback.ffi.NativeReply
import java.time.Instant

/** The HTTP answer behind a value. */
public class Reply internal constructor(private val native: NativeReply) {
    /** The HTTP status. */
    public val status: Int get() = native.status.toInt()

    /** By name in lower case, without those that carry sessions or logins; repeated ones are joined by `, `. */
    public val headers: Map<String, String> get() = native.headers.toSortedMap()

    /** The body, to the letter: a copy. */
    public val body: ByteArray get() = native.body.copyOf()

    /** The service's id of the request, for its support. */
    public val requestId: String? get() = native.requestId

    /** When the service says that it answered, to the second. */
    public val date: Instant? get() = native.date

    override fun toString(): String = "Reply(status=$status, requestId=$requestId, date=$date)"
}
