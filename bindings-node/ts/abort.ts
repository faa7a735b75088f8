import type { ArgumentCheck } from "./check.js";

/** What happens to the calls that wait under one signal. */
interface Watch {
  readonly calls: Set<number>;
  readonly abort: () => void;
}

/** One listener for each signal, however many calls it is for: Node warns of more than ten. */
const watches = new WeakMap<AbortSignal, Watch>();

/** Calls `aborted` with each watched call that is under way when the signal is aborted. */
export function watch(signal: AbortSignal, call: number, aborted: (call: number) => void): void {
  let watching = watches.get(signal);
  if (watching === undefined) {
    const calls = new Set<number>();
    const abort = (): void => {
      watches.delete(signal);
      calls.forEach(aborted);
    };
    watching = { calls, abort };
    watches.set(signal, watching);
    signal.addEventListener("abort", abort, { once: true });
  }
  watching.calls.add(call);
}

/** Forgets a call. A signal may live long, and its listener with it. */
export function unwatch(signal: AbortSignal, call: number): void {
  const watching = watches.get(signal);
  if (watching?.calls.delete(call) && watching.calls.size === 0) {
    watches.delete(signal);
    signal.removeEventListener("abort", watching.abort);
  }
}

/** Notes what is no signal. Those of other realms and of polyfills are. */
export function checkedSignal(check: ArgumentCheck, signal: unknown): AbortSignal | undefined {
  if (signal === undefined || isSignal(signal)) {
    return signal;
  }
  check.note("signal", "must be an AbortSignal", signal);
  return undefined;
}

function isSignal(value: unknown): value is AbortSignal {
  try {
    const { aborted, addEventListener, removeEventListener } = value as Partial<AbortSignal>;
    return (
      typeof aborted === "boolean" &&
      typeof addEventListener === "function" &&
      typeof removeEventListener === "function"
    );
  } catch {
    return false;
  }
}
