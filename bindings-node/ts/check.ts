import { fileURLToPath } from "node:url";
import { types } from "node:util";

import { FeedbackError, type Problem } from "./errors.js";
import { refusal } from "./native.js";
import { natively, placeOf, raised } from "./raised.js";

/** How much of a value a refusal shows at most; the rest is cut when it is worded. */
const SHOWN = 100;

/** The first and the last moment that the core knows, in epoch milliseconds. */
const EARLIEST = -377_705_023_201_000;
const LATEST = 253_402_207_200_000;

/** The longest span of time that is taken, in milliseconds. */
const LONGEST = 8.64e15;

/** Notes everything that is wrong with what a caller passed, and refuses it all at once. */
export class ArgumentCheck {
  readonly problems: Problem[] = [];

  note(field: string, rule: string, given: unknown): void {
    this.problems.push({ field, rule, given: shown(given) });
  }

  /** Whether a field was refused already. */
  refused(field: string): boolean {
    return this.problems.some((problem) => problem.field === field);
  }

  /** What may be a secret is not repeated. */
  text(field: string, given: unknown, repeat: "repeated" | "secret" = "repeated"): string {
    if (typeof given !== "string") {
      this.note(field, "must be a string", repeat === "secret" ? kindOf(given) : given);
      return "";
    }
    // Native code would silently replace it.
    if (!given.isWellFormed()) {
      const rule = "must not hold a lone surrogate, which no UTF-8 has";
      this.note(field, rule, repeat === "secret" ? kindOf(given) : JSON.stringify(given));
      return "";
    }
    return given;
  }

  /** A body: text, or bytes, of which this is a copy. */
  body(field: string, given: unknown, rule = "must be a string or a Uint8Array"): string | Buffer {
    if (types.isUint8Array(given)) {
      return Buffer.from(given);
    }
    if (typeof given === "string") {
      return this.text(field, given);
    }
    this.note(field, rule, given);
    return "";
  }

  /** What stands in a URL may be a secret. */
  url(field: string, given: unknown): string {
    return this.text(field, isUrl(given) ? given.href : given, "secret");
  }

  /** A path, or a file URL that means one. What stands in its place may be a secret. */
  path(field: string, given: unknown): string {
    let path = given;
    if (isUrl(given)) {
      try {
        path = fileURLToPath(given);
      } catch {
        this.note(field, "must be a path or a file URL", given);
        return "";
      }
    }
    return this.text(field, path, "secret");
  }

  /** Each of a list; `one` checks it. */
  list<T>(field: string, given: unknown, one: (given: unknown) => T): T[] {
    if (!isArray(given)) {
      this.note(field, "must be an array", given);
      return [];
    }
    return Array.from(given, one);
  }

  boolean(field: string, given: unknown): boolean {
    if (typeof given !== "boolean") {
      this.note(field, "must be a boolean", given);
      return false;
    }
    return given;
  }

  whole(field: string, given: unknown, least: number, most: number): number {
    if (typeof given !== "number" || !Number.isInteger(given)) {
      this.note(field, "must be a whole number", given);
      return least;
    }
    if (given < least || given > most) {
      this.note(field, `must lie between ${least} and ${most}`, given);
      return least;
    }
    return given;
  }

  /** A part of the whole. */
  share(field: string, given: unknown): number {
    if (typeof given !== "number" || !(given >= 0 && given <= 1)) {
      this.note(field, "must be a number between 0 and 1", given);
      return 0;
    }
    return given;
  }

  /** A time, as epoch milliseconds. */
  time(field: string, given: unknown): number {
    const milliseconds = types.isDate(given) ? Date.prototype.getTime.call(given) : given;
    if (typeof milliseconds !== "number") {
      this.note(field, "must be a Date or epoch milliseconds", given);
      return 0;
    }
    if (!Number.isInteger(milliseconds)) {
      this.note(field, "must be a valid Date or whole epoch milliseconds", given);
      return 0;
    }
    if (milliseconds < EARLIEST || milliseconds > LATEST) {
      this.note(field, "must lie in the years -9999 to 9999", milliseconds);
      return 0;
    }
    return milliseconds;
  }

  /** A span of time in milliseconds. */
  milliseconds(field: string, given: unknown, zero: "allowed" | "refused"): number {
    const rule = zero === "allowed" ? "0 or more" : "more than 0";
    const fits = typeof given === "number" && (zero === "allowed" ? given >= 0 : given > 0) && given <= LONGEST;
    if (!fits) {
      this.note(field, `must be a number of milliseconds, ${rule}`, given);
      return 1;
    }
    return given;
  }

  /** An object of options; notes those that nobody knows, without what was given: it may be a misplaced secret. */
  options<T extends object>(field: string, given: unknown, known: readonly (keyof T & string)[]): Partial<T> {
    if (given === undefined) {
      return {};
    }
    if (!isObject(given)) {
      this.note(field, "must be an object", kindOf(given));
      return {};
    }
    if (given instanceof AbortSignal) {
      this.note(field, "must be an object such as { signal }", "an AbortSignal");
      return {};
    }
    for (const name of Object.keys(given)) {
      if (!(known as readonly string[]).includes(name)) {
        this.note(name, "is not an option here", kindOf((given as Record<string, unknown>)[name]));
      }
    }
    return given as Partial<T>;
  }

  /** Where something is wrong already, notes what native code refuses of the rest, so that all is told at once. */
  adopt(run: () => unknown): void {
    if (this.problems.length === 0) {
      return;
    }
    try {
      natively(run);
    } catch (thrown) {
      const problems = thrown instanceof FeedbackError ? thrown.problems : [];
      this.problems.push(...problems.filter(({ field }) => !this.refused(field)));
    }
  }

  /** Throws an `InvalidRequestError` with all that was noted. */
  refuse(what = "the call"): void {
    this.#throw(what);
  }

  /** Throws a `ConfigurationError` with all that was noted. */
  refuseSettings(): void {
    this.#throw(undefined);
  }

  #throw(what: string | undefined): void {
    if (this.problems.length > 0) {
      throw raised(refusal(what, this.problems), placeOf(this.#throw));
    }
  }
}

/** Checks one argument alone. */
export function checked<T>(check: (check: ArgumentCheck) => T): T {
  const noted = new ArgumentCheck();
  const value = check(noted);
  noted.refuse();
  return value;
}

/** Neither an array nor a proxy that has been revoked, of which nothing can be asked. */
function isObject(given: unknown): given is object {
  try {
    return typeof given === "object" && given !== null && !Array.isArray(given);
  } catch {
    return false;
  }
}

export function isArray(given: unknown): given is unknown[] {
  try {
    return Array.isArray(given);
  } catch {
    return false;
  }
}

function isUrl(given: unknown): given is URL {
  try {
    return given instanceof URL;
  } catch {
    return false;
  }
}

function shown(given: unknown): string {
  if (typeof given === "string") {
    return given.slice(0, SHOWN).toWellFormed();
  }
  return types.isDate(given) ? "Invalid Date" : kindOf(given, String);
}

/** What kind of value it is; `simple` shows numbers and the like. */
function kindOf(given: unknown, simple: (given: unknown) => string = () => `a ${typeof given}`): string {
  if (given === null || given === undefined) {
    return String(given);
  }
  if (typeof given === "object") {
    return isObject(given) ? "an object" : "an array or the like";
  }
  return typeof given === "function" || typeof given === "symbol" ? `a ${typeof given}` : simple(given);
}
