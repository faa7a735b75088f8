import { ArgumentCheck } from "./check.js";
import type { NativeSandboxOptions } from "./native.js";

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

const FLAGS = ["limits", "allowListed", "unevenPages", "squeezedTimes", "eventsExternalId", "repeatUpdates"] as const;

/** @internal The options, each of its type. Throws an `InvalidRequestError` with all that is wrong. */
export function sandboxOptions(options: SandboxOptions): NativeSandboxOptions {
  const check = new ArgumentCheck();
  const known = ["port", "seed", "startAt", ...FLAGS] as const;
  const given = check.options<SandboxOptions>("options", options ?? null, known);
  const settings: NativeSandboxOptions = {};
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
  return settings;
}
