/// <reference lib="esnext.disposable" preserve="true" />
import { inspect } from "node:util";

import { called } from "./calls.js";
import { ArgumentCheck, checked } from "./check.js";
import { Client } from "./client.js";
import { type ClientSettings, nativeOptions } from "./client-options.js";
import { SandboxCredentials, type SandboxFields } from "./credentials.js";
import { Feedback } from "./feedback.js";
import * as native from "./native.js";
import { natively } from "./raised.js";
import type { LoggedDelivery, LoggedRequest, Seeded } from "./records.js";
import { type FaultOptions, faultOrder } from "./sandbox-fault.js";
import { type SandboxOptions, sandboxOptions } from "./sandbox-options.js";
import { deliveriesOf, nativeWebhook, type SandboxWebhookOptions } from "./sandbox-webhook.js";

/** A sandbox serves until it is stopped, also where nothing but its URL is known any more. */
const running = new Set<Sandbox>();

/**
 * The Feedback API, emulated in this process on a free loopback port. Made by {@link Sandbox.start}.
 *
 * It checks every signature, keeps the service's limits, sends empty pages on purpose and breaks connections when told
 * to. Its clock can be turned. It keeps no process alive. Use it with `await using`, or call {@link Sandbox.stop}.
 */
export class Sandbox implements AsyncDisposable {
  /** A person who does not exist. */
  static readonly RECIPIENT_UNKNOWN = native.RECIPIENT_UNKNOWN;
  /** A person who is suspended. */
  static readonly RECIPIENT_SUSPENDED = native.RECIPIENT_SUSPENDED;
  /** A person who takes no messages; `canDm` is `false`. */
  static readonly RECIPIENT_NOT_MESSAGEABLE = native.RECIPIENT_NOT_MESSAGEABLE;
  /** A person who does not follow the sender; `canDm` is `false`. */
  static readonly RECIPIENT_NOT_FOLLOWING = native.RECIPIENT_NOT_FOLLOWING;
  /** A person of whom `canDm` is `null`, and `create` works. */
  static readonly RECIPIENT_UNDISCLOSED = native.RECIPIENT_UNDISCLOSED;

  /** The API base, `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The keys of the sender; readable, because they open nothing else. */
  readonly credentials: SandboxCredentials;

  readonly #sandbox: native.NativeSandbox;
  #stopped: Promise<null> | undefined;

  private constructor(sandbox: native.NativeSandbox, url: string, credentials: SandboxCredentials) {
    this.#sandbox = sandbox;
    this.url = url;
    this.credentials = credentials;
    running.add(this);
  }

  /**
   * Binds 127.0.0.1 and serves until it is stopped or the process ends.
   *
   * @throws {@link ConfigurationError} if the port is taken.
   */
  static async start(options: SandboxOptions = {}): Promise<Sandbox> {
    const settings = sandboxOptions(options);
    const sandbox = new native.NativeSandbox();
    const json = await called<string>(Sandbox.start, (to, call) => sandbox.start(to, call, settings));
    const [url, credentials] = JSON.parse(json) as [string, SandboxFields];
    return new Sandbox(sandbox, url, SandboxCredentials.of(credentials));
  }

  /** The sender's user id. */
  get userId(): string {
    return this.credentials.userId;
  }

