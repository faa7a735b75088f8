/// <reference lib="esnext.disposable" preserve="true" />
import { inspect } from "node:util";

import { checkedSignal } from "./abort.js";
import type { CallOptions } from "./call-options.js";
import { called, signalOf } from "./calls.js";
import { ArgumentCheck, checked } from "./check.js";
import { type ClientOptions, type ClientSettings, nativeOptions } from "./client-options.js";
import { Credentials } from "./credentials.js";
import { Events, type EventsQuery } from "./events.js";
import { Feedback } from "./feedback.js";
import { type Batch, NativeClient } from "./native.js";
import { Prompt, type PromptFields } from "./prompt.js";
import { natively } from "./raised.js";
import { Ready } from "./ready.js";
import { type Account, type Check, date, type Friendship, type RateLimit } from "./records.js";
import { variables } from "./variables.js";

/**
 * The Feedback API for one account; nothing is remembered but limits. Safe to share.
 *
 * It keeps no process alive: calls that are under way do. Use it with `await using`, or call {@link Client.close}.
 */
export class Client implements AsyncDisposable, Disposable {
  readonly #client: NativeClient;

  /**
   * Checks every setting; nothing is sent.
   *
   * @throws {@link ConfigurationError} naming what is wrong.
   */
  constructor(options: ClientOptions);
  /** @internal */
  constructor(ready: Ready<NativeClient>);
  constructor(options: ClientOptions | Ready<NativeClient>) {
    if (Ready.is(options)) {
      this.#client = options.made;
      return;
    }
    const settings = nativeOptions(options, "credentials");
    const credentials = Credentials.given(options.credentials);
    this.#client = natively(() => new NativeClient(credentials, settings));
  }

  /**
   * Everything from the environment: the variables of {@link Credentials.fromEnv} and, where set,
   * `TWITTER_FEEDBACK_API_BASE`, `_TEST` (`true` or `false`) and `_CLOCK` (`system` or `service`). Options go before it.
   *
   * @throws {@link ConfigurationError} naming what is missing or unusable.
   */
  static fromEnv(options: ClientSettings = {}): Client {
    const settings = nativeOptions(options);
    return new Client(new Ready(natively(() => NativeClient.fromEnv(variables(), settings))));
  }

  /** @internal */
  static given(check: ArgumentCheck, client: unknown): NativeClient | undefined {
    if (typeof client === "object" && client !== null && #client in client) {
      return client.#client;
    }
    check.note("client", "must be a Client of this package", client);
    return undefined;
  }

