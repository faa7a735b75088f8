import { debuglog } from "node:util";
import { isMainThread } from "node:worker_threads";

import { Check } from "./check.js";
import { LogTap } from "./native.js";
import { date } from "./records.js";

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
  const check = new Check();
  const { level = "info" } = check.options<{ level: LogLevel }>("options", options ?? null, ["level"]);
  if (!Object.hasOwn(LEVELS, level)) {
    check.note("level", `must be one of ${Object.keys(LEVELS).join(", ")}`, level);
  }
  if (to !== null && typeof to !== "function") {
    check.note("logger", "must be a function or null", to);
  }
  check.refuse();
  if (to !== null && tap === undefined) {
    tap = new LogTap(handOver);
    // Whatever waits when the process ends.
    process.once("exit", handOver);
  }
  logger = to;
  tap?.want(to === null ? null : LEVELS[level]);
}

function handOver(): void {
  if (tap === undefined) {
    return;
  }
  const records = JSON.parse(tap.take()) as [at: number, level: number, message: string][];
  for (const [at, level, message] of records) {
    logger?.({ at: date(at), level: nameOf(level), message });
  }
}

function nameOf(level: number): LogLevel {
  const names = Object.keys(LEVELS) as LogLevel[];
  return names.find((name) => LEVELS[name] === level) ?? "trace";
}

/** Logs to stderr where `NODE_DEBUG` asks for it; once for the whole process. */
export function followNodeDebug(): void {
  if (process.env["NODE_DEBUG"] === undefined || !isMainThread) {
    return;
  }
  const debug = debuglog("twitter-feedback");
  if (debug.enabled) {
    setLogger(({ level, message }) => debug("%s %s", level, message), { level: "debug" });
  }
}
