import { types } from "node:util";

import { classOf } from "./error-classes.js";
import { type ErrorKind, FeedbackError, InternalError, type Problem, type ServiceMessage } from "./errors.js";

/** What the native module tells of an error. */
interface Description {
  kind: ErrorKind;
  message: string;
  text: string;
  status: number | null;
  errors: ServiceMessage[];
  requestId: string | null;
  retryAt: number | null;
  retryable: boolean;
  problems: Problem[];
  jsonPath: string | null;
  body: string | null;
  cause: Description | null;
}

/** Where a call was made; what comes of it later is blamed on that place. */
export interface Place {
  stack?: string;
}

/** The place from which `called` was called. */
export function placeOf(called: (...args: never[]) => unknown): Place {
  const place: Place = {};
  Error.captureStackTrace(place, called);
  return place;
}

/** The error of this description, at this place. */
export function raised(description: string, place: Place): FeedbackError {
  return made(JSON.parse(description) as Description, place);
}

function made(description: Description, place: Place): FeedbackError {
  const { kind, message, text, retryAt, cause, ...details } = description;
  const error = new (classOf(kind))(message, {
    ...details,
    retryAt: retryAt === null ? null : new Date(retryAt),
    ...(cause === null ? {} : { cause: made(cause, place) }),
  });
  // Not the message itself: it may hold control characters of the service's, and a stack ends on terminals.
  const frames = /\n\s+at .*/s.exec(String(place.stack))?.[0] ?? "";
  Object.defineProperty(error, "stack", {
    value: `${error.name}: ${text}${frames}`,
    configurable: true,
    writable: true,
  });
  return error;
}

/** Runs a native function; what it throws is thrown as an instance of its class. */
export function natively<T>(run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    throw translated(thrown, placeOf(natively));
  }
}

/** What a native function has thrown, as an instance of its class. */
export function translated(thrown: unknown, place: Place): FeedbackError {
  if (thrown instanceof FeedbackError) {
    return thrown;
  }
  // Not `instanceof`: a test runner may have loaded this file into a realm of its own.
  const message = types.isNativeError(thrown) ? thrown.message : String(thrown);
  if (message.startsWith("{")) {
    return raised(message, place);
  }
  return new InternalError("the native module refused what this library gave it; please report it", { cause: thrown });
}
