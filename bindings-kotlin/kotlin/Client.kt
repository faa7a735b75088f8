package io.twitterfeedback

import io.twitterfeedback.ffi.NativeClient
import io.twitterfeedback.ffi.NativeClientOptions
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.awaiting
import io.twitterfeedback.internal.blocking
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.fixed
import io.twitterfeedback.internal.futureOf
import io.twitterfeedback.internal.listing
import io.twitterfeedback.internal.natively
import io.twitterfeedback.internal.variables
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.transform
import java.time.Instant
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.stream.Stream
import kotlin.streams.asStream

/**
 * The Feedback API for one account; nothing is remembered but limits. Safe to share.
 *
 * Every call that asks the service is a suspend function that can be cancelled, with two twins for Java: `…Blocking`
 * waits on the calling thread, where interrupting it cancels; `…Async` returns a future, where cancelling it cancels.
 * All of them fail with a [FeedbackException]. A client keeps no process alive.
 */
public class Client private constructor(internal val native: NativeClient) : AutoCloseable {
    /**
     * Checks every setting; nothing is sent.
     *
     * @throws FeedbackException.Configuration naming what is wrong.
     */
    public constructor(options: ClientOptions) : this(made(options))

    /**
     * Sends the Direct Message and, below it, the card.
     *
     * Once anything may have been written to the network, nothing sends the request again: a person must not be asked
     * twice. Cancelling does not take back what has begun; who cancels has to take the person as asked.
     *
     * Limits of the service (doc): 1,000 in 24 hours for each account, and one for each recipient.
     *
     * @throws FeedbackException.OutcomeUnknown when the person may have been asked. After any other [FeedbackException]
     * nobody was.
     */
    public suspend fun create(prompt: Prompt): Feedback = awaiting { Feedback(native.create(prompt.fields)) }

    /** [create] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun createBlocking(prompt: Prompt): Feedback = blocking { create(prompt) }

    /** [create] for Java, as a future. */
    public fun createAsync(prompt: Prompt): CompletableFuture<Feedback> = futureOf { create(prompt) }

    /**
     * Reads one feedback as it is now. Limit of the service (doc): 180 in 15 minutes.
     *
     * @throws FeedbackException.NotFound for an id that is not the account's.
     */
    public suspend fun show(feedbackId: String): Feedback {
        val id = checked { text("feedback_id", feedbackId) }
        return awaiting { Feedback(native.show(id)) }
    }

    /** [show] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun showBlocking(feedbackId: String): Feedback = blocking { show(feedbackId) }

    /** [show] for Java, as a future. */
    public fun showAsync(feedbackId: String): CompletableFuture<Feedback> = futureOf { show(feedbackId) }

    /**
     * Lists what happened in a period, both ends included. Each collection lists anew; nothing is sent before.
     *
     * An event that cannot be read is left out with a warning in the log; [eventPages] has it.
     *
     * Limit of the service (doc): 1,000 pages in 15 minutes.
     *
     * @throws FeedbackException.InvalidRequest naming what is wrong, at once.
     */
    public fun events(query: EventsQuery = EventsQuery()): Flow<FeedbackEvent> =
        eventPages(query).transform { page -> page.events.forEach { emit(it) } }

    /** As [events], page by page. [EventPage.nextCursor] goes on from a page in another listing. */
    public fun eventPages(query: EventsQuery = EventsQuery()): Flow<EventPage> {
        // Wrong arguments are refused now, not when the listing is read.
        native.listing(query)
        return flow {
            eventPager(query).use { pager ->
                while (true) {
                    emit(pager.nextPage() ?: break)
                }
            }
        }
    }

    /** As [eventPages], for who wants to decide when the next page is read. */
    @JvmOverloads
    public fun eventPager(query: EventsQuery = EventsQuery()): EventPager = EventPager(native.listing(query))

    /**
     * [events] for Java: pages are read on the thread that reads the stream, when it comes to them. Interrupting it ends
     * the stream with a [CancellationException]; the thread stays interrupted.
     */
    @JvmOverloads
    public fun eventsBlocking(query: EventsQuery = EventsQuery()): Stream<FeedbackEvent> {
        val pager = eventPager(query)
        return pages(pager).flatMap { it.events }.asStream().onClose(pager::close)
    }

    /** [eventPages] for Java, as [eventsBlocking]. */
    @JvmOverloads
    public fun eventPagesBlocking(query: EventsQuery = EventsQuery()): Stream<EventPage> {
        val pager = eventPager(query)
        return pages(pager).asStream().onClose(pager::close)
    }

    /**
     * Whether this user can be sent a Direct Message: yes, no, or `null`, the service does not say.
     *
     * Limit of the service (seen): 180 in 15 minutes.
     *
     * @throws FeedbackException.NotFound for a user that does not exist.
     */
    public suspend fun canDm(userId: String): Boolean? = friendship(userId).canDm

