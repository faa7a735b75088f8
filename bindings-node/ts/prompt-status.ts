import type { AttemptState } from "./attempt.js";
import { date } from "./records.js";
import type { SkipReason } from "./send-outcome.js";

/**
 * What an agent may see of a prompt: whether the customer was asked, and whether they answered.
 *
 * There is no member for a score or a text, so no screen can show one to the agent whom it rates.
 */
export interface PromptStatus {
  /** Your own reference. */
  readonly externalId: string;
  /** The newest attempt with this reference that counts: one that may have asked before one that was skipped. */
  readonly attemptId: string;
  /** How far it came. */
  readonly state: AttemptState;
  /** Why it was skipped, where it was. */
  readonly reason: SkipReason | null;
  /** Which question, `csat` or `nps`; of a prompt of another tool what the service said. */
  readonly type: string;
  /** The person who was to be asked. */
  readonly toUserId: string;
  /** When they were asked, at the latest; `null` where nobody was. */
  readonly askedAt: Date | null;
  /** Whether they answered anything. */
  readonly answered: boolean;
}

/** @internal */
export function promptStatus(json: string | null): PromptStatus | null {
  if (json === null) {
    return null;
  }
  const crossed = JSON.parse(json) as Omit<PromptStatus, "askedAt"> & { askedAt: number | null };
  const { externalId, attemptId, state, reason, type, toUserId, askedAt, answered } = crossed;
  return { externalId, attemptId, state, reason, type, toUserId, askedAt: date(askedAt), answered };
}
