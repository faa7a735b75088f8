/// <reference lib="esnext.disposable" preserve="true" />
import { inspect } from "node:util";

import { type Attempt, type AttemptFilter, attemptsOf, nativeFilter } from "./attempt.js";
import type { CallOptions } from "./call-options.js";
import { called, signalOf } from "./calls.js";
import { ArgumentCheck, checked } from "./check.js";
import { Client } from "./client.js";
import { type Coverage, coverage } from "./coverage.js";
import { Fold, type Folded, foldedOf } from "./fold.js";
import {
  type Batch,
  checkPolicy,
  type NativeClient,
  type NativeFold,
  type NativeProgram,
  openProgram,
} from "./native.js";
import { nativePolicy, type Policy } from "./policy.js";
import { Prompt, type PromptFields } from "./prompt.js";
import { nativeContext, type PromptContext } from "./prompt-context.js";
import { type PromptStatus, promptStatus } from "./prompt-status.js";
import { Ready } from "./ready.js";
import { type SendOutcome, sendOutcome } from "./send-outcome.js";
import { checkedSync, type ReconcileReport, type SyncOptions, type SyncReport, syncReport } from "./sync.js";

/**
 * A client, a ledger and a policy: asks automatically, never twice within the cooldown, and loses no answer. Made by
 * {@link Program.open}.
 *
 * Many programs, in many threads and processes of one machine, may share one ledger. It keeps no process alive: calls
 * that are under way do. Use it with `await using`, or call {@link Program.close}.
 *
 * No other SQLite in the same process (`node:sqlite`, `better-sqlite3`) may open the ledger, nor may the process copy its
 * file: closing it would drop the ledger's locks.
 */
export class Program implements AsyncDisposable {
  readonly #client: Client;
  readonly #program: NativeProgram;
  #closed: Promise<null> | undefined;

  private constructor(client: Client, program: NativeProgram) {
    this.#client = client;
    this.#program = program;
  }

  /**
   * Opens the ledger, which is made where there is none. Nothing is sent.
   *
   * `ledger` is a path, a file URL, or `sqlite:` and a path, on a local disk; left out, `TWITTER_FEEDBACK_LEDGER` names
   * it. `policy` left out is what the service's owner recommends.
   *
   * @throws {@link ConfigurationError} naming everything that is wrong with the ledger's name and the policy.
   * @throws {@link LedgerError} for a ledger that cannot be opened: a newer version's, a damaged file, a file of another
   * kind, a network file system, a folder that cannot be written.
   */
  static async open(
    client: Client,
    ledger?: string | URL | null,
    policy?: Policy | null,
    options?: CallOptions,
  ): Promise<Program> {
    const check = new ArgumentCheck();
    const asking = Client.given(check, client) as NativeClient;
    const place = ledgerOf(check, ledger);
    const rules = nativePolicy(check, policy);
    check.adopt(() => checkPolicy(rules));
    check.refuseSettings();
    const begin: Parameters<typeof called>[1] = (to, call) => openProgram(to, call, asking, place, rules);
    return new Program(client, await called<NativeProgram>(Program.open, begin, signalOf(options)));
  }

  /**
   * Asks a person, if the policy and the ledger let it. A person who is not asked is `skipped`, which is a normal result.
   *
   * At most one request that the service may have accepted goes out for the same two people within the policy's
   * interval, from all processes that share the ledger: through crashes, kills, timeouts, aborts and clocks that are
   * set. Where nobody can tell what became of a request the outcome is `unknown`: it counts as sent, nothing is sent
   * again, and {@link Program.sync} and {@link Program.reconcile} find out.
   *
   * A new ledger is back-filled first with the events of the last 8 days (or of the policy's interval and a day, where
   * that is longer). That is waited for 30 s at most, and goes on when the wait is over.
   *
   * An abort before the request is about to be written means that nothing is sent. From then on it stops nothing: the
   * request goes on by itself as long as the process lives, and its outcome is recorded. Whichever it was, `attempts`
   * tells, and within the cooldown nobody gets a second prompt.
   *
   * Limits of the service for each call: one request for its time where none was heard in the last minute, one that asks
   * whether the person can be written to (180 in 15 minutes, seen), and the create (1,000 in 24 hours, and one for each
   * recipient, doc).
   *
   * @throws {@link LedgerError} where the ledger cannot be read or written; where this machine's clock is more than 5
   * minutes off the service's or behind what the ledger has seen; where back-filling is not done; for an allow-listed
   * account, until the blind day is over. The message says what to do.
   * @throws {@link RateLimitedError} when the service refuses for now; the person may be asked again after `retryAt`.
   * @throws {@link OutcomeUnknownError} when the person may have been asked and nobody can tell more, which a defect
   * alone brings about. After any other `FeedbackError` nobody was.
   */
  async send(
    prompt: Prompt | PromptFields,
    context?: PromptContext | null,
    options?: CallOptions,
  ): Promise<SendOutcome> {
    const signal = signalOf(options);
    const asked = Prompt.native(Prompt.is(prompt) ? prompt : new Prompt(prompt));
    const known = nativeContext(new ArgumentCheck(), context);
    const begin: Parameters<typeof called>[1] = (to, call) => this.#program.send(to, call, asked, known);
    return sendOutcome(await called<Batch | string>(Program.prototype.send, begin, signal));
  }

