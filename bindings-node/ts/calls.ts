import { setInterval } from "node:timers";

import { checkedSignal, unwatch, watch } from "./abort.js";
import type { CallOptions } from "./call-options.js";
import { ArgumentCheck } from "./check.js";
import { handOverLog } from "./logging.js";
import { Deliveries } from "./native.js";
import { type Place, placeOf, raised, translated } from "./raised.js";

interface Waiting {
  readonly place: Place;
  readonly signal: AbortSignal | undefined;
  readonly progress: ((json: string) => unknown) | undefined;
  /** Resolves once all promises of `progress` have; where one rejects, the call is stopped. */
  told: Promise<unknown> | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * The calls of this thread that are under way, by number.
 *
 * Not a `Map`: when one makes itself anew, its old storage goes on pointing to the new one. Once a piece of old storage
 * has grown old enough for the garbage collector to look at it seldom, that chain keeps all that comes later alive.
 */
const waiting: Record<number, Waiting> = Object.create(null);
let underWay = 0;
let newest = 0;

/** Keeps the event loop alive while calls are under way, and only then. */
// Node's own, also where a window has another.
const anchor = setInterval(() => {}, 2 ** 31 - 1).unref();

const deliveries = new Deliveries((call, failure, value, settled) => {
  const told = waiting[call]?.told;
  if (!settled) {
    onTheWay(call, value as string);
  } else if (failure === null && told !== undefined) {
    // Where it rejects, the call has been stopped with that.
    told.then(
      () => settle(call, null, value),
      () => {},
    );
  } else {
    settle(call, failure, value);
  }
});

function settle(call: number, failure: string | null, value: unknown): void {
  // Before the log, whose reader may abort: what was handed over would be lost.
  const caller = end(call);
  try {
    handOverLog();
  } finally {
    if (failure === null) {
      caller?.resolve(value);
    } else {
      caller?.reject(raised(failure, caller.place));
    }
  }
}

/**
 * Begins a native call and waits for its value.
 *
 * `asked` is the public function, whose caller shows up in the stack of an error. `progress` is told how far it has come;
 * what that throws ends the call, and so does what a promise of it rejects with.
 */
export function called<T>(
  asked: (...args: never[]) => unknown,
  begin: (to: Deliveries, call: number) => void,
  signal?: AbortSignal,
  progress?: (json: string) => unknown,
): Promise<T> {
  const place = placeOf(asked);
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    newest = newest === 0xffff_ffff ? 1 : newest + 1;
    try {
      begin(deliveries, newest);
    } catch (thrown) {
      reject(translated(thrown, place));
      return;
    }
    if (underWay === 0) {
      anchor.ref();
    }
    underWay += 1;
    waiting[newest] = {
      place,
      signal,
      progress,
      told: undefined,
      resolve: resolve as (value: unknown) => void,
      reject,
    };
    if (signal !== undefined) {
      watch(signal, newest, aborted);
    }
  });
}

function aborted(call: number): void {
  stop(call, waiting[call]?.signal?.reason);
}

function onTheWay(call: number, json: string): void {
  const caller = waiting[call];
  if (caller === undefined) {
    return;
  }
  try {
    const promised = caller.progress?.(json);
    if (promised !== undefined) {
      const before = caller.told;
      caller.told = Promise.resolve(promised).then(() => before);
      // Nobody else hears of it: unheard, it would end the process.
      caller.told.catch((thrown) => stop(call, thrown));
    }
  } catch (thrown) {
    stop(call, thrown);
  }
}

/** Drops what a call has begun, unless it has settled. */
function stop(call: number, reason: unknown): void {
  const caller = end(call);
  if (caller !== undefined) {
    deliveries.cancel(call);
    caller.reject(reason);
  }
}

/** Takes a call out of those that are under way. */
function end(call: number): Waiting | undefined {
  const caller = waiting[call];
  if (caller === undefined) {
    return undefined;
  }
  delete waiting[call];
  underWay -= 1;
  if (underWay === 0) {
    anchor.unref();
  }
  if (caller.signal !== undefined) {
    unwatch(caller.signal, call);
  }
  return caller;
}

/** The signal among a call's options. */
export function signalOf(options: CallOptions | undefined): AbortSignal | undefined {
  const check = new ArgumentCheck();
  const { signal } = check.options<CallOptions>("options", options, ["signal"]);
  const given = checkedSignal(check, signal);
  check.refuse();
  return given;
}
