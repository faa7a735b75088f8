package io.twitterfeedback

import io.twitterfeedback.ffi.FaultOrder
import io.twitterfeedback.ffi.NativeSandbox
import io.twitterfeedback.ffi.SandboxStart
import io.twitterfeedback.ffi.WebhookOrder
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.awaiting
import io.twitterfeedback.internal.blocking
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.fixed
import io.twitterfeedback.internal.futureOf
import io.twitterfeedback.internal.natively
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ConcurrentHashMap
import kotlin.time.Duration
import kotlin.time.toKotlinDuration

/**
 * The Feedback API, emulated in this process on a free loopback port. Made by [Sandbox.start].
 *
 * It checks every signature, keeps the service's limits, sends empty pages on purpose and breaks connections when told
 * to. Its clock can be turned. It serves until it is closed, and keeps no process alive.
 */
public class Sandbox private constructor(private val native: NativeSandbox) : AutoCloseable {
    /** The API base, `http://127.0.0.1:PORT`. */
    public val url: String = native.url()

    /** The keys of the sender; readable, because they open nothing else. */
    public val credentials: SandboxCredentials = SandboxCredentials(native.keys())

    /** The sender's user id. */
    public val userId: String get() = credentials.userId

    init {
        running += this
    }

    /** The keys of another sender of the same app, with feedbacks, events and quotas of its own. 0 is the first. */
    public fun sender(number: Int): SandboxCredentials {
        val which = checked { whole("number", number, 0..Int.MAX_VALUE) }
        return SandboxCredentials(natively { native.sender(which.toUInt()) })
    }

    /** The sandbox's clock. */
    public val now: Instant get() = natively { native.now() }

    /** A client with the sender's keys, this API base and the sandbox's clock, as far as options say nothing else. */
    @JvmOverloads
    public fun client(options: ClientOptions = ClientOptions()): Client =
        Client(options.or(credentials, url, Clock.SERVICE))

    /**
     * Answers a card: a score (1 to 5 for CSAT, 0 to 10 for NPS), a text of 1 to 10,000 characters, or both.
     *
     * Each is immutable; nothing has changed after an error.
     *
     * @throws FeedbackException.NotFound for an unknown id.
     * @throws FeedbackException.InvalidRequest for a value that breaks a rule, or an answer that was given before.
     */
    @JvmOverloads
    public fun answer(feedbackId: String, score: Int? = null, text: String? = null): Feedback {
        val check = ArgumentCheck()
        val id = check.text("feedback_id", feedbackId)
        val comment = text?.let { check.text("text", it) }
        check.refuse()
        return Feedback(natively { native.answer(id, score?.toLong(), comment) })
    }

    /**
     * Closes a card, as its customer does who does not want to answer. There is no event of it, and the card takes no
     * answer from then on.
     *
     * @throws FeedbackException.NotFound for an unknown id.
     * @throws FeedbackException.InvalidRequest for a card that was answered or dismissed before.
     */
    public fun dismiss(feedbackId: String) {
        val id = checked { text("feedback_id", feedbackId) }
        natively { native.dismiss(id) }
    }

    /**
     * The keys of the person with this user id, for the service's own `feedback/submit` and `feedback/dismiss`: only who
     * was asked may call them. Keys of the same app, which may not create.
     *
     * @throws FeedbackException.InvalidRequest for what is no user id, and for a person who is suspended or does not
     * exist.
     */
    public fun recipient(userId: String): SandboxCredentials {
        val id = checked { text("user_id", userId) }
        return SandboxCredentials(natively { native.recipient(id) })
    }

    /**
     * Presses "Authorize app" on the page of [SignIn.authorizeUrl], as [userId]: the PIN, or the URL that the browser is
     * sent to where there is a callback.
     *
     * @throws FeedbackException.NotFound if no page is waiting for this token.
     */
    public fun authorize(oauthToken: String): String {
        val token = checked { text("oauth_token", oauthToken, secret = true) }
        return natively { native.authorize(token) }
    }

    /**
     * Presses "Cancel" there, which uses the token up: the URL that the browser is sent to; `null` without a callback.
     *
     * @throws FeedbackException.NotFound if no page is waiting for this token.
     */
    public fun deny(oauthToken: String): String? {
        val token = checked { text("oauth_token", oauthToken, secret = true) }
        return natively { native.deny(token) }
    }

    /** Turns the clock forward, and returns the new time. */
    public fun advance(duration: Duration): Instant {
        val by = checked { duration("duration", duration, zero = true) }
        return natively { native.advance(by) }
    }

    /** The same for Java. */
    public fun advance(duration: java.time.Duration): Instant = advance(duration.toKotlinDuration())

    /**
     * Makes the next requests of an operation fail.
     *
     * @param operation `create`, `show`, `events`, `friendship` or `any`
     * @param fault before the work `status:<n>`, `html`, `rate_limit`, `reset_before_work`, `hang` or `latency:<ms>`;
     * after it `truncate`, `slow_body` or `reset_after_work`; or `respond`, which plays status, headers and body
     * @param times how many requests it is for
     * @param status for `respond`: 200 to 599
     * @param headers for `respond`; `null` takes one away that would be there
     * @param body for `respond`, as it is
     * @throws FeedbackException.InvalidRequest for a name that is not known or a value out of range.
     */
    @JvmOverloads
    public fun fault(
        operation: String,
        fault: String,
        times: Int = 1,
        status: Int? = null,
        headers: Map<String, String?>? = null,
        body: String? = null,
    ) {
        val check = ArgumentCheck()
        val order = FaultOrder(
            operation = check.text("operation", operation),
            fault = check.text("fault", fault),
            times = check.whole("times", times, 0..Int.MAX_VALUE).toUInt(),
            status = status?.let { check.whole("status", it, 0..0xffff).toUShort() },
            headers = headers?.entries?.associate { (name, value) ->
                check.text("headers", name) to value?.let { check.text("headers", it) }
            },
            body = body?.let { check.text("body", it) },
        )
        check.refuse()
        natively { native.fault(order) }
    }

