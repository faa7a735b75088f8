import { Feedback } from "./feedback.js";
import type { Batch } from "./native.js";
import type { ReplyRow } from "./origin.js";
import { date } from "./records.js";
import type { Rows } from "./rows.js";

/** Why a person was not asked. */
export type SkipReason =
  | "cooldown"
  | "in_progress"
  | "sampled_out"
  | "quiet_hours"
  | "cannot_message"
  | "unknown_can_dm"
  | "daily_maximum"
  | "suppressed";

/** The person was asked. */
export interface SentOutcome {
  /** Tells the outcomes apart. */
  readonly status: "sent";
  /** The attempt, in the ledger. */
  readonly attemptId: string;
  /** What the service made of it. Its `reply` is `null` where an event told of it before the answer did. */
  readonly feedback: Feedback;
}

/** The person was not asked, for a reason of the policy or the ledger. A normal result. */
export interface SkippedOutcome {
  /** Tells the outcomes apart. */
  readonly status: "skipped";
  /** The attempt, in the ledger. */
  readonly attemptId: string;
  /** Why. */
  readonly reason: SkipReason;
  /** Until when that holds, where it is known. */
  readonly until: Date | null;
}

/**
 * Nobody can tell whether the person was asked. It counts as if they were; {@link Program.sync} and
 * {@link Program.reconcile} find out.
 */
export interface UnknownOutcome {
  /** Tells the outcomes apart. */
  readonly status: "unknown";
  /** The attempt, in the ledger. */
  readonly attemptId: string;
  /** What happened, as a sentence. */
  readonly message: string;
}

/** What became of a prompt; `status` tells. */
export type SendOutcome = SentOutcome | SkippedOutcome | UnknownOutcome;

/** A feedback as it crosses, with the attempt behind it: the order of `src/batch.rs`. */
type SentRow = [rows: Rows, reply: ReplyRow | null, attemptId: string];
type Told = UnknownOutcome | (Omit<SkippedOutcome, "until"> & { until: number | null });

/** @internal */
export function sendOutcome(value: Batch | string): SendOutcome {
  if (typeof value !== "string") {
    const [rows, reply, attemptId] = JSON.parse(value.takeJson()) as SentRow;
    return { status: "sent", attemptId, feedback: Feedback.alone(value, [rows, reply]) };
  }
  const told = JSON.parse(value) as Told;
  const { status, attemptId } = told;
  return status === "skipped"
    ? { status, attemptId, reason: told.reason, until: date(told.until) }
    : { status, attemptId, message: told.message };
}
