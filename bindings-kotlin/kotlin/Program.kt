package io.twitterfeedback

import io.twitterfeedback.ffi.NativeProgram
import io.twitterfeedback.ffi.PullStep
import io.twitterfeedback.internal.ArgumentCheck
import io.twitterfeedback.internal.awaiting
import io.twitterfeedback.internal.blocking
import io.twitterfeedback.internal.checked
import io.twitterfeedback.internal.fixed
import io.twitterfeedback.internal.folded
import io.twitterfeedback.internal.futureOf
import io.twitterfeedback.internal.natively
import io.twitterfeedback.internal.variables
import java.nio.file.Path
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.function.Consumer

private const val LEDGER = "TWITTER_FEEDBACK_LEDGER"

/**
 * A client, a ledger and a policy: asks automatically, never twice within the cooldown, and loses no answer. Made by
 * [Program.open], and safe to share; many programs, in many processes, may share one ledger.
 *
 * Calls are suspend functions that can be cancelled, with two twins for Java as those of [Client]. All of them fail with
 * a [FeedbackException]. A program keeps no process alive.
 *
 * No other SQLite in this process may open the ledger's file, Android's and a JDBC driver's included, and nothing else
 * either: whoever closes the file drops this library's locks on it.
 */
public class Program private constructor(
    private val native: NativeProgram,
    /** The client that it asks through. Closing it does not end the program. */
    public val client: Client,
) : AutoCloseable {
    /**
     * Asks a person, if the policy and the ledger let it.
     *
     * At most one request that the service may have accepted goes out for the same two people within the policy's
     * interval, from all processes that share the ledger: through crashes, kills, timeouts, cancellation and clocks that
     * are set. Where nobody can tell what became of a request the outcome is [SendOutcome.Unknown]: it counts as sent,
     * and [sync] and [reconcile] find out.
     *
     * A new ledger first reads the events of the last 8 days (or of the policy's interval and a day, where that is
     * longer). That is waited for 30 seconds at most.
     *
     * Cancelling before the request is about to be written means that nothing is sent. From then on it stops nothing:
     * the request runs to its end by itself, as long as the process lives, and its outcome is recorded.
     *
     * Limits of the service: 1,000 in 24 hours, and one for each recipient (doc); 180 questions in 15 minutes whether
     * somebody can be written to (seen).
     *
     * @param context what is known of the conversation; it stays in the ledger
     * @throws FeedbackException when nobody was asked, but for [FeedbackException.OutcomeUnknown], which stands for a
     * process that was stopping. [FeedbackException.Ledger] says what to do about the ledger or this machine's clock.
     */
    public suspend fun send(prompt: Prompt, context: PromptContext = PromptContext()): SendOutcome =
        SendOutcome.of(awaiting { native.send(prompt.fields, context.native) })

    /** [send] for Java, on the calling thread. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun sendBlocking(prompt: Prompt, context: PromptContext = PromptContext()): SendOutcome =
        blocking { send(prompt, context) }

    /** [send] for Java, as a future. */
    @JvmOverloads
    public fun sendAsync(prompt: Prompt, context: PromptContext = PromptContext()): CompletableFuture<SendOutcome> =
        futureOf { send(prompt, context) }

    /**
     * Pulls events into the ledger, from the last checkpoint to the latest that the service shows.
     *
     * A first pull begins 8 days back (or the policy's interval and a day, where that is longer). A later one goes on
     * where the ledger has seen everything, and fills the gaps behind. What arrives settles attempts of unknown outcome,
     * and prompts that no attempt explains start the cooldown too. Two calls on one program follow each other.
     *
     * Cancelling stops reading; what was stored stays, and the next call goes on behind it.
     *
     * Limit of the service (doc): 1,000 pages of 100 events in 15 minutes, and nothing younger than 24 hours is shown.
     *
     * @param since from this time instead; what the ledger has seen completely since is not asked for again, but for its
     * last two hours
     * @param until up to this time at most
     * @param progress told after each commit how far it has come, in this coroutine (on the calling thread of
     * [syncBlocking]); nothing is read meanwhile. What it throws stops the pull and is thrown from here. It must not wait
     * for another `sync` or `reconcile` of this program
     * @throws FeedbackException.InvalidRequest when [since] lies after [until].
     * @throws FeedbackException.RateLimited where a limit was hit; the next call goes on from there.
     */
    public suspend fun sync(
        since: Instant? = null,
        until: Instant? = null,
        progress: Consumer<SyncProgress>? = null,
    ): SyncReport {
        val check = ArgumentCheck()
        val (from, to) = since?.let { check.time("since", it) } to until?.let { check.time("until", it) }
        check.refuse("the period")
        return natively { native.pull(from, to, progress != null) }.use { pull ->
            var report: SyncReport? = null
            while (report == null) {
                when (val step = awaiting { pull.next() }) {
                    is PullStep.Progress -> progress?.accept(SyncProgress(step.progress))
                    is PullStep.Report -> report = SyncReport(step.report)
                }
            }
            report
        }
    }

    /** [sync] for Java, on the calling thread. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun syncBlocking(
        since: Instant? = null,
        until: Instant? = null,
        progress: Consumer<SyncProgress>? = null,
    ): SyncReport = blocking { sync(since, until, progress) }

    /** [sync] for Java, as a future. */
    @JvmOverloads
    public fun syncAsync(
        since: Instant? = null,
        until: Instant? = null,
        progress: Consumer<SyncProgress>? = null,
    ): CompletableFuture<SyncReport> = futureOf { sync(since, until, progress) }

    /**
     * Finds out what became of attempts whose outcome is unknown. Call it every few hours, after [sync].
     *
     * For each that is older than 24 hours and a quarter, the events around the moment of its request are read
     * completely. One that is found becomes `sent`; one that is not found in two calls at least an hour apart becomes
     * `absent`, and its cooldown holds all the same. Cancelling and errors as [sync].
     */
    public suspend fun reconcile(): ReconcileReport = ReconcileReport(awaiting { native.reconcile() })

    /** [reconcile] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun reconcileBlocking(): ReconcileReport = blocking { reconcile() }

    /** [reconcile] for Java, as a future. */
    public fun reconcileAsync(): CompletableFuture<ReconcileReport> = futureOf { reconcile() }

    /**
     * For the agent's screen: was the customer asked about this, did they answer? `null` for a reference that the ledger
     * does not know. The answer itself is not for agents, and [PromptStatus] cannot hold it. The service is not asked.
     */
    public suspend fun promptStatus(externalId: String): PromptStatus? {
        val reference = checked { text("external_id", externalId) }
        return awaiting { native.promptStatus(reference) }?.let(::PromptStatus)
    }

    /** [promptStatus] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun promptStatusBlocking(externalId: String): PromptStatus? = blocking { promptStatus(externalId) }

    /** [promptStatus] for Java, as a future. */
    public fun promptStatusAsync(externalId: String): CompletableFuture<PromptStatus?> =
        futureOf { promptStatus(externalId) }

    /** Which time the ledger has seen completely, and its gaps. */
    public suspend fun coverage(): Coverage = Coverage(awaiting { native.coverage() })

    /** [coverage] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun coverageBlocking(): Coverage = blocking { coverage() }

    /** [coverage] for Java, as a future. */
    public fun coverageAsync(): CompletableFuture<Coverage> = futureOf { coverage() }

    /**
     * The history of asking, newest first.
     *
     * @throws FeedbackException.InvalidRequest for a filter that contradicts itself.
     */
    public suspend fun attempts(filter: AttemptFilter = AttemptFilter()): List<Attempt> {
        val native = filter.native()
        return awaiting { this.native.attempts(native) }.map(::Attempt).fixed()
    }

    /** [attempts] for Java, on the calling thread. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun attemptsBlocking(filter: AttemptFilter = AttemptFilter()): List<Attempt> = blocking { attempts(filter) }

    /** [attempts] for Java, as a future. */
    @JvmOverloads
    public fun attemptsAsync(filter: AttemptFilter = AttemptFilter()): CompletableFuture<List<Attempt>> =
        futureOf { attempts(filter) }

    /**
     * The state of one feedback; `null` where the ledger has not seen it. For supervisors, not for the agents whom it
     * rates.
     */
    public suspend fun folded(feedbackId: String): Folded? {
        val id = checked { text("feedback_id", feedbackId) }
        return awaiting { native.folded(id) }.folded().firstOrNull()
    }

    /** [folded] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun foldedBlocking(feedbackId: String): Folded? = blocking { folded(feedbackId) }

    /** [folded] for Java, as a future. */
    public fun foldedAsync(feedbackId: String): CompletableFuture<Folded?> = futureOf { folded(feedbackId) }

    /** The state of every feedback, in memory: about a kilobyte each. For supervisors, not for the agents whom it rates. */
    public suspend fun fold(): Fold = Fold(awaiting { native.fold() })

    /** [fold] for Java, on the calling thread. */
    @Throws(InterruptedException::class)
    public fun foldBlocking(): Fold = blocking { fold() }

    /** [fold] for Java, as a future. */
    public fun foldAsync(): CompletableFuture<Fold> = futureOf { fold() }

    /**
     * Lets go of the ledger; the client stays open. Calls that are under way go on as they would, and the last of them
     * closes the ledger; new ones throw a [FeedbackException.Configuration].
     */
    override fun close(): Unit = native.close()

    override fun toString(): String = if (native.uniffiIsDestroyed) "Program(closed)" else "Program($client)"

    public companion object {
        /**
         * Opens the ledger, which is made where there is none. Nothing is sent.
         *
         * @param ledger a file's path, or `sqlite:` and a path. Default: what `TWITTER_FEEDBACK_LEDGER` says
         * @throws FeedbackException.Configuration for a name that is wrong.
         * @throws FeedbackException.Ledger for a ledger that cannot be opened: a newer version's, a damaged file, a file
         * of another kind, a network file system, a folder that cannot be written.
         */
        public suspend fun open(client: Client, ledger: String? = null, policy: Policy = Policy()): Program =
            opened(client, named(ledger), policy)

        /** The same with a path, of which every part is taken as it is. */
        public suspend fun open(client: Client, ledger: Path, policy: Policy = Policy()): Program =
            opened(client, named(ledger), policy)

        /** [open] for Java, on the calling thread. */
        @JvmStatic
        @JvmOverloads
        @Throws(InterruptedException::class)
        public fun openBlocking(client: Client, ledger: String? = null, policy: Policy = Policy()): Program =
            blocking { open(client, ledger, policy) }

        /** [open] for Java, on the calling thread. */
        @JvmStatic
        @JvmOverloads
        @Throws(InterruptedException::class)
        public fun openBlocking(client: Client, ledger: Path, policy: Policy = Policy()): Program =
            blocking { open(client, ledger, policy) }

        /** [open] for Java, as a future. */
        @JvmStatic
        @JvmOverloads
        public fun openAsync(
            client: Client,
            ledger: String? = null,
            policy: Policy = Policy(),
        ): CompletableFuture<Program> = futureOf { open(client, ledger, policy) }

        /** [open] for Java, as a future. */
        @JvmStatic
        @JvmOverloads
        public fun openAsync(client: Client, ledger: Path, policy: Policy = Policy()): CompletableFuture<Program> =
            futureOf { open(client, ledger, policy) }

        private suspend fun opened(client: Client, ledger: String, policy: Policy): Program =
            natively { client.native.opening(ledger, policy.native) }.use { opening ->
                awaiting { opening.run() }
                Program(natively { checkNotNull(opening.take()) }, client)
            }

        private fun named(ledger: String?): String {
            val check = ArgumentCheck()
            val name = (ledger ?: variables()[LEDGER].orEmpty()).let { check.text("ledger", it, secret = true) }
            if (ledger == null && name.isEmpty()) {
                check.note("ledger", "must name a file, or set $LEDGER", "")
            }
            check.refuseSettings()
            return name
        }

        private fun named(ledger: Path): String {
            val check = ArgumentCheck()
            val path = check.path("ledger", ledger)
            check.refuseSettings()
            // A path of that name is meant, whatever it begins with.
            return "sqlite:$path"
        }
    }
}
