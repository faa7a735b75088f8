import { inspect } from "node:util";

import { checked } from "./check.js";
import { Feedback, type Json } from "./feedback.js";
import { type Batch, eventFromJson, eventFromWebhook } from "./native.js";
import { Origin } from "./origin.js";
import { natively } from "./raised.js";
import { Row, type Rows } from "./rows.js";

/** What many a framework has parsed already. */
export const WEBHOOK_BODY = "must be a string or a Uint8Array: the body as it came, before it is parsed";

/** Something happened to a feedback: from the events endpoint or a webhook. */
export class FeedbackEvent {
  /** `feedback.created`, or `feedback.updated`: something was answered, or nothing at all changed. */
  readonly eventType: string;
  /** When, to the second; ties are normal. */
  readonly createdAt: Date | null;
  /** The feedback at that moment. */
  readonly feedback: Feedback;

  readonly #origin: Origin;
  readonly #index: number;

  private constructor(row: Row, origin: Origin) {
    this.feedback = Feedback.of(row, origin);
    this.eventType = row.string() ?? "";
    this.createdAt = row.time();
    this.#origin = origin;
    this.#index = row.index;
  }

  /** @internal */
  static all(rows: Rows, origin: Origin): FeedbackEvent[] {
    const events = [];
    for (const row = new Row(rows); !row.ended(); row.next()) {
      events.push(new FeedbackEvent(row, origin));
    }
    return events;
  }

  /** @internal */
  static of(batch: Batch): FeedbackEvent {
    const [rows] = JSON.parse(batch.takeJson()) as [Rows];
    return new FeedbackEvent(new Row(rows), Origin.kept(batch));
  }

  /** @internal */
  static place(event: FeedbackEvent): [Batch, number] {
    return [event.#origin.batch, event.#index];
  }

  /** @internal */
  static is(value: unknown): value is FeedbackEvent {
    return typeof value === "object" && value !== null && #origin in value;
  }

  /**
   * Reads one event object, tolerating everything the service is known to do.
   *
   * @throws {@link DecodeError} with the JSON path.
   */
  static fromJSON(json: string): FeedbackEvent {
    const text = checked((check) => check.text("json", json));
    return natively(() => FeedbackEvent.of(eventFromJson(text)));
  }

  /**
   * Reads the body of a webhook delivery, text or bytes. Who sent it is another question: see {@link WebhookVerifier}.
   *
   * @throws {@link WebhookError} with the `status` to answer with: 413 for more than 256 KiB, 400 for what is no event
   * or is nested more than 64 levels deep.
   */
  static fromWebhook(body: string | Uint8Array): FeedbackEvent {
    const given = checked((check) => check.body("body", body, WEBHOOK_BODY));
    return natively(() => FeedbackEvent.of(eventFromWebhook(given)));
  }

  /** The JSON text this was read from, to the letter. */
  get raw(): string {
    return natively(() => this.#origin.batch.eventRaw(this.#index));
  }

  /** Everything by the service's field names, its feedback as in {@link Feedback.toJSON}. */
  toJSON(): Json {
    return JSON.parse(natively(() => this.#origin.batch.eventJson(this.#index))) as Json;
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](_depth: number, options: object, show: typeof inspect): string {
    return `FeedbackEvent ${show({ ...this }, options)}`;
  }
}
