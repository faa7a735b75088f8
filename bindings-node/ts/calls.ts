import { Check } from "./check.js";
import { Deliveries } from "./native.js";
import { type Place, placeOf, raised, translated } from "./raised.js";

/** What every call that asks the service takes. */
export interface CallOptions {
  /**
   * Stops waiting: the call rejects with the signal's reason, and what was begun of it is dropped.
   *
   * A `create` under way is not taken back: who aborts one has to take the person as asked.
   */
  readonly signal?: AbortSignal | undefined;
}

interface Waiting {
  readonly place: Place;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The calls of this thread that are under way, by number. */
const waiting = new Map<number, Waiting>();
let newest = 0;

/** Keeps the event loop alive while calls are under way, and only then. */
const anchor = setInterval(() => {}, 2 ** 31 - 1).unref();

const deliveries = new Deliveries((call, failure, value) => {
  const caller = end(call);
  if (failure === null) {
    caller?.resolve(value);
  } else {
    caller?.reject(raised(failure, caller.place));
  }
});

/**
 * Begins a native call and waits for its value.
 *
 * `asked` is the public function, whose caller shows up in the stack of an error.
 */
export function called<T>(
  asked: (...args: never[]) => unknown,
  begin: (to: Deliveries, call: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  const place = placeOf(asked);
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    newest = newest === 0xffff_ffff ? 1 : newest + 1;
    const call = newest;
    const caller: Waiting = { place, resolve: resolve as (value: unknown) => void, reject };
    if (signal !== undefined) {
      abortable(call, caller, signal);
    }
    try {
      begin(deliveries, call);
    } catch (thrown) {
      reject(translated(thrown, place));
      return;
    }
    if (waiting.size === 0) {
      anchor.ref();
    }
    waiting.set(call, caller);
  });
}

function abortable(call: number, caller: Waiting, signal: AbortSignal): void {
  const { resolve, reject } = caller;
  const abort = (): void => {
    if (end(call) !== undefined) {
      deliveries.cancel(call);
      reject(signal.reason);
    }
  };
  // A signal may live long, and its listeners with it.
  caller.resolve = (value) => {
    signal.removeEventListener("abort", abort);
    resolve(value);
  };
  caller.reject = (error) => {
    signal.removeEventListener("abort", abort);
    reject(error);
  };
  signal.addEventListener("abort", abort, { once: true });
}

function end(call: number): Waiting | undefined {
  const caller = waiting.get(call);
  waiting.delete(call);
  if (waiting.size === 0) {
    anchor.unref();
  }
  return caller;
}

/** The signal among a call's options. */
export function signalOf(options: CallOptions | undefined): AbortSignal | undefined {
  const check = new Check();
  const { signal } = check.options<CallOptions>("options", options, ["signal"]);
  const given = checkedSignal(check, signal);
  check.refuse();
  return given;
}

/** Notes what is no signal. */
export function checkedSignal(check: Check, signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) {
    return signal;
  }
  // Those of other realms and of polyfills.
  const like = signal as Partial<AbortSignal> | null;
  if (typeof like === "object" && like !== null && typeof like.addEventListener === "function") {
    return like as AbortSignal;
  }
  check.note("signal", "must be an AbortSignal", signal);
  return undefined;
}
