package io.twitterfeedback

import io.twitterfeedback.ffi.NativeSandboxOptions
import io.twitterfeedback.internal.ArgumentCheck
import java.time.Instant

/** How a sandbox behaves. In Java: [builder]. */
public class SandboxOptions(
    /** The port on 127.0.0.1. Default 0, a free one. */
    public val port: Int = 0,
    /** What ids, credentials and page layout are made from. */
    public val seed: Long = 1,
    /** `false` lifts every quota, the one prompt for each person in 24 hours included. */
    public val limits: Boolean = true,
    /** `true` lifts that last rule alone. */
    public val allowListed: Boolean = false,
    /** Whether listings have empty and short pages in their middle. */
    public val unevenPages: Boolean = true,
    /** Where its clock starts and stands still until it is turned. Default: it follows the machine's. */
    public val startAt: Instant? = null,
    /** Whether times lose their spaces, as in the published examples. */
    public val squeezedTimes: Boolean = false,
    /** Whether the feedback inside an event carries `external_id`. */
    public val eventsExternalId: Boolean = true,
    /** Whether about one update in five is listed twice. */
    public val repeatUpdates: Boolean = false,
) {
    internal fun native(): NativeSandboxOptions {
        val check = ArgumentCheck()
        val native = NativeSandboxOptions(
            port = check.whole("port", port, 0..0xffff).toUShort(),
            seed = check.whole("seed", seed, 0..Long.MAX_VALUE).toULong(),
            limits = limits,
            allowListed = allowListed,
            unevenPages = unevenPages,
            startAt = startAt?.let { check.time("startAt", it) },
            squeezedTimes = squeezedTimes,
            eventsExternalId = eventsExternalId,
            repeatUpdates = repeatUpdates,
        )
        check.refuse()
        return native
    }

    /** For Java: sets what is to differ from the default. */
    public class Builder internal constructor() {
        private var options = SandboxOptions()

        /** See [SandboxOptions.port]. */
        public fun port(port: Int): Builder = with(port = port)

        /** See [SandboxOptions.seed]. */
        public fun seed(seed: Long): Builder = with(seed = seed)

        /** See [SandboxOptions.limits]. */
        public fun limits(limits: Boolean): Builder = with(limits = limits)

        /** See [SandboxOptions.allowListed]. */
        public fun allowListed(allowListed: Boolean): Builder = with(allowListed = allowListed)

        /** See [SandboxOptions.unevenPages]. */
        public fun unevenPages(unevenPages: Boolean): Builder = with(unevenPages = unevenPages)

        /** See [SandboxOptions.startAt]. */
        public fun startAt(startAt: Instant): Builder = with(startAt = startAt)

        /** See [SandboxOptions.squeezedTimes]. */
        public fun squeezedTimes(squeezedTimes: Boolean): Builder = with(squeezedTimes = squeezedTimes)

        /** See [SandboxOptions.eventsExternalId]. */
        public fun eventsExternalId(eventsExternalId: Boolean): Builder = with(eventsExternalId = eventsExternalId)

        /** See [SandboxOptions.repeatUpdates]. */
        public fun repeatUpdates(repeatUpdates: Boolean): Builder = with(repeatUpdates = repeatUpdates)

        /** The options; they are checked where a sandbox is started. */
        public fun build(): SandboxOptions = options

        private fun with(
            port: Int = options.port,
            seed: Long = options.seed,
            limits: Boolean = options.limits,
            allowListed: Boolean = options.allowListed,
            unevenPages: Boolean = options.unevenPages,
            startAt: Instant? = options.startAt,
            squeezedTimes: Boolean = options.squeezedTimes,
            eventsExternalId: Boolean = options.eventsExternalId,
            repeatUpdates: Boolean = options.repeatUpdates,
        ): Builder = apply {
            options = SandboxOptions(
                port,
                seed,
                limits,
                allowListed,
                unevenPages,
                startAt,
                squeezedTimes,
                eventsExternalId,
                repeatUpdates,
            )
        }
    }

    public companion object {
        /** Begins with every default. */
        @JvmStatic
        public fun builder(): Builder = Builder()
    }
}