  /**
   * Sends the Direct Message and, below it, the card.
   *
   * Once anything may have been written to the network, nothing sends the request again: a person must not be asked
   * twice. Aborting does not take back what has begun; who aborts has to take the person as asked.
   *
   * Limits of the service (doc): 1,000 in 24 hours for each account, and one for each recipient.
   *
   * @throws {@link OutcomeUnknownError} when the person may have been asked. After any other `FeedbackError` nobody was.
   */
  async create(prompt: Prompt | PromptFields, options?: CallOptions): Promise<Feedback> {
    const signal = signalOf(options);
    const asked = Prompt.native(Prompt.is(prompt) ? prompt : new Prompt(prompt));
    return Feedback.alone(
      await called<Batch>(Client.prototype.create, (to, call) => this.#client.create(to, call, asked), signal),
    );
  }

  /**
   * Reads one feedback as it is now. Limit of the service (doc): 180 in 15 minutes.
   *
   * @throws {@link NotFoundError} for an id that is not the account's.
   */
  async show(feedbackId: string, options?: CallOptions): Promise<Feedback> {
    const signal = signalOf(options);
    const id = checked((check) => check.text("feedback_id", feedbackId));
    return Feedback.alone(
      await called<Batch>(Client.prototype.show, (to, call) => this.#client.show(to, call, id), signal),
    );
  }

  /**
   * Lists what happened in a period, both ends included: an async iterable of events; `.pages()` iterates pages.
   * Nothing is sent before the first is asked for.
   *
   * Limit of the service (doc): 1,000 pages in 15 minutes.
   *
   * @throws {@link InvalidRequestError} naming what is wrong.
   */
  events(query?: EventsQuery): Events {
    const check = new ArgumentCheck();
    const given = check.options<EventsQuery>("query", query, ["fromTime", "toTime", "count", "cursor", "signal"]);
    const { fromTime, toTime, count, cursor, signal } = given;
    if (cursor !== undefined && (fromTime !== undefined || toTime !== undefined)) {
      check.note("cursor", "goes without from_time and to_time: a cursor brings its period with it", cursor);
    }
    const native = {
      ...(fromTime !== undefined && { fromTime: check.time("from_time", fromTime) }),
      ...(toTime !== undefined && { toTime: check.time("to_time", toTime) }),
      ...(count !== undefined && { count: check.whole("count", count, 1, 100) }),
      ...(cursor !== undefined && { cursor: check.text("cursor", cursor) }),
    };
    const checkedOne = checkedSignal(check, signal);
    check.adopt(() => this.#client.events(native));
    check.refuse("the query");
    return Events.of(() => natively(() => this.#client.events(native)), checkedOne);
  }

  /**
   * Whether this user can be sent a Direct Message: yes, no, or `null`, the service does not say.
   *
   * Limit of the service (seen): 180 in 15 minutes.
   *
   * @throws {@link NotFoundError} for a user that does not exist.
   */
  async canDm(userId: string, options?: CallOptions): Promise<boolean | null> {
    const { canDm } = await this.friendship(userId, options);
    return canDm;
  }

  /** What stands between the account that asks and this user. Limits and errors as {@link Client.canDm}. */
  async friendship(userId: string, options?: CallOptions): Promise<Friendship> {
    const signal = signalOf(options);
    const id = checked((check) => check.text("user_id", userId));
    const json = await called<string>(
      Client.prototype.friendship,
      (to, call) => this.#client.friendship(to, call, id),
      signal,
    );
    return JSON.parse(json) as Friendship;
  }

  /**
   * Who am I? Also the cheapest check of the credentials. Limit of the service (seen): 75 in 15 minutes.
   *
   * @throws {@link AuthenticationError} when the credentials are not accepted.
   */
  async verifyCredentials(options?: CallOptions): Promise<Account> {
    const json = await called<string>(
      Client.prototype.verifyCredentials,
      (to, call) => this.#client.verifyCredentials(to, call),
      signalOf(options),
    );
    return JSON.parse(json) as Account;
  }

  /** The service's own time, to the second, from the `Date` of a small unsigned request. */
  async serviceTime(options?: CallOptions): Promise<Date> {
    const json = await called<string>(
      Client.prototype.serviceTime,
      (to, call) => this.#client.serviceTime(to, call),
      signalOf(options),
    );
    return new Date(Number(json));
  }

  /**
   * Looks at everything that has to be right before anybody can be asked: host, clock, credentials, permission, limits
   * and, as far as it shows, allow-listing. Nobody is asked and nothing is changed; four requests that read are spent.
   *
   * What fails is a {@link Check} that says so, not an error; checks that depend on it are `unknown` then.
   */
  async doctor(options?: CallOptions): Promise<Check[]> {
    const json = await called<string>(
      Client.prototype.doctor,
      (to, call) => this.#client.doctor(to, call),
      signalOf(options),
    );
    return JSON.parse(json) as Check[];
  }

  /** What is left of each limit as far as it was seen, by the service's path: `feedback/events`. */
  get rateLimits(): Readonly<Record<string, RateLimit>> {
    const limits = JSON.parse(natively(() => this.#client.rateLimits)) as Record<string, NativeRateLimit>;
    const entries = Object.entries(limits);
    return Object.fromEntries(entries.map(([path, limit]) => [path, { ...limit, reset: date(limit.reset) }]));
  }

  /** Where the service is. */
  get apiBase(): string {
    return natively(() => this.#client.apiBase);
  }

  /** Whether `test=true` is added to every request. */
  get test(): boolean {
    return natively(() => this.#client.test);
  }

  /** Closes its connections. Calls and listings that are under way go on as they would; new ones throw a
   * `ConfigurationError`. */
  close(): void {
    natively(() => this.#client.close());
  }

  /** Closes it: `using client = …`. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** Closes it: `await using client = …`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](): string {
    let shown: string;
    try {
      shown = `${this.apiBase}${this.test ? ", test" : ""}`;
    } catch {
      shown = "closed";
    }
    return `Client (${shown})`;
  }
}

type NativeRateLimit = Omit<RateLimit, "reset"> & { reset: number | null };