    /** [canDm] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun canDmBlocking(userId: String): Boolean? = blocking { canDm(userId) }

    /** [canDm] for Java, as a future. */
    public fun canDmAsync(userId: String): CompletableFuture<Boolean?> = futureOf { canDm(userId) }

    /** What stands between the account that asks and this user. Limits and errors as [canDm]. */
    public suspend fun friendship(userId: String): Friendship {
        val id = checked { text("user_id", userId) }
        return awaiting { Friendship(native.friendship(id)) }
    }

    /** [friendship] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun friendshipBlocking(userId: String): Friendship = blocking { friendship(userId) }

    /** [friendship] for Java, as a future. */
    public fun friendshipAsync(userId: String): CompletableFuture<Friendship> = futureOf { friendship(userId) }

    /**
     * Who am I? Also the cheapest check of the credentials. Limit of the service (seen): 75 in 15 minutes.
     *
     * @throws FeedbackException.Authentication when the credentials are not accepted.
     */
    public suspend fun verifyCredentials(): Account = awaiting { Account(native.verifyCredentials()) }

    /** [verifyCredentials] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun verifyCredentialsBlocking(): Account = blocking { verifyCredentials() }

    /** [verifyCredentials] for Java, as a future. */
    public fun verifyCredentialsAsync(): CompletableFuture<Account> = futureOf { verifyCredentials() }

    /** The service's own time, to the second, from the `Date` of a small unsigned request. */
    public suspend fun serviceTime(): Instant = awaiting { native.serviceTime() }

    /** [serviceTime] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun serviceTimeBlocking(): Instant = blocking { serviceTime() }

    /** [serviceTime] for Java, as a future. */
    public fun serviceTimeAsync(): CompletableFuture<Instant> = futureOf { serviceTime() }

    /**
     * Looks at everything that has to be right before anybody can be asked: host, clock, credentials, permission, limits
     * and, as far as it shows, allow-listing. Nobody is asked, nothing is changed; four requests that read are spent.
     *
     * What fails is a [Check] that says so, not an exception; checks that depend on it are [CheckState.UNKNOWN] then.
     */
    public suspend fun doctor(): List<Check> = awaiting { native.doctor() }.map(::Check).fixed()

    /** [doctor] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun doctorBlocking(): List<Check> = blocking { doctor() }

    /** [doctor] for Java, as a future. */
    public fun doctorAsync(): CompletableFuture<List<Check>> = futureOf { doctor() }

    /** What is left of each limit as far as it was seen, by the service's path: `feedback/events`. */
    public val rateLimits: Map<String, RateLimit>
        get() = natively { native.rateLimits() }.mapValues { RateLimit(it.value) }.toSortedMap()

    /** Where the service is. */
    public val apiBase: String get() = natively { native.apiBase() }

    /** Whether `test=true` is added to every request. */
    public val test: Boolean get() = natively { native.test() }

    /**
     * Closes its connections. Calls and listings that are under way go on as they would; new ones throw a
     * [FeedbackException.Configuration].
     */
    override fun close(): Unit = native.close()

    override fun toString(): String = try {
        "Client($apiBase${if (test) ", test" else ""})"
    } catch (_: FeedbackException.Configuration) {
        "Client(closed)"
    }

    private fun pages(pager: EventPager): Sequence<EventPage> = generateSequence {
        try {
            pager.nextPageBlocking()
        } catch (interrupted: InterruptedException) {
            // A stream has no checked exceptions: Java could not catch this one.
            Thread.currentThread().interrupt()
            throw CancellationException("the thread that reads was interrupted").apply { initCause(interrupted) }
        }
    }.constrainOnce()

    public companion object {
        /**
         * Everything from the environment: the variables of [Credentials.fromEnv] and, where set,
         * `TWITTER_FEEDBACK_API_BASE`, `_TEST` (`true` or `false`) and `_CLOCK` (`system` or `service`). Options, which
         * have no credentials here, go before it.
         *
         * @throws FeedbackException.Configuration naming what is missing or unusable.
         */
        @JvmStatic
        @JvmOverloads
        public fun fromEnv(options: ClientOptions = ClientOptions()): Client {
            val check = ArgumentCheck()
            if (options.credentials != null) {
                check.note("credentials", "must be left out: they come from the environment", options.credentials)
            }
            return Client(made(options, check) { NativeClient.fromEnv(variables(), it) })
        }

        private fun made(options: ClientOptions): NativeClient {
            val check = ArgumentCheck()
            if (options.credentials == null) {
                check.note("credentials", "must be given; Client.fromEnv takes them from the environment", null)
            }
            // Without credentials the rest is checked all the same.
            val credentials = options.credentials ?: Credentials("none", "none", "none", "none")
            return made(options, check, credentials.native::client)
        }

        /** Throws a `Configuration` with all that is wrong. */
        private fun made(
            options: ClientOptions,
            check: ArgumentCheck,
            make: (NativeClientOptions) -> NativeClient,
        ): NativeClient {
            val native = options.native(check)
            check.adopt { make(native).close() }
            check.refuseSettings()
            return natively { make(native) }
        }
    }
}