    /**
     * Makes up a past of the sender: `count` feedbacks of which about 40 % are answered, half of these with a text.
     *
     * @throws FeedbackException.InvalidRequest for a count that is not 1 to 1,000,000 and a period that is reversed or
     * not over.
     */
    public suspend fun seed(count: Long, fromTime: Instant, toTime: Instant): Seeded {
        val check = ArgumentCheck()
        val many = check.whole("count", count, 0..Long.MAX_VALUE).toULong()
        val (from, to) = check.time("from_time", fromTime) to check.time("to_time", toTime)
        check.refuse()
        val seeded = awaiting { native.seed(many, from, to) }
        return Seeded(seeded.feedbacks.toLong(), seeded.events.toLong())
    }

    /** [seed] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun seedBlocking(count: Long, fromTime: Instant, toTime: Instant): Seeded =
        blocking { seed(count, fromTime, toTime) }

    /** [seed] for Java, as a future. */
    public fun seedAsync(count: Long, fromTime: Instant, toTime: Instant): CompletableFuture<Seeded> =
        futureOf { seed(count, fromTime, toTime) }

    /** The newest 100,000 requests to the service in order of arrival, faulted ones included. */
    public val requests: List<LoggedRequest>
        get() = natively { native.requests() }.map {
            LoggedRequest(it.at, it.method, it.path, it.status?.toInt(), it.sender, it.toUserId)
        }

    /**
     * Has every event of every sender that happens from now on posted there, and no longer to the webhook before. The
     * past that is made up with [seed] is not posted. Nothing is sent twice because it failed.
     *
     * @param url an absolute http URL of this machine's loopback, without a user and a password in it
     * @param username the user of basic auth, 1 to 1,000 characters; only together with a password
     * @param password the password of basic auth, 1 to 1,000 characters
     * @param duplicates how many further times each event is sent, 0 to 100: deliveries may repeat (doc)
     * @param shuffle whether events are sent out of order: deliveries arrive in any (doc)
     * @throws FeedbackException.InvalidRequest for a value that breaks a rule; the webhook before stays then.
     */
    @JvmOverloads
    public fun webhook(
        url: String,
        username: String? = null,
        password: String? = null,
        duplicates: Int = 0,
        shuffle: Boolean = false,
    ) {
        val check = ArgumentCheck()
        val order = WebhookOrder(
            url = check.text("url", url, secret = true),
            username = username?.let { check.text("username", it, secret = true) },
            password = password?.let { check.text("password", it, secret = true) },
            duplicates = check.whole("duplicates", duplicates, 0..Int.MAX_VALUE).toUInt(),
            shuffle = shuffle,
        )
        check.refuse()
        natively { native.webhook(order) }
    }

    /**
     * The newest 10,000 deliveries in order of sending. Waits until every event that has happened by now was sent and
     * answered, or given up; when the sandbox stops, for nothing more.
     */
    public suspend fun deliveries(): List<LoggedDelivery> =
        awaiting { native.deliveries() }.map(::LoggedDelivery).fixed()

    /** [deliveries] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun deliveriesBlocking(): List<LoggedDelivery> = blocking { deliveries() }

    /** [deliveries] for Java, as a future. */
    public fun deliveriesAsync(): CompletableFuture<List<LoggedDelivery>> = futureOf { deliveries() }

    /** Stops serving; requests that hang are dropped. Stopping twice changes nothing. */
    public fun stop() {
        running -= this
        natively { native.stop() }
    }

    /** As [stop]. */
    override fun close(): Unit = stop()

    override fun toString(): String = "Sandbox($url)"

    public companion object {
        /** A sandbox serves until it is stopped, also where nothing but its URL is known any more. */
        private val running = ConcurrentHashMap.newKeySet<Sandbox>()

        /** A person who does not exist. */
        public const val RECIPIENT_UNKNOWN: String = "9000000000000000404"

        /** A person who is suspended. */
        public const val RECIPIENT_SUSPENDED: String = "9000000000000000063"

        /** A person who takes no messages; `canDm` is `false`. */
        public const val RECIPIENT_NOT_MESSAGEABLE: String = "9000000000000000349"

        /** A person who does not follow the sender; `canDm` is `false`. */
        public const val RECIPIENT_NOT_FOLLOWING: String = "9000000000000000150"

        /** A person of whom `canDm` is `null`, and `create` works. */
        public const val RECIPIENT_UNDISCLOSED: String = "9000000000000000000"

        /**
         * Binds 127.0.0.1 and serves until it is stopped or the process ends.
         *
         * @throws FeedbackException.Configuration if the port is taken.
         */
        public suspend fun start(options: SandboxOptions = SandboxOptions()): Sandbox {
            val native = options.native()
            return natively { SandboxStart() }.use { start ->
                awaiting { start.run(native) }
                Sandbox(natively { checkNotNull(start.take()) })
            }
        }

        /** [start] for Java, on the calling thread. */
        @JvmStatic
        @JvmOverloads
        @Throws(InterruptedException::class)
        public fun startBlocking(options: SandboxOptions = SandboxOptions()): Sandbox = blocking { start(options) }

        /** [start] for Java, as a future. */
        @JvmStatic
        @JvmOverloads
        public fun startAsync(options: SandboxOptions = SandboxOptions()): CompletableFuture<Sandbox> =
            futureOf { start(options) }
    }
}
