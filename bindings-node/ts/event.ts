import { inspect } from "node:util";

import { checked } from "./check.js";
import { Feedback, type Json } from "./feedback.js";
import { type Batch, eventFromJson } from "./native.js";
import { natively } from "./raised.js";
import { Row, type Rows } from "./rows.js";

/** Something happened to a feedback: from the events endpoint or a webhook. */
export class FeedbackEvent {
  /** `feedback.created`, or `feedback.updated`: something was answered, or nothing at all changed. */
  readonly eventType: string;
  /** When, to the second; ties are normal. */
  readonly createdAt: Date | null;
  /** The feedback at that moment. */
  readonly feedback: Feedback;

  readonly #batch: Batch;
  readonly #index: number;

  private constructor(row: Row, batch: Batch) {
    this.feedback = Feedback.of(row, batch);
    this.eventType = row.string() ?? "";
    this.createdAt = row.time();
    this.#batch = batch;
    this.#index = row.index;
  }

  /** @internal */
  static all(rows: Rows, batch: Batch): FeedbackEvent[] {
    const events = [];
    for (const row = new Row(rows); !row.ended(); row.next()) {
      events.push(new FeedbackEvent(row, batch));
    }
    return events;
  }

  /** @internal */
  static place(event: FeedbackEvent): [Batch, number] {
    return [event.#batch, event.#index];
  }

  /** @internal */
  static is(value: unknown): value is FeedbackEvent {
    return typeof value === "object" && value !== null && #batch in value;
  }

  /**
   * Reads one event object, tolerating everything the service is known to do.
   *
   * @throws {@link DecodeError} with the JSON path.
   */
  static fromJSON(json: string): FeedbackEvent {
    const text = checked((check) => check.text("json", json));
    return natively(() => {
      const batch = eventFromJson(text);
      return new FeedbackEvent(new Row(JSON.parse(batch.rows()) as Rows), batch);
    });
  }

  /** The JSON text this was read from, to the letter. */
  get raw(): string {
    return natively(() => this.#batch.eventRaw(this.#index));
  }

  /** Everything by the service's field names, its feedback as in {@link Feedback.toJSON}. */
  toJSON(): Json {
    return JSON.parse(natively(() => this.#batch.eventJson(this.#index))) as Json;
  }

  /** What `console.log` shows. */
  [inspect.custom](_depth: number, options: object, show: typeof inspect): string {
    return `FeedbackEvent ${show({ ...this }, options)}`;
  }
}
