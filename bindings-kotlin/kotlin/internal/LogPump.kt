package io.twitterfeedback.internal

import io.twitterfeedback.LogLevel
import io.twitterfeedback.LogRecord
import io.twitterfeedback.Logger
import io.twitterfeedback.ffi.NativeLogRecord
import io.twitterfeedback.ffi.listenToLog
import io.twitterfeedback.ffi.takeLog
import io.twitterfeedback.ffi.waitForLog
import kotlin.concurrent.thread

/** Carries log records from native code to a logger, on a thread of its own: no call waits for a logger. */
internal object LogPump {
    @Volatile
    private var logger: Logger? = null

    private val atExit = lazy {
        Runtime.getRuntime().addShutdownHook(Thread(::handOverWhatWaits))
    }

    fun start(to: Logger?, level: LogLevel) {
        // Those that wait arose for the one before.
        handOverWhatWaits()
        val number = exchange(to, level)
        if (to != null) {
            atExit.value
            thread(isDaemon = true, name = "twitter-feedback-log") { pump(number) }
        }
    }

    /** No logger is called from in here: it may hold a lock that another thread has while it waits for this one. */
    @Synchronized
    private fun exchange(to: Logger?, level: LogLevel): UInt {
        logger = to
        return natively { listenToLog(if (to == null) null else level.number.toUByte()) }
    }

    private fun pump(number: UInt) {
        while (true) {
            handOver(natively { waitForLog(number) } ?: return)
        }
    }

    private fun handOverWhatWaits() = handOver(natively { takeLog() })

    private fun handOver(records: List<NativeLogRecord>) {
        for (record in records) {
            // A logger that fails must cost neither the records behind this one nor the thread.
            runCatching { logger?.log(LogRecord(record.at, levelOf(record.level), record.text)) }
        }
    }

    private fun levelOf(number: UByte): LogLevel =
        LogLevel.entries.find { it.number == number.toInt() } ?: LogLevel.TRACE
}
