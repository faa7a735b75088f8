/// <reference lib="esnext.disposable" preserve="true" />
import { inspect } from "node:util";

import { called } from "./calls.js";
import { Check, checked } from "./check.js";
import { Client } from "./client.js";
import { type ClientSettings, nativeOptions } from "./client-options.js";
import { SandboxCredentials, type SandboxFields } from "./credentials.js";
import { Feedback } from "./feedback.js";
import * as native from "./native.js";
import { natively } from "./raised.js";
import type { LoggedRequest, Seeded } from "./records.js";

/** How a sandbox behaves. */
export interface SandboxOptions {
  /** The port on 127.0.0.1. Default 0, a free one. */
  readonly port?: number | undefined;
  /** What ids, credentials and page layout are made from. Default 1. */
  readonly seed?: number | undefined;
  /** `false` lifts every quota, the one prompt for each person in 24 hours included. Default `true`. */
  readonly limits?: boolean | undefined;
  /** `true` lifts that last rule alone. Default `false`. */
  readonly allowListed?: boolean | undefined;
  /** Whether listings have empty and short pages in their middle. Default `true`. */
  readonly unevenPages?: boolean | undefined;
  /** Where its clock starts and stands still until it is turned. Default: it follows the machine's. */
  readonly startAt?: Date | number | undefined;
  /** Whether times lose their spaces, as in the published examples. Default `false`. */
  readonly squeezedTimes?: boolean | undefined;
  /** Whether the feedback inside an event carries `external_id`. Default `true`. */
  readonly eventsExternalId?: boolean | undefined;
  /** Whether about one update in five is listed twice. Default `false`. */
  readonly repeatUpdates?: boolean | undefined;
}

/** What can be ordered to go wrong: see {@link Sandbox.fault}. */
export interface FaultOptions {
  /** How many requests it is for. Default 1. */
  readonly times?: number | undefined;
  /** For `respond`: the status, 200 to 599. */
  readonly status?: number | undefined;
  /** For `respond`: the headers; `null` takes one away that would be there. */
  readonly headers?: Readonly<Record<string, string | number | null>> | undefined;
  /** For `respond`: text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** A sandbox serves until it is stopped, also where nothing but its URL is known any more. */
const running = new Set<Sandbox>();

const FLAGS = ["limits", "allowListed", "unevenPages", "squeezedTimes", "eventsExternalId", "repeatUpdates"] as const;

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
    const check = new Check();
    const known = ["port", "seed", "startAt", ...FLAGS] as const;
    const given = check.options<SandboxOptions>("options", options ?? null, known);
    const settings: native.NativeSandboxOptions = {};
    if (given.port !== undefined) {
      settings.port = check.whole("port", given.port, 0, 0xffff);
    }
    if (given.seed !== undefined) {
      settings.seed = check.whole("seed", given.seed, 0, Number.MAX_SAFE_INTEGER);
    }
    if (given.startAt !== undefined) {
      settings.startAt = check.time("startAt", given.startAt);
    }
    for (const name of FLAGS) {
      if (given[name] !== undefined) {
        settings[name] = check.boolean(name, given[name]);
      }
    }
    check.refuse();
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
    const check = new Check();
    const id = check.text("feedback_id", feedbackId);
    const most = Number.MAX_SAFE_INTEGER;
    const number = score == null ? null : check.whole("score", score, -most, most);
    const comment = text == null ? null : check.text("text", text);
    check.refuse();
    return natively(() => Feedback.alone(this.#sandbox.answer(id, number, comment)));
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
    const check = new Check();
    const given = check.options<FaultOptions>("options", options, ["times", "status", "headers", "body"]);
    const order: Record<string, unknown> = {
      operation: check.text("operation", operation),
      fault: check.text("fault", fault),
      times: given.times === undefined ? 1 : check.whole("times", given.times, 0, 0xffff_ffff),
    };
    if (given.status !== undefined) {
      order["status"] = check.whole("status", given.status, 0, 0xffff);
    }
    if (given.headers !== undefined) {
      order["headers"] = checkedHeaders(check, given.headers);
    }
    if (given.body !== undefined) {
      order["body"] = checkedBody(check, given.body);
    }
    check.refuse();
    natively(() => this.#sandbox.fault(JSON.stringify(order)));
  }

  /**
   * Makes up a past of the sender: `count` feedbacks of which about 40 % are answered, half of these with a text.
   *
   * @throws {@link InvalidRequestError} for a count that is not 1 to 1,000,000 and a period that is reversed or not over.
   */
  async seed(count: number, fromTime: Date | number, toTime: Date | number): Promise<Seeded> {
    const check = new Check();
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

function checkedHeaders(check: Check, headers: unknown): Record<string, string | number | null> {
  if (!isPlain(headers)) {
    check.note("headers", "must be a plain object", headers);
    return {};
  }
  for (const [name, value] of Object.entries(headers)) {
    check.text("headers", name);
    if (typeof value === "string") {
      check.text("headers", value);
    } else if (!Number.isInteger(value) && value !== null) {
      check.note("headers", "must be a string, a whole number or null for each name", value);
    }
  }
  return headers as Record<string, string | number | null>;
}

function checkedBody(check: Check, body: unknown): unknown {
  if (typeof body === "string") {
    return check.text("body", body);
  }
  try {
    const json = JSON.stringify(body);
    if (json !== undefined) {
      // What becomes a string, such as a Date, would be taken for text.
      return json.startsWith('"') ? json : body;
    }
  } catch {
    // Refused below.
  }
  check.note("body", "must be a string or what JSON can say", body);
  return null;
}

/** Not a `Map` or the like, of whose content `JSON.stringify` knows nothing. */
function isPlain(value: unknown): value is object {
  try {
    const prototype = typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined;
    return prototype === Object.prototype || prototype === null;
  } catch {
    return false;
  }
}
