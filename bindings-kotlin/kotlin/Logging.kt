package io.twitterfeedback

import io.twitterfeedback.internal.LogPump
import java.time.Instant

/** Takes the records of the library's log. */
public fun interface Logger {
    /** Called for one record after the other, on a thread of this library's. What it throws is ignored. */
    public fun log(record: LogRecord)
}

/** One record of the library's log. No secret and no comment stands in it. */
@ConsistentCopyVisibility
public data class LogRecord internal constructor(
    /** When it arose. */
    public val at: Instant,
    /** How much it matters. */
    public val level: LogLevel,
    /** What it says. */
    public val message: String,
)

/** The levels, from what matters most to what matters least. */
public enum class LogLevel(internal val number: Int) {
    /** Something failed. */
    ERROR(40),

    /** Something is not as it should be. */
    WARN(30),

    /** Something happened. */
    INFO(20),

    /** What is of use while looking for a fault. */
    DEBUG(10),

    /** Everything. */
    TRACE(5),
}

/** Where the library's log goes; nowhere, unless it is told. */
public object Logging {
    /**
     * Hands the log, from a level on, to a logger; `null` ends that.
     *
     * The log is the process's. What arose before goes to the logger before. When the process exits, records that wait
     * are handed over; a second later it ends all the same.
     */
    @JvmStatic
    @JvmOverloads
    public fun setLogger(logger: Logger?, level: LogLevel = LogLevel.INFO): Unit = LogPump.start(logger, level)
}
