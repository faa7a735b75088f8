import { checkedSignal } from "./abort.js";
import { ArgumentCheck } from "./check.js";
import type { NativeSyncOptions } from "./native.js";
import { date } from "./records.js";

/** How far a {@link Program.sync} has come. What it counts is in the ledger for good. */
export interface SyncProgress {
  /** Pages read. */
  readonly pages: number;
  /** Events on them, repeated ones included. */
  readonly events: number;
  /** Feedbacks that the ledger had not seen before. */
  readonly new: number;
  /** Known feedbacks of which something is known now that was not. */
  readonly updated: number;
  /** Events that could not be read and are kept raw. */
  readonly unreadable: number;
  /** Windows that are complete. */
  readonly windowsDone: number;
  /** Windows in all. */
  readonly windows: number;
}

/** What a {@link Program.sync} brought. */
export interface SyncReport {
  /** Pages read. */
  readonly pages: number;
  /** Events on them, repeated ones included. */
  readonly events: number;
  /** Feedbacks that the ledger had not seen before. */
  readonly new: number;
  /** Known feedbacks of which something is known now that was not. */
  readonly updated: number;
  /** Events that could not be read and are kept raw. */
  readonly unreadable: number;
  /**
   * Up to here the ledger has seen everything, without a gap since its coverage began; `null` where it has no coverage.
   */
  readonly completeThrough: Date | null;
}

/** What looking for attempts of unknown outcome brought. */
export interface ReconcileReport {
  /** Attempts whose outcome was unknown before. */
  readonly examined: number;
  /** Found in the service's events: they asked. */
  readonly sent: number;
  /** Not found in two complete scans an hour apart: they did not ask. Their cooldown holds all the same. */
  readonly absent: number;
  /** Still unknown: events are shown once they are 24 hours old, and it takes two scans. */
  readonly unknown: number;
}

/** What to pull, and whom to tell. */
export interface SyncOptions {
  /**
   * From this time, a `Date` or epoch milliseconds; what the ledger has seen completely since is not asked for again,
   * but for its last two hours. Default: from the last checkpoint.
   */
  readonly since?: Date | number | null | undefined;
  /** Up to this time at most. Default: the latest that the service shows, events of 24 hours ago (doc). */
  readonly until?: Date | number | null | undefined;
  /**
   * Told after each commit how far it has come. What it throws stops the sync, which rejects with that; what was stored
   * until then stays. The same holds for what an asynchronous one rejects with: no step waits for it, only the report.
   */
  readonly progress?: ((progress: SyncProgress) => void | PromiseLike<void>) | null | undefined;
  /** Stops it; what was stored until then stays. */
  readonly signal?: AbortSignal | undefined;
}

interface CheckedSync {
  readonly native: NativeSyncOptions;
  readonly progress: ((json: string) => unknown) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** @internal Throws an `InvalidRequestError` with all that is of no fitting type. */
export function checkedSync(options: SyncOptions | null | undefined): CheckedSync {
  const check = new ArgumentCheck();
  const given = check.options<SyncOptions>("options", options ?? undefined, ["since", "until", "progress", "signal"]);
  const { since, until, progress, signal } = given;
  if (progress != null && typeof progress !== "function") {
    check.note("progress", "must be a function", progress);
  }
  const native = {
    ...(since != null && { since: check.time("since", since) }),
    ...(until != null && { until: check.time("until", until) }),
    progress: progress != null,
  };
  const checkedOne = checkedSignal(check, signal);
  check.refuse();
  const tell = progress == null ? undefined : (json: string) => progress(JSON.parse(json) as SyncProgress);
  return { native, progress: tell, signal: checkedOne };
}

/** @internal */
export function syncReport(json: string): SyncReport {
  const crossed = JSON.parse(json) as Omit<SyncReport, "completeThrough"> & { completeThrough: number | null };
  return { ...crossed, completeThrough: date(crossed.completeThrough) };
}
