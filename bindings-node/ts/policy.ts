import type { ArgumentCheck } from "./check.js";
import type { NativePolicy, NativeQuietHours } from "./native.js";

/** A part of every day in which nobody is asked, on the clocks of one time zone. */
export interface QuietHours {
  /** Its first moment, as `21:00`. */
  readonly from: string;
  /** The first moment after it: `08:00` of the next morning, where that is the earlier time. */
  readonly to: string;
  /** An IANA name: `Europe/Berlin`, `UTC`. */
  readonly zone: string;
}

/** Whom to ask, and when not to. Whatever is left out is as the service's owner recommends. */
export interface Policy {
  /**
   * How long a person is left alone after a prompt, in milliseconds, one day to ten years; an hour is added. Default 7
   * days, the most often that the service's owner recommends (doc).
   */
  readonly minIntervalMs?: number | null | undefined;
  /** The share of people who are asked, 0 to 1. Stable: a person is always in the sample or never. Default 1. */
  readonly sampleRate?: number | null | undefined;
  /** When nobody is asked. Default: never quiet. */
  readonly quietHours?: QuietHours | null | undefined;
  /** Whether to ask the service first if the person can be written to. Default `true`, as its owner recommends (doc). */
  readonly requireCanDm?: boolean | null | undefined;
  /** Prompts in any 24 hours at most, 1 to 1,000. Default 1,000, which is the service's own limit (doc). */
  readonly maxPerDay?: number | null | undefined;
  /** Who is never asked. */
  readonly suppressedUserIds?: readonly string[] | null | undefined;
  /**
   * Whether a new ledger has to see the last days' events before it sends, so that it knows whom other tools have asked.
   * Default `true`; see {@link Program.send}.
   */
  readonly backfill?: boolean | null | undefined;
  /**
   * Whether the service lifts its limit of one prompt per person and day for this account (doc). Default `false`. Then
   * nothing guards the day that the service's events do not show yet, and a new ledger waits until it has passed, unless
   * `acceptBlindDay` is set.
   */
  readonly allowListed?: boolean | null | undefined;
  /** For an account that is allow-listed: to send although nobody can see whom other tools asked in the last day. */
  readonly acceptBlindDay?: boolean | null | undefined;
}

const FLAGS = ["requireCanDm", "backfill", "allowListed", "acceptBlindDay"] as const satisfies (keyof Policy)[];
const KNOWN = [
  "minIntervalMs",
  "sampleRate",
  "quietHours",
  "maxPerDay",
  "suppressedUserIds",
  ...FLAGS,
] as const satisfies (keyof Policy)[];

/** @internal What native code takes; notes what is of no fitting type. */
export function nativePolicy(check: ArgumentCheck, policy: Policy | null | undefined): NativePolicy {
  const given = check.options<Policy>("policy", policy ?? undefined, KNOWN);
  const { minIntervalMs, sampleRate, quietHours, maxPerDay, suppressedUserIds } = given;
  const native: NativePolicy = {};
  if (minIntervalMs != null) {
    native.minIntervalMs = check.milliseconds("minIntervalMs", minIntervalMs, "refused");
  }
  if (sampleRate != null) {
    native.sampleRate = check.share("sampleRate", sampleRate);
  }
  if (quietHours != null) {
    native.quietHours = nativeQuietHours(check, quietHours);
  }
  if (maxPerDay != null) {
    native.maxPerDay = check.whole("maxPerDay", maxPerDay, 1, 1000);
  }
  if (suppressedUserIds != null) {
    const one = (id: unknown): string => check.text("suppressedUserIds", id);
    native.suppressedUserIds = check.list("suppressedUserIds", suppressedUserIds, one);
  }
  for (const name of FLAGS) {
    if (given[name] != null) {
      native[name] = check.boolean(name, given[name]);
    }
  }
  return native;
}

function nativeQuietHours(check: ArgumentCheck, hours: QuietHours): NativeQuietHours {
  const given = check.options<QuietHours>("quietHours", hours, ["from", "to", "zone"]);
  return {
    from: check.text("quietHours.from", given.from),
    to: check.text("quietHours.to", given.to),
    zone: check.text("quietHours.zone", given.zone),
  };
}
