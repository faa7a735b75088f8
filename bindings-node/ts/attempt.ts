import type { ArgumentCheck } from "./check.js";
import type { ErrorKind } from "./errors.js";
import type { NativeAttemptFilter } from "./native.js";
import type { PromptContext } from "./prompt-context.js";
import { date } from "./records.js";
import type { SkipReason } from "./send-outcome.js";

/**
 * How far an attempt came. `skipped`: for a reason, a normal result. `reserved`: nothing can have been written yet.
 * `sending`: the request may be on its way. `unknown`: nobody can tell, and it counts as sent. `sent`: the service has
 * the feedback. `failed`: it refused. `released`: given back before anything was written. `absent`: it was unknown, and
 * two complete scans found nothing; the cooldown holds all the same. `foreign`: another tool sent it.
 */
export type AttemptState =
  | "skipped"
  | "reserved"
  | "sending"
  | "unknown"
  | "sent"
  | "failed"
  | "released"
  | "absent"
  | "foreign";

/** What went wrong with an attempt. */
export interface AttemptError {
  /** In one word. */
  readonly kind: ErrorKind;
  /** The answer's HTTP status; `null` where there was no answer. */
  readonly status: number | null;
  /** The service's own error codes, in its order. */
  readonly codes: readonly number[];
  /** As a sentence. */
  readonly message: string;
}

/**
 * One try to send a prompt, and what became of it; or a prompt that another tool sent.
 *
 * Times are the ledger's clock, to the millisecond.
 */
export interface Attempt {
  /** Its id in this ledger; later attempts have greater numbers. */
  readonly id: string;
  /** How far it came. */
  readonly state: AttemptState;
  /** Why it was skipped, where it was. */
  readonly reason: SkipReason | null;
  /** Until when the reason holds, where that is known. */
  readonly until: Date | null;
  /** The account that asked. */
  readonly fromUserId: string;
  /** The person who was to be asked. */
  readonly toUserId: string;
  /** Which question, `csat` or `nps`; of a prompt of another tool what the service said. */
  readonly type: string;
  /** Your own reference. */
  readonly externalId: string | null;
  /** The wording of the question. */
  readonly questionVariantId: string | null;
  /** The name in the question's text. */
  readonly displayName: string | null;
  /** Whether the service was told to keep it out of its analytics. The person was asked all the same. */
  readonly test: boolean;
  /** What was known of the conversation when it was sent. */
  readonly context: {
    readonly [Member in keyof PromptContext]-?: Member extends "tags"
      ? readonly string[]
      : Exclude<PromptContext[Member], undefined>;
  };
  /** When it was made, or, for a prompt of another tool, when the ledger first saw it. */
  readonly attemptedAt: Date;
  /** When the request was about to be written; `null` where it never came so far. */
  readonly sendingAt: Date | null;
  /** The latest moment at which the person can have been asked; `null` where nobody was. */
  readonly askedAt: Date | null;
  /** When its outcome became known. */
  readonly settledAt: Date | null;
  /** Until when the person is left alone because of it; `null` where it does not count. */
  readonly coolUntil: Date | null;
  /** The service's id, once it is known. */
  readonly feedbackId: string | null;
  /** What went wrong, where something did. */
  readonly error: AttemptError | null;
}

/** Which attempts to list: all that is given must hold. */
export interface AttemptFilter {
  /** Of this person. */
  readonly toUserId?: string | null | undefined;
  /** With this reference. */
  readonly externalId?: string | null | undefined;
  /** In this state. */
  readonly state?: AttemptState | null | undefined;
  /** Made at this time or later, a `Date` or epoch milliseconds. */
  readonly fromTime?: Date | number | null | undefined;
  /** Made at this time or earlier, a `Date` or epoch milliseconds. */
  readonly toTime?: Date | number | null | undefined;
  /** Made before the attempt of this id: for the next page, the last id of the one before. */
  readonly before?: string | null | undefined;
  /** At most so many, 1 to 10,000. Default 1,000. */
  readonly limit?: number | null | undefined;
}

const FILTERS = [
  "toUserId",
  "externalId",
  "state",
  "fromTime",
  "toTime",
  "before",
  "limit",
] as const satisfies (keyof AttemptFilter)[];

/** @internal What native code takes. Throws an `InvalidRequestError` with all that is of no fitting type. */
export function nativeFilter(check: ArgumentCheck, filter: AttemptFilter | null | undefined): NativeAttemptFilter {
  const given = check.options<AttemptFilter>("filter", filter ?? undefined, FILTERS);
  const { toUserId, externalId, state, fromTime, toTime, before, limit } = given;
  const native = {
    ...(toUserId != null && { toUserId: check.text("to_user_id", toUserId) }),
    ...(externalId != null && { externalId: check.text("external_id", externalId) }),
    ...(state != null && { state: check.text("state", state) }),
    ...(fromTime != null && { fromTime: check.time("from_time", fromTime) }),
    ...(toTime != null && { toTime: check.time("to_time", toTime) }),
    ...(before != null && { before: check.text("before", before) }),
    ...(limit != null && { limit: check.whole("limit", limit, 1, 10_000) }),
  };
  check.refuse("the filter");
  return native;
}

/** As it crosses: times are epoch milliseconds. */
type Crossed = {
  [Member in keyof Attempt]: Attempt[Member] extends Date
    ? number
    : Attempt[Member] extends Date | null
      ? number | null
      : Attempt[Member];
};

/** @internal */
export function attemptsOf(json: string): Attempt[] {
  return (JSON.parse(json) as Crossed[]).map((crossed) => ({
    id: crossed.id,
    state: crossed.state,
    reason: crossed.reason,
    until: date(crossed.until),
    fromUserId: crossed.fromUserId,
    toUserId: crossed.toUserId,
    type: crossed.type,
    externalId: crossed.externalId,
    questionVariantId: crossed.questionVariantId,
    displayName: crossed.displayName,
    test: crossed.test,
    context: crossed.context,
    attemptedAt: date(crossed.attemptedAt),
    sendingAt: date(crossed.sendingAt),
    askedAt: date(crossed.askedAt),
    settledAt: date(crossed.settledAt),
    coolUntil: date(crossed.coolUntil),
    feedbackId: crossed.feedbackId,
    error: crossed.error,
  }));
}
