package io.twitterfeedback

import io.twitterfeedback.ffi.NativePolicy
import io.twitterfeedback.ffi.checkPolicy
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.natively
import java.util.Collections
import kotlin.time.Duration
import kotlin.time.Duration.Companion.days
import kotlin.time.toKotlinDuration

/** Whom a [Program] asks, and when not to. In Java: [builder]. */
public class Policy private constructor(internal val native: NativePolicy) {
    /**
     * Checks everything; what is left out is what the service's owner recommends.
     *
     * @param minInterval how long a person is left alone after a prompt, one day to ten years; an hour is added
     * @param sampleRate the share of people who are asked, 0 to 1; a person is always in the sample or never
     * @param quietHours when nobody is asked
     * @param requireCanDm whether to ask the service first if the person can be written to
     * @param maxPerDay prompts in any 24 hours at most, 1 to 1,000
     * @param suppressedUserIds who is never asked: user ids, decimal
     * @param backfill whether a new ledger has to see the last days' events before it sends, so that it knows whom
     * other tools have asked; see [Program.send]
     * @param allowListed whether the service lifts its limit of one prompt per person and day for this account (doc)
     * @param acceptBlindDay for an account that is allow-listed: to send although nobody can see whom other tools asked
     * in the last day
     * @throws FeedbackException.Configuration naming everything that is wrong.
     */
    public constructor(
        minInterval: Duration = 7.days,
        sampleRate: Double = 1.0,
        quietHours: QuietHours? = null,
        requireCanDm: Boolean = true,
        maxPerDay: Int = 1_000,
        suppressedUserIds: Collection<String> = emptySet(),
        backfill: Boolean = true,
        allowListed: Boolean = false,
        acceptBlindDay: Boolean = false,
    ) : this(
        checkedPolicy(
            minInterval,
            sampleRate,
            quietHours,
            requireCanDm,
            maxPerDay,
            suppressedUserIds,
            backfill,
            allowListed,
            acceptBlindDay,
        ),
    )

    /** How long a person is left alone after a prompt. Default 7 days, the most often that is recommended (doc). */
    public val minInterval: Duration get() = native.minInterval.toKotlinDuration()

    /** The share of people who are asked. Default 1. */
    public val sampleRate: Double get() = native.sampleRate

    /** When nobody is asked. Default: never quiet. */
    public val quietHours: QuietHours? = native.quietHours?.let(::QuietHours)

    /** Whether to ask the service first if the person can be written to. Default `true`, as is recommended (doc). */
    public val requireCanDm: Boolean get() = native.requireCanDm

    /** Prompts in any 24 hours at most. Default 1,000, the service's own limit (doc). */
    public val maxPerDay: Int get() = native.maxPerDay.toInt()

    /** Who is never asked. */
    public val suppressedUserIds: Set<String> = Collections.unmodifiableSet(native.suppressedUserIds.toSet())

    /** Whether a new ledger has to see the last days' events before it sends. Default `true`. */
    public val backfill: Boolean get() = native.backfill

    /**
     * Whether the service lifts its limit of one prompt per person and day for this account (doc). Then nothing guards
     * the day that the service's events do not show yet, and a new ledger waits until it has passed, unless
     * [acceptBlindDay] is set. Default `false`.
     */
    public val allowListed: Boolean get() = native.allowListed

    /** Whether to send although nobody can see whom other tools asked in the last day. Default `false`. */
    public val acceptBlindDay: Boolean get() = native.acceptBlindDay

    override fun equals(other: Any?): Boolean = other is Policy && native == other.native

    override fun hashCode(): Int = native.hashCode()

    /** Of those who are never asked only the number: there may be thousands. */
    override fun toString(): String =
        "Policy(minInterval=$minInterval, sampleRate=$sampleRate, quietHours=$quietHours, " +
            "requireCanDm=$requireCanDm, maxPerDay=$maxPerDay, ${suppressedUserIds.size} suppressed, " +
            "backfill=$backfill, allowListed=$allowListed, acceptBlindDay=$acceptBlindDay)"

    /** For Java: sets what is to differ from the default. */
    public class Builder internal constructor() {
        private var minInterval: Duration = 7.days
        private var sampleRate: Double = 1.0
        private var quietHours: QuietHours? = null
        private var requireCanDm: Boolean = true
        private var maxPerDay: Int = 1_000
        private var suppressedUserIds: Collection<String> = emptySet()
        private var backfill: Boolean = true
        private var allowListed: Boolean = false
        private var acceptBlindDay: Boolean = false

        /** See [Policy.minInterval]. */
        public fun minInterval(interval: java.time.Duration): Builder =
            apply { minInterval = interval.toKotlinDuration() }

        /** See [Policy.sampleRate]. */
        public fun sampleRate(rate: Double): Builder = apply { sampleRate = rate }

        /** See [Policy.quietHours]. */
        public fun quietHours(hours: QuietHours): Builder = apply { quietHours = hours }

        /** See [Policy.requireCanDm]. */
        public fun requireCanDm(required: Boolean): Builder = apply { requireCanDm = required }

        /** See [Policy.maxPerDay]. */
        public fun maxPerDay(most: Int): Builder = apply { maxPerDay = most }

        /** See [Policy.suppressedUserIds]. */
        public fun suppressedUserIds(userIds: Collection<String>): Builder = apply { suppressedUserIds = userIds }

        /** See [Policy.backfill]. */
        public fun backfill(required: Boolean): Builder = apply { backfill = required }

        /** See [Policy.allowListed]. */
        public fun allowListed(allowListed: Boolean): Builder = apply { this.allowListed = allowListed }

        /** See [Policy.acceptBlindDay]. */
        public fun acceptBlindDay(accept: Boolean): Builder = apply { acceptBlindDay = accept }

        /**
         * The policy, checked.
         *
         * @throws FeedbackException.Configuration naming everything that is wrong.
         */
        public fun build(): Policy = Policy(
            minInterval,
            sampleRate,
            quietHours,
            requireCanDm,
            maxPerDay,
            suppressedUserIds,
            backfill,
            allowListed,
            acceptBlindDay,
        )
    }

    public companion object {
        /** Begins with every default. */
        @JvmStatic
        public fun builder(): Builder = Builder()

        private fun checkedPolicy(
            minInterval: Duration,
            sampleRate: Double,
            quietHours: QuietHours?,
            requireCanDm: Boolean,
            maxPerDay: Int,
            suppressedUserIds: Collection<String>,
            backfill: Boolean,
            allowListed: Boolean,
            acceptBlindDay: Boolean,
        ): NativePolicy {
            val check = ArgumentCheck()
            val policy = NativePolicy(
                minInterval = check.duration("minInterval", minInterval),
                sampleRate = sampleRate,
                quietHours = quietHours?.native,
                requireCanDm = requireCanDm,
                maxPerDay = check.whole("maxPerDay", maxPerDay, 1..1_000).toUInt(),
                suppressedUserIds = suppressedUserIds.map { check.text("suppressedUserIds", it) }.distinct().sorted(),
                backfill = backfill,
                allowListed = allowListed,
                acceptBlindDay = acceptBlindDay,
            )
            check.adopt { checkPolicy(policy) }
            check.refuseSettings()
            natively { checkPolicy(policy) }
            return policy
        }
    }
}