  /** The keys of another sender of the same app, with feedbacks, events and quotas of its own. 0 is the first. */
  sender(number: number): SandboxCredentials {
    const which = checked((check) => check.whole("number", number, 0, 0xffff_ffff));
    return SandboxCredentials.of(JSON.parse(natively(() => this.#sandbox.sender(which))) as SandboxFields);
  }

  /** The sandbox's clock. */
  get now(): Date {
    return new Date(natively(() => this.#sandbox.now));
  }

  /** A client with the sender's keys, this API base and the sandbox's own clock. */
  client(options: ClientSettings = {}): Client {
    nativeOptions(options);
    const { apiBase = this.url, clock = "service", ...others } = options;
    return new Client({ ...others, credentials: this.credentials, apiBase, clock });
  }

  /**
   * Answers a card: a score (1 to 5 for CSAT, 0 to 10 for NPS), a text of 1 to 10,000 characters, or both.
   *
   * Each is immutable; nothing has changed after an error.
   *
   * @throws {@link NotFoundError} for an unknown id.
   * @throws {@link InvalidRequestError} for a value that breaks a rule, or an answer that was given before.
   */
  answer(feedbackId: string, score?: number | null, text?: string | null): Feedback {
    const check = new ArgumentCheck();
    const id = check.text("feedback_id", feedbackId);
    const most = Number.MAX_SAFE_INTEGER;
    const number = score == null ? null : check.whole("score", score, -most, most);
    const comment = text == null ? null : check.text("text", text);
    check.refuse();
    return natively(() => Feedback.alone(this.#sandbox.answer(id, number, comment)));
  }

  /**
   * Closes a card, as its customer does who does not want to answer. Nobody is told, and it takes no answer from then
   * on.
   *
   * @throws {@link NotFoundError} for an unknown id.
   * @throws {@link InvalidRequestError} for a card that was answered or dismissed before.
   */
  dismiss(feedbackId: string): void {
    const id = checked((check) => check.text("feedback_id", feedbackId));
    natively(() => this.#sandbox.dismiss(id));
  }

  /**
   * The keys of the person with this user id, for `feedback/submit` and `feedback/dismiss`: only who was asked may call
   * them. Keys of the same app, which may not create.
   *
   * @throws {@link InvalidRequestError} for what is no user id, and for a person who is suspended or does not exist.
   */
  recipient(userId: string): SandboxCredentials {
    const id = checked((check) => check.text("user_id", userId));
    return SandboxCredentials.of(JSON.parse(natively(() => this.#sandbox.recipient(id))) as SandboxFields);
  }

  /**
   * Presses "Authorize app" on the page of a {@link SignIn}, for the sender: the PIN, or the URL that the browser is sent
   * to.
   *
   * @throws {@link NotFoundError} if no page is waiting for this token.
   */
  authorize(oauthToken: string): string {
    const token = checked((check) => check.text("oauth_token", oauthToken, "secret"));
    return natively(() => this.#sandbox.authorize(token));
  }

  /**
   * Presses "Cancel", which uses the token up: the URL that the browser is sent to; `null` where there is no callback.
   *
   * @throws {@link NotFoundError} if no page is waiting for this token.
   */
  deny(oauthToken: string): string | null {
    const token = checked((check) => check.text("oauth_token", oauthToken, "secret"));
    return natively(() => this.#sandbox.deny(token)) ?? null;
  }

  /** Turns the clock forward, by milliseconds, and returns the new time. */
  advance(milliseconds: number): Date {
    const by = checked((check) => check.milliseconds("milliseconds", milliseconds, "allowed"));
    return new Date(natively(() => this.#sandbox.advance(by)));
  }

  /**
   * Makes the next requests of an operation fail.
   *
   * `operation` is `create`, `show`, `events`, `friendship` or `any`. `fault` is, before the work, `status:<n>`, `html`,
   * `rate_limit`, `reset_before_work`, `hang` or `latency:<ms>`; after it `truncate`, `slow_body` or `reset_after_work`;
   * or `respond`, which plays `status`, `headers` and `body`.
   *
   * @throws {@link InvalidRequestError} for a name that is not known or a value out of range.
   */
  fault(operation: string, fault: string, options: FaultOptions = {}): void {
    const order = faultOrder(operation, fault, options);
    natively(() => this.#sandbox.fault(order));
  }

  /**
   * Makes up a past of the sender: `count` feedbacks of which about 40 % are answered, half of these with a text.
   *
   * @throws {@link InvalidRequestError} for a count that is not 1 to 1,000,000 and a period that is reversed or not over.
   */
  async seed(count: number, fromTime: Date | number, toTime: Date | number): Promise<Seeded> {
    const check = new ArgumentCheck();
    const many = check.whole("count", count, 0, Number.MAX_SAFE_INTEGER);
    const [from, to] = [check.time("from_time", fromTime), check.time("to_time", toTime)];
    check.refuse();
    const json = await called<string>(Sandbox.prototype.seed, (deliveries, call) =>
      this.#sandbox.seed(deliveries, call, many, from, to),
    );
    return JSON.parse(json) as Seeded;
  }

  /** The newest 100,000 requests to the service in order of arrival, faulted ones included. */
  get requests(): LoggedRequest[] {
    const logged = JSON.parse(natively(() => this.#sandbox.requests)) as (Omit<LoggedRequest, "at"> & { at: number })[];
    return logged.map((request) => ({ ...request, at: new Date(request.at) }));
  }

  /**
   * Has every event of every sender that happens from now on posted there, and no longer to the webhook before; what
   * happened until now still goes to that one. The past that {@link Sandbox.seed} makes up is not posted.
   *
   * Only http URLs of this machine's loopback. Events go out one after another, each within five seconds, and nothing is
   * sent twice because it failed. Whoever creates or answers waits for none of it.
   *
   * @throws {@link InvalidRequestError} for what breaks a rule; the webhook before stays then.
   */
  webhook(url: string | URL, options: SandboxWebhookOptions = {}): void {
    const webhook = nativeWebhook(url, options);
    natively(() => this.#sandbox.webhook(webhook));
  }

  /**
   * The newest 10,000 deliveries in order of sending. Waits until every event that has happened by now was sent and
   * answered, or given up; when the sandbox stops, for nothing more.
   */
  async deliveries(): Promise<LoggedDelivery[]> {
    return deliveriesOf(
      await called<string>(Sandbox.prototype.deliveries, (to, call) => this.#sandbox.deliveries(to, call)),
    );
  }

  /** Stops serving; requests that hang are dropped. Stopping twice changes nothing. */
  async stop(): Promise<void> {
    running.delete(this);
    this.#stopped ??= called<null>(this.stop, (to, call) => this.#sandbox.stop(to, call));
    await this.#stopped;
  }

  /** Stops it: `await using sandbox = …`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](): string {
    return `Sandbox (${this.url})`;
  }
}