  /**
   * Pulls events into the ledger, from the last checkpoint to the latest that the service shows.
   *
   * A first pull begins 8 days back (or the policy's interval and a day, where that is longer), unless `since` says
   * otherwise. What arrives settles attempts of unknown outcome; prompts that no attempt explains start the cooldown
   * too. An event that cannot be read is kept raw and does not stop the others. Two calls on one program follow each
   * other.
   *
   * Whatever it fails with, and when it is aborted, all that `progress` was told of is stored, and the next call goes on
   * from there.
   *
   * Limit of the service (doc): 1,000 pages of 100 events in 15 minutes, and nothing younger than 24 hours is shown.
   *
   * @throws {@link InvalidRequestError} when `since` lies after `until`.
   * @throws {@link LedgerError} where the ledger cannot be read or written.
   */
  async sync(options?: SyncOptions | null): Promise<SyncReport> {
    const { native, progress, signal } = checkedSync(options);
    const begin: Parameters<typeof called>[1] = (to, call) => this.#program.sync(to, call, native);
    return syncReport(await called<string>(Program.prototype.sync, begin, signal, progress));
  }

  /**
   * Finds out what became of attempts whose outcome is unknown.
   *
   * For each that is older than 24 hours and a quarter, the events around the moment of its request are read completely.
   * One that is found becomes `sent`. One that is not found in two calls at least an hour apart becomes `absent`; its
   * cooldown holds all the same, for nobody's safety depends on this. Call it every few hours, after
   * {@link Program.sync}, which also says what it fails with; nothing is called absent then.
   */
  async reconcile(options?: CallOptions): Promise<ReconcileReport> {
    const json = await called<string>(
      Program.prototype.reconcile,
      (to, call) => this.#program.reconcile(to, call),
      signalOf(options),
    );
    return JSON.parse(json) as ReconcileReport;
  }

  /**
   * For the agent's screen: was the customer asked about this, did they answer? `null` for a reference that the ledger
   * does not know. The answer itself is not for agents, and {@link PromptStatus} cannot hold it.
   *
   * @throws {@link LedgerError} where the ledger cannot be read.
   */
  async promptStatus(externalId: string, options?: CallOptions): Promise<PromptStatus | null> {
    const signal = signalOf(options);
    const reference = checked((check) => check.text("external_id", externalId));
    const begin: Parameters<typeof called>[1] = (to, call) => this.#program.promptStatus(to, call, reference);
    return promptStatus(await called<string | null>(Program.prototype.promptStatus, begin, signal));
  }

  /**
   * Which time the ledger has seen completely, and its gaps.
   *
   * @throws {@link LedgerError} where the ledger cannot be read; what {@link Client.verifyCredentials} fails with where
   * the ledger does not know this account yet.
   */
  async coverage(options?: CallOptions): Promise<Coverage> {
    const begin: Parameters<typeof called>[1] = (to, call) => this.#program.coverage(to, call);
    return coverage(await called<string>(Program.prototype.coverage, begin, signalOf(options)));
  }

  /**
   * The history of asking, newest first.
   *
   * @throws {@link InvalidRequestError} for a filter that contradicts itself.
   * @throws {@link LedgerError} where the ledger cannot be read.
   */
  async attempts(filter?: AttemptFilter | null, options?: CallOptions): Promise<Attempt[]> {
    const signal = signalOf(options);
    const wanted = nativeFilter(new ArgumentCheck(), filter);
    const begin: Parameters<typeof called>[1] = (to, call) => this.#program.attempts(to, call, wanted);
    return attemptsOf(await called<string>(Program.prototype.attempts, begin, signal));
  }

  /**
   * The state of one feedback; `null` where the ledger has not seen it. For supervisors, not for the agents whom it
   * rates.
   *
   * @throws {@link LedgerError} where the ledger cannot be read.
   */
  async folded(feedbackId: string, options?: CallOptions): Promise<Folded | null> {
    const signal = signalOf(options);
    const id = checked((check) => check.text("feedback_id", feedbackId));
    const begin: Parameters<typeof called>[1] = (to, call) => this.#program.folded(to, call, id);
    const batch = await called<Batch | null>(Program.prototype.folded, begin, signal);
    return batch === null ? null : (foldedOf(batch)[0] ?? null);
  }

  /**
   * The state of every feedback, in memory: about a kilobyte each. For supervisors, not for the agents whom it rates.
   *
   * @throws {@link LedgerError} where the ledger cannot be read.
   */
  async fold(options?: CallOptions): Promise<Fold> {
    const begin: Parameters<typeof called>[1] = (to, call) => this.#program.fold(to, call);
    return new Fold(new Ready(await called<NativeFold>(Program.prototype.fold, begin, signalOf(options))));
  }

  /** The client that it asks through. Closing it does not close the program. */
  get client(): Client {
    return this.#client;
  }

  /**
   * Closes the ledger. Calls that are under way go on as they would, and the last of them closes it; new ones throw a
   * `ConfigurationError`. Closing twice changes nothing.
   */
  async close(): Promise<void> {
    this.#closed ??= called<null>(this.close, (to, call) => this.#program.close(to, call));
    await this.#closed;
  }

  /** Closes it: `await using program = …`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](_depth?: number, options?: object, show: typeof inspect = inspect): string {
    return `Program (${this.#closed === undefined ? show(this.#client, options) : "closed"})`;
  }
}

/** Where the ledger is: as given, or as JavaScript's environment says, which may be a worker's own. */
function ledgerOf(check: ArgumentCheck, ledger: string | URL | null | undefined): string {
  const named = check.path("ledger", ledger ?? process.env["TWITTER_FEEDBACK_LEDGER"] ?? "");
  if (named === "" && !check.refused("ledger")) {
    check.note("ledger", "must name a file, or set TWITTER_FEEDBACK_LEDGER", named);
  }
  return named;
}
