/**
 * Ask customers for feedback in X/Twitter Direct Messages, and get every answer back.
 *
 * @packageDocumentation
 */
import { followNodeDebug } from "./logging.js";

export type { Answer } from "./answer.js";
export type { CallOptions } from "./call-options.js";
export { Client } from "./client.js";
export type { ClientOptions, ClientSettings } from "./client-options.js";
export { Credentials, type CredentialsFields, SandboxCredentials } from "./credentials.js";
export * from "./errors.js";
export { FeedbackEvent } from "./event.js";
export { EventPages, Events, type EventsQuery } from "./events.js";
export { Feedback, type Json, type Response, type ScoreBand } from "./feedback.js";
export { Fold, type Folded } from "./fold.js";
export { type Logger, type LogLevel, type LogRecord, setLogger } from "./logging.js";
export { EventPage, type UnreadableEvent } from "./page.js";
export { Prompt, type PromptFields, type PromptOptions, type PromptRequest } from "./prompt.js";
export { type FeedbackType, Question } from "./question.js";
export type { Account, Advice, Friendship, LoggedRequest, RateLimit, Reply, Seeded } from "./records.js";
export { type FaultOptions, Sandbox, type SandboxOptions } from "./sandbox.js";

followNodeDebug();
