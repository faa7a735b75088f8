package io.twitterfeedback

import io.twitterfeedback.ffi.NativeQuietHours
import io.twitterfeedback.ffi.checkQuietHours
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.natively
import java.time.LocalTime
import java.time.ZoneId

/** A part of every day in which nobody is asked, on the clocks of one time zone. */
public class QuietHours internal constructor(internal val native: NativeQuietHours) {
    /**
     * From [from], included, to [to], excluded: `21:00` to `08:00` is quiet at night.
     *
     * @param from a time of day, as `21:00` or `21:00:30`
     * @param to another one
     * @param zone an IANA name: `Europe/Berlin`, `UTC`
     * @throws FeedbackException.Configuration naming everything that is wrong.
     */
    public constructor(from: String, to: String, zone: String) : this(checkedHours(from, to, zone))

    /** The same with the types of `java.time`. */
    public constructor(from: LocalTime, to: LocalTime, zone: ZoneId) : this("$from", "$to", zone.id)

    /** When the quiet begins. */
    public val from: String get() = native.from

    /** When it ends. */
    public val to: String get() = native.to

    /** On whose clocks. */
    public val zone: String get() = native.zone

    override fun equals(other: Any?): Boolean = other is QuietHours && native == other.native

    override fun hashCode(): Int = native.hashCode()

    override fun toString(): String = "QuietHours($from to $to $zone)"

    private companion object {
        fun checkedHours(from: String, to: String, zone: String): NativeQuietHours {
            val check = ArgumentCheck()
            val hours = NativeQuietHours(
                from = check.text("quietHours.from", from),
                to = check.text("quietHours.to", to),
                zone = check.text("quietHours.zone", zone),
            )
            check.adopt { checkQuietHours(hours) }
            check.refuseSettings()
            natively { checkQuietHours(hours) }
            return hours
        }
    }
}
