package io.twitterfeedback.internal

import io.twitterfeedback.LogLevel
import io.twitterfeedback.LogRecord
import io.twitterfeedback.Logger
import io.twitterfeedback.ffi.NativeLogRecord
import io.twitterfeedback.ffi.listenToLog
import io.twitterfeedback.ffi.waitForLog
import java.util.concurrent.ConcurrentHashMap
import kotlin.concurrent.thread
import kotlin.time.Duration.Companion.seconds
import kotlin.time.TimeSource

/** How long an exit waits for loggers. */
private val LAST_MOMENT = 1.seconds

/** Carries log records from native code to a logger, on a thread of its own: no call waits for a logger. */
internal object LogPump {
    /** The threads that may have something to hand over. */
    private val pumps = ConcurrentHashMap.newKeySet<Thread>()

    private val atExit = lazy {
        // Refused while the process exits already.
        runCatching { Runtime.getRuntime().addShutdownHook(Thread(::finish)) }
    }

    private var logger: Logger? = null
    private var pump: Thread? = null

    /** No logger is called from in here: it may hold a lock that another thread has while it waits for this one. */
    @Synchronized
    fun start(to: Logger?, level: LogLevel) {
        val number = natively { listenToLog(if (to == null) null else level.number.toUByte()) }
        val before = if (to === logger) pump else null
        logger = to
        pump = null
        if (to != null) {
            atExit.value
            val next = thread(start = false, isDaemon = true, name = "twitter-feedback-log") {
                // One logger is called for one record after the other.
                before?.join()
                pump(number, to)
            }
            pumps += next
            pump = next
            next.start()
        }
    }

    private fun pump(number: UInt, to: Logger) {
        while (true) {
            val records = natively { waitForLog(number) } ?: break
            records.forEach { handOver(it, to) }
        }
        pumps -= Thread.currentThread()
    }

    /** For a moment only: the logger may block, or be what ends the process. */
    private fun finish() {
        natively { listenToLog(null) }
        val end = TimeSource.Monotonic.markNow() + LAST_MOMENT
        for (pump in pumps) {
            pump.join((-end.elapsedNow()).inWholeMilliseconds.coerceAtLeast(1))
        }
    }

    private fun handOver(record: NativeLogRecord, to: Logger) {
        // A logger that fails must cost neither the records behind this one nor the thread.
        runCatching { to.log(LogRecord(record.at, levelOf(record.level), record.text)) }
    }

    private fun levelOf(number: UByte): LogLevel =
        LogLevel.entries.find { it.number == number.toInt() } ?: LogLevel.TRACE
}
