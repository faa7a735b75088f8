// Errors: their classes, their properties, and telling them apart.

import {
  type ErrorKind,
  FeedbackError,
  InvalidRequestError,
  OutcomeUnknownError,
  type Problem,
  RateLimitedError,
  type ServiceMessage,
} from "twitter-feedback";

import { exactly } from "./exactly.js";

export function told(error: unknown): string {
  if (error instanceof InvalidRequestError) {
    exactly<"invalid_request">()(error.kind);
    exactly<readonly Problem[]>()(error.problems);
    return error.problems.map(({ field, rule, given }) => `${field} ${rule}: ${given}`).join();
  }
  if (error instanceof RateLimitedError) {
    return exactly<Date | null>()(error.retryAt)?.toISOString() ?? "";
  }
  if (error instanceof OutcomeUnknownError) {
    return String(exactly<unknown>()(error.cause));
  }
  if (error instanceof FeedbackError) {
    exactly<ErrorKind>()(error.kind);
    exactly<number | null>()(error.status);
    exactly<number[]>()(error.codes);
    exactly<readonly ServiceMessage[]>()(error.errors);
    exactly<string | null>()(error.requestId);
    exactly<boolean>()(error.retryable);
    exactly<boolean>()(error.maybeSent);
    exactly<string | null>()(error.jsonPath);
    exactly<string | null>()(error.body);
    exactly<string | undefined>()(error.stack);
    return error.message;
  }
  throw error;
}
