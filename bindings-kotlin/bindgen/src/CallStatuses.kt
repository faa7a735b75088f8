package io.twitterfeedback.ffi

/**
 * Where native calls report how they went, used again and again: each owns native memory, and to make and clean up a new
 * one for every call costs more than the call.
 */
internal object CallStatuses {
    /** Those of a thread that are not in use; several are where a call leads to another. */
    private val idle = ThreadLocal.withInitial { ArrayDeque<UniffiRustCallStatus>() }

    inline fun <T> use(call: (UniffiRustCallStatus) -> T): T {
        val mine = idle()
        val status = mine.removeLastOrNull() ?: UniffiRustCallStatus()
        try {
            return call(status)
        } finally {
            status.code = 0
            status.error_buf.data = null
            mine.addLast(status)
        }
    }

    fun idle(): ArrayDeque<UniffiRustCallStatus> = idle.get()
}
