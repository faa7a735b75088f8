/** One field that was refused. */
export interface Problem {
  /** The field, by the service's own name, such as `to_user_id`. */
  readonly field: string;
  /** The rule, as a sentence that goes on from the field's name: `must be …`. */
  readonly rule: string;
  /** The beginning of what was given; never a secret. */
  readonly given: string;
}

/** One error as the service words it. */
export interface ServiceMessage {
  /** The service's code, where it gave one. */
  readonly code: number | null;
  /** Its words. */
  readonly message: string;
}

/** What an error can tell besides its message. */
export interface ErrorDetails {
  /** See {@link FeedbackError.status}. */
  status?: number | null | undefined;
  /** See {@link FeedbackError.errors}. */
  errors?: readonly ServiceMessage[] | undefined;
  /** See {@link FeedbackError.requestId}. */
  requestId?: string | null | undefined;
  /** See {@link FeedbackError.retryAt}. */
  retryAt?: Date | null | undefined;
  /** See {@link FeedbackError.retryable}. */
  retryable?: boolean | undefined;
  /** See {@link FeedbackError.problems}. */
  problems?: readonly Problem[] | undefined;
  /** See {@link FeedbackError.jsonPath}. */
  jsonPath?: string | null | undefined;
  /** See {@link FeedbackError.body}. */
  body?: string | null | undefined;
  /** The underlying error, as of every `Error`. */
  cause?: unknown;
}

/** The kinds of errors; each has a class. */
export type ErrorKind =
  | "invalid_request"
  | "authentication"
  | "permission"
  | "not_found"
  | "cannot_message"
  | "rate_limited"
  | "outcome_unknown"
  | "server"
  | "connection"
  | "timeout"
  | "decode"
  | "webhook"
  | "ledger"
  | "configuration"
  | "internal";

/**
 * What every operation of this library fails with; each kind has a class of its own below this one.
 *
 * Nothing in it is made from a secret.
 */
export abstract class FeedbackError extends Error {
  /** What went wrong, in one word. */
  abstract readonly kind: ErrorKind;
  /** The answer's HTTP status; `null` where there was no answer. Of a `WebhookError` the one to answer with. */
  readonly status: number | null;
  /** Every error of the service's body, in its order. */
  readonly errors: readonly ServiceMessage[];
  /** The service's id of the request, for its support. */
  readonly requestId: string | null;
  /** When asking again can succeed, where that is known. */
  readonly retryAt: Date | null;
  /** Whether the same call can succeed later. Never for a prompt that may have been sent. */
  readonly retryable: boolean;
  /** The fields that were refused, all at once. */
  readonly problems: readonly Problem[];
  /** Where reading an answer stopped, such as `feedback.id`. */
  readonly jsonPath: string | null;
  /** The beginning of an answer that could not be used. */
  readonly body: string | null;

  /** Takes a sentence for people, which must hold no secret, and what else there is to tell. */
  constructor(message: string, details: ErrorDetails = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.status = details.status ?? null;
    this.errors = details.errors ?? [];
    this.requestId = details.requestId ?? null;
    this.retryAt = details.retryAt ?? null;
    this.retryable = details.retryable ?? false;
    this.problems = details.problems ?? [];
    this.jsonPath = details.jsonPath ?? null;
    this.body = details.body ?? null;
  }

  /** The service's own error codes, in its order. */
  get codes(): number[] {
    return this.errors.flatMap(({ code }) => (code === null ? [] : [code]));
  }

  /** Whether a person may have been asked. True for `OutcomeUnknownError` alone. */
  get maybeSent(): boolean {
    return this.kind === "outcome_unknown";
  }
}

/** Refused here before sending, or by the service; `problems` lists the fields. */
export class InvalidRequestError extends FeedbackError {
  readonly kind = "invalid_request";
}

/** Signature, token or clock. */
export class AuthenticationError extends FeedbackError {
  readonly kind = "authentication";
}

/** The app or the account may not do this. */
export class PermissionDeniedError extends FeedbackError {
  readonly kind = "permission";
}

/** No such feedback, user or page. */
export class NotFoundError extends FeedbackError {
  readonly kind = "not_found";
}

/** This person cannot be written to. */
export class CannotMessageError extends FeedbackError {
  readonly kind = "cannot_message";
}

/** Too many requests; see `retryAt`. */
export class RateLimitedError extends FeedbackError {
  readonly kind = "rate_limited";
}

/** A create may have happened. It is never sent again; `cause` has the underlying error. */
export class OutcomeUnknownError extends FeedbackError {
  readonly kind = "outcome_unknown";
}

/** The service failed, or answered what it never should. */
export class ServerError extends FeedbackError {
  readonly kind = "server";
}

/** Nothing was sent, or a read failed. */
export class ConnectionFailedError extends FeedbackError {
  readonly kind = "connection";
}

/** No answer in time. */
export class TimedOutError extends FeedbackError {
  readonly kind = "timeout";
}

/** The answer could not be read; see `jsonPath` and `body`. */
export class DecodeError extends FeedbackError {
  readonly kind = "decode";
}

/** A webhook delivery that is unauthenticated or not an event; `status` is what to answer. */
export class WebhookError extends FeedbackError {
  readonly kind = "webhook";
}

/** The ledger could not be read or written. */
export class LedgerError extends FeedbackError {
  readonly kind = "ledger";
}

/** A setting is missing or wrong. */
export class ConfigurationError extends FeedbackError {
  readonly kind = "configuration";
}

/** A defect in this library. Please report it. */
export class InternalError extends FeedbackError {
  readonly kind = "internal";
}
