import { debuglog } from "node:util";

import { ArgumentCheck } from "./check.js";
import { LogTap } from "./native.js";
import { natively } from "./raised.js";

/** The levels, from what matters most to what matters least. */
export type LogLevel = "error" | "warn" | "info" | "debug" | "trace";

/** One record of the library's log. No secret and no comment stands in it. */
export interface LogRecord {
  /** When it arose. */
  readonly at: Date;
  /** How much it matters. */
  readonly level: LogLevel;
  /** What it says. */
  readonly message: string;
}

/** Takes the records of the log. */
export type Logger = (record: LogRecord) => void;

/** As the native module numbers them. */
const LEVELS: Readonly<Record<LogLevel, number>> = { error: 40, warn: 30, info: 20, debug: 10, trace: 5 };

let tap: LogTap | undefined;
let logger: Logger | null = null;

/**
 * Hands the library's log to a function; `null` ends that. Nothing is logged unless this is called or the environment
 * says `NODE_DEBUG=twitter-feedback`, which logs to stderr.
 *
 * The log is the process's: records of other threads' calls are in it. What the logger throws is an uncaught exception.
 *
 * @throws {@link InvalidRequestError} for what is no function and a level that is not known.
 */
export function setLogger(to: Logger | null, options: { readonly level?: LogLevel | undefined } = {}): void {
  const check = new ArgumentCheck();
  const { level = "info" } = check.options<{ level: LogLevel }>("options", options ?? null, ["level"]);
  if (typeof level !== "string" || !Object.hasOwn(LEVELS, level)) {
    check.note("level", `must be one of ${Object.keys(LEVELS).join(", ")}`, level);
  }
  if (to !== null && typeof to !== "function") {
    check.note("logger", "must be a function or null", to);
  }
  check.refuse();
  // Those that wait arose for the one before.
  handOverLog();
  if (to !== null && tap === undefined) {
    tap = new LogTap(handOverLog);
    process.once("exit", () => records().forEach((record) => void logger?.(record)));
  }
  logger = to;
  tap?.want(to === null ? null : LEVELS[level]);
}

/** Hands over the records that wait. */
export function handOverLog(): void {
  for (const record of records()) {
    try {
      logger?.(record);
    } catch (thrown) {
      // By itself, so that the other records arrive, and the answers behind them.
      queueMicrotask(() => {
        throw thrown;
      });
    }
  }
}

function records(): LogRecord[] {
  if (tap === undefined) {
    return [];
  }
  const waiting = JSON.parse(natively(() => tap?.take() ?? "[]")) as [at: number, level: number, message: string][];
  return waiting.map(([at, level, message]) => ({ at: new Date(at), level: nameOf(level), message }));
}

function nameOf(level: number): LogLevel {
  const names = Object.keys(LEVELS) as LogLevel[];
  return names.find((name) => LEVELS[name] === level) ?? "trace";
}

/** Logs to stderr where `NODE_DEBUG` asks for it; once for the whole process. */
export function followNodeDebug(): void {
  const debug = debuglog("twitter-feedback");
  if (!debug.enabled) {
    return;
  }
  // Loaded here alone: it takes longer than all the rest of this.
  const { isMainThread } = require("node:worker_threads") as typeof import("node:worker_threads");
  if (isMainThread) {
    setLogger(({ level, message }) => debug("%s %s", level, message), { level: "debug" });
  }
}
