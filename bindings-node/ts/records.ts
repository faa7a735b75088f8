/** The account that the credentials belong to. */
export interface Account {
  /** Its user id. */
  readonly userId: string;
  /** Its @name, without the @. */
  readonly screenName: string | null;
  /** Its display name. */
  readonly name: string | null;
  /** What the app may do; feedback needs `read-write-directmessages` (doc). */
  readonly accessLevel: string | null;
}

/** What stands between the account that asks and another. */
export interface Friendship {
  /** The other account. */
  readonly targetId: string | null;
  /** Whether the other can be sent a Direct Message; `null` when the service does not say. */
  readonly canDm: boolean | null;
}

/** How one thing is that `Client.doctor` looked at: `warning` works today, and `unknown` could not be found out. */
export type CheckState = "ok" | "warning" | "failed" | "unknown";

/** One thing that `Client.doctor` looked at. */
export interface Check {
  /** What was looked at: `host`, `clock`, `credentials`, `permission`, `limits` or `allow_listing`. */
  readonly name: string;
  /** How it is. */
  readonly state: CheckState;
  /** What was found, as a sentence; never a secret. */
  readonly finding: string;
  /** What to do next, as a sentence. */
  readonly nextStep: string;
}

/** What is left of one limit. */
export interface RateLimit {
  /** Requests per window. */
  readonly limit: number;
  /** Requests left in this window. */
  readonly remaining: number;
  /** When the window ends; for creates, when the oldest one counted stops counting. */
  readonly reset: Date | null;
  /** `true` where the service said so, `false` where this client counted its own requests. */
  readonly fromService: boolean;
}

/** A warning about a prompt that is allowed all the same. */
export interface Advice {
  /** A name for programs: `message_needs_card`, `no_company_name`, `link_in_message`, `variant_not_in_reference`. */
  readonly code: string;
  /** The field it is about. */
  readonly field: string;
  /** A sentence for people. */
  readonly text: string;
}

/** The HTTP answer behind a value. */
export interface Reply {
  /** The HTTP status. */
  readonly status: number;
  /** By name in lower case, without those that carry sessions or logins; repeated ones are joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, to the letter: a `Buffer` of its own. */
  readonly body: Uint8Array;
  /** The service's id of the request, for its support. */
  readonly requestId: string | null;
  /** When the service says that it answered, to the second. */
  readonly date: Date | null;
}

/** One request to a sandbox. */
export interface LoggedRequest {
  /** When it arrived, by the sandbox's clock. */
  readonly at: Date;
  /** The HTTP method. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The status that was sent; `null` where no answer was. */
  readonly status: number | null;
  /** The user id that belongs to the token; `null` for an unknown token. */
  readonly sender: string | null;
  /** Who was to be asked, for creates. */
  readonly toUserId: string | null;
}

/** One POST of a sandbox to a webhook. */
export interface LoggedDelivery {
  /** When it was sent, by the sandbox's clock. */
  readonly at: Date;
  /** The webhook's URL. */
  readonly url: string;
  /** The status of the answer; `null` where none came. */
  readonly status: number | null;
  /** The header of basic auth, in clear; `null` for a webhook without. */
  readonly authorization: string | null;
  /** The JSON that was sent. */
  readonly body: string;
}

/** What `Sandbox.seed` made up. */
export interface Seeded {
  /** How many feedbacks. */
  readonly feedbacks: number;
  /** How many events there are of them. */
  readonly events: number;
}

/** A time that crossed as epoch milliseconds. */
export function date(milliseconds: number): Date;
export function date(milliseconds: number | null | undefined): Date | null;
export function date(milliseconds: number | null | undefined): Date | null {
  return milliseconds == null ? null : new Date(milliseconds);
}
