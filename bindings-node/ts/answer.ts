import { inspect } from "node:util";

/** One thing a customer answered, with the time of that answer alone. */
export interface Answer<T> {
  /** When it was submitted. Can be later than the feedback's `updatedAt` (seen). */
  readonly createdAt: Date;
  /** What was submitted; immutable from then on (doc). */
  readonly value: T;
}

/** An answer of this time; `null` where there is none. */
export function answer<T>(createdAt: Date | null, value: T): Answer<T> | null {
  return createdAt === null ? null : { createdAt, value };
}

/** A text, of which `console.log` shows the length alone: a customer's words have no place in a log. */
export function comment(createdAt: Date | null, text: string | null): Answer<string> | null {
  if (createdAt === null || text === null) {
    return null;
  }
  const made: Answer<string> = { createdAt, value: text };
  return Object.defineProperty(made, inspect.custom, { value: withoutText });
}

function withoutText(this: Answer<string>, _depth: number, options: object, show: typeof inspect): string {
  const { createdAt, value } = this;
  return show({ createdAt, characters: value.length }, options);
}
