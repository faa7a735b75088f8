import { inspect } from "node:util";
import { type Answer, answer, comment } from "./answer.js";
import { checked } from "./check.js";
import { type Batch, feedbackFromJson } from "./native.js";
import { Origin, type ReplyRow } from "./origin.js";
import { natively } from "./raised.js";
import type { Reply } from "./records.js";
import { Row, type Rows } from "./rows.js";

/** What a customer has answered so far. Score and text arrive independently; either may never come. */
export interface Response {
  /** The number. */
  readonly score: Answer<number> | null;
  /** The comment. */
  readonly text: Answer<string> | null;
}

/** What a score counts as: the first three for NPS, the others for CSAT. */
export type ScoreBand = "promoter" | "passive" | "detractor" | "satisfied" | "neutral" | "dissatisfied";

/** A feedback as it crosses: the order of `src/batch.rs`. */
type AloneRow = [rows: Rows, reply: ReplyRow | null];

/** Everything by the service's field names. */
export type Json = Record<string, unknown>;

/**
 * The service's object for one prompt, with the answer once there is one.
 *
 * Only `id` is certain: the service has been seen to leave fields out, which are `null` then. Ids are strings.
 */
export class Feedback {
  /** The feedback's id. */
  readonly id: string;
  /** Which question was asked, `csat` or `nps`; empty where the service did not say. */
  readonly type: string;
  /** Whether the service keeps it out of its analytics. The person was asked all the same. */
  readonly test: boolean;
  /** When it was sent. */
  readonly createdAt: Date | null;
  /** When it last changed; of two states, trust the one with the newer `updatedAt` (doc). */
  readonly updatedAt: Date | null;
  /** The account that asked. */
  readonly fromUserId: string | null;
  /** The person who was asked. */
  readonly toUserId: string | null;
  /** The Direct Message above the card. */
  readonly dmId: string | null;
  /** Your own reference, as given when asking. */
  readonly externalId: string | null;
  /** The name in the question's text. */
  readonly displayName: string | null;
  /** The wording of the question; see {@link Question}. */
  readonly questionVariantId: string | null;
  /** The sender's privacy policy. */
  readonly privacyUrl: string | null;
  /** What was answered so far, each part with its own time. */
  readonly response: Response;
  /**
   * What the score counts as; `null` without a score and for one off its scale.
   */
  readonly scoreBand: ScoreBand | null;

  readonly #origin: Origin;
  readonly #index: number;
  /** Whether it did not come with an event. */
  readonly #alone: boolean;

  private constructor(row: Row, origin: Origin, alone: boolean) {
    this.id = row.string() ?? "";
    this.type = row.string() ?? "";
    this.test = row.number() === 1;
    this.createdAt = row.time();
    this.updatedAt = row.time();
    this.fromUserId = row.string();
    this.toUserId = row.string();
    this.dmId = row.string();
    this.externalId = row.string();
    this.displayName = row.string();
    this.questionVariantId = row.string();
    this.privacyUrl = row.string();
    const [scoreAt, score] = [row.time(), row.number()];
    this.scoreBand = row.string() as ScoreBand | null;
    this.response = { score: answer(scoreAt, score), text: comment(row.time(), row.string()) };
    this.#origin = origin;
    this.#index = row.index;
    this.#alone = alone;
  }

  /** @internal */
  static of(row: Row, origin: Origin): Feedback {
    return new Feedback(row, origin, false);
  }

  /** @internal */
  static alone(batch: Batch, [rows, reply] = JSON.parse(batch.takeJson()) as AloneRow): Feedback {
    return new Feedback(new Row(rows), Origin.kept(batch, reply), true);
  }

  /** @internal */
  static place(feedback: Feedback): [Batch, number] {
    return [feedback.#origin.batch, feedback.#index];
  }

  /** @internal */
  static is(value: unknown): value is Feedback {
    return typeof value === "object" && value !== null && #origin in value;
  }

  /**
   * Reads one feedback object, tolerating everything the service is known to do.
   *
   * @throws {@link DecodeError} with the JSON path.
   */
  static fromJSON(json: string): Feedback {
    const text = checked((check) => check.text("json", json));
    return natively(() => Feedback.alone(feedbackFromJson(text)));
  }

  /** The number that was answered: 1 to 5 for CSAT, 0 to 10 for NPS. One off its scale is kept and has no band;
   * of one beyond 2^53, `raw` alone has all digits. */
  get score(): number | null {
    return this.response.score?.value ?? null;
  }

  /** The text that was answered. */
  get comment(): string | null {
    return this.response.text?.value ?? null;
  }

  /** The question as the customer read it; `null` for a variant that this version does not know. */
  get questionText(): string | null {
    return natively(() => this.#origin.batch.questionText(this.#index)) ?? null;
  }

  /** The JSON text this was read from, to the letter, unknown fields included. */
  get raw(): string {
    return natively(() => this.#origin.batch.feedbackRaw(this.#index));
  }

  /** The HTTP answer behind it; `null` for one that came with an event or was read from text. */
  get reply(): Reply | null {
    return this.#alone ? this.#origin.reply : null;
  }

  /**
   * Everything by the service's field names, unknown fields too; what `JSON.stringify` shows.
   *
   * Ids are strings and times are RFC 3339. Whole numbers beyond 2^53 in unknown fields are strings.
   */
  toJSON(): Json {
    return JSON.parse(natively(() => this.#origin.batch.feedbackJson(this.#index))) as Json;
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](_depth: number, options: object, show: typeof inspect): string {
    return `Feedback ${show({ ...this }, options)}`;
  }
}
