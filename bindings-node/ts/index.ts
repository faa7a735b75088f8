/**
 * Ask customers for feedback in X/Twitter Direct Messages, and get every answer back.
 *
 * @packageDocumentation
 */
import { followNodeDebug } from "./logging.js";

export type { Answer } from "./answer.js";
export type { Attempt, AttemptError, AttemptFilter, AttemptState } from "./attempt.js";
export type { CallOptions } from "./call-options.js";
export { Client } from "./client.js";
export type { ClientOptions, ClientSettings } from "./client-options.js";
export type { Coverage, Period } from "./coverage.js";
export { Credentials, type CredentialsFields, SandboxCredentials } from "./credentials.js";
export * from "./errors.js";
export { FeedbackEvent } from "./event.js";
export { EventPages, Events, type EventsQuery } from "./events.js";
export { Feedback, type Json, type Response, type ScoreBand } from "./feedback.js";
export { Fold, type Folded } from "./fold.js";
export { type Logger, type LogLevel, type LogRecord, setLogger } from "./logging.js";
export { EventPage, type UnreadableEvent } from "./page.js";
export type { Policy, QuietHours } from "./policy.js";
export { Program } from "./program.js";
export { Prompt, type PromptFields, type PromptOptions, type PromptRequest } from "./prompt.js";
export type { PromptContext } from "./prompt-context.js";
export type { PromptStatus } from "./prompt-status.js";
export { type FeedbackType, Question } from "./question.js";
export type {
  Account,
  Advice,
  Check,
  CheckState,
  Friendship,
  LoggedDelivery,
  LoggedRequest,
  RateLimit,
  Reply,
  Seeded,
} from "./records.js";
export { SampleDelivery, type SampleDeliveryFields } from "./sample-delivery.js";
export { Sandbox } from "./sandbox.js";
export type { FaultOptions } from "./sandbox-fault.js";
export type { SandboxOptions } from "./sandbox-options.js";
export type { SandboxWebhookOptions } from "./sandbox-webhook.js";
export type { SendOutcome, SentOutcome, SkippedOutcome, SkipReason, UnknownOutcome } from "./send-outcome.js";
export { type SignedIn, SignIn, type SignInOptions } from "./sign-in.js";
export type { ReconcileReport, SyncOptions, SyncProgress, SyncReport } from "./sync.js";
export { WebhookCredentials } from "./webhook-credentials.js";
export type { WebhookDelivery, WebhookRequest } from "./webhook-request.js";
export { WebhookVerifier, type WebhookVerifierOptions } from "./webhook-verifier.js";

followNodeDebug();
