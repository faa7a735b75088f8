import {
  AuthenticationError,
  CannotMessageError,
  ConfigurationError,
  ConnectionFailedError,
  DecodeError,
  type ErrorDetails,
  type ErrorKind,
  type FeedbackError,
  InternalError,
  InvalidRequestError,
  LedgerError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
  ServerError,
  TimedOutError,
  WebhookError,
} from "./errors.js";

const CLASSES: Readonly<Record<ErrorKind, new (message: string, details?: ErrorDetails) => FeedbackError>> = {
  invalid_request: InvalidRequestError,
  authentication: AuthenticationError,
  permission: PermissionDeniedError,
  not_found: NotFoundError,
  cannot_message: CannotMessageError,
  rate_limited: RateLimitedError,
  outcome_unknown: OutcomeUnknownError,
  server: ServerError,
  connection: ConnectionFailedError,
  timeout: TimedOutError,
  decode: DecodeError,
  webhook: WebhookError,
  ledger: LedgerError,
  configuration: ConfigurationError,
  internal: InternalError,
};

for (const made of Object.values(CLASSES)) {
  // As the built-in classes have it: on the prototype, so that it is no property of each error.
  Object.defineProperty(made.prototype, "name", { value: made.name, configurable: true, writable: true });
}

/** The class of a kind. */
export function classOf(kind: ErrorKind): new (message: string, details?: ErrorDetails) => FeedbackError {
  return CLASSES[kind] ?? InternalError;
}
