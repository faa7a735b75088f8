import { inspect } from "node:util";

import { ArgumentCheck } from "./check.js";
import { NativeSampleDelivery, type NativeSampleFields } from "./native.js";
import { type FeedbackType, MOST_VARIANT } from "./question.js";
import { natively } from "./raised.js";
import { WebhookCredentials } from "./webhook-credentials.js";

/** What a sample delivery says where that is not as in the published examples; `null` leaves it as there. */
export interface SampleDeliveryFields {
  /**
   * `feedback.created`, `feedback.updated`, or whatever comes later. Default the latter of the two where there is a
   * score or a text, and the former otherwise.
   */
  readonly eventType?: string | null | undefined;
  /** The feedback's id. */
  readonly feedbackId?: string | null | undefined;
  /** `nps`, which is the default, or `csat`. */
  readonly type?: FeedbackType | null | undefined;
  /** Who was asked. */
  readonly toUserId?: string | null | undefined;
  /** Who asked. */
  readonly fromUserId?: string | null | undefined;
  /** Your own id of the case. */
  readonly externalId?: string | null | undefined;
  /** The wording of the question. Default 0. */
  readonly questionVariantId?: number | null | undefined;
  /** The answer's number: 0 to 10 for NPS, 1 to 5 for CSAT. */
  readonly score?: number | null | undefined;
  /** The answer's words. */
  readonly text?: string | null | undefined;
  /** When it happened; every time of the delivery is this one, to the second. */
  readonly createdAt?: Date | number | null | undefined;
  /** What the delivery is authenticated with. */
  readonly credentials?: WebhookCredentials | null | undefined;
}

/** The texts by the service's names and by JavaScript's. */
const TEXTS = [
  ["event_type", "eventType"],
  ["feedback_id", "feedbackId"],
  ["type", "type"],
  ["to_user_id", "toUserId"],
  ["from_user_id", "fromUserId"],
  ["external_id", "externalId"],
  ["text", "text"],
] as const satisfies [string, keyof SampleDeliveryFields][];
const KNOWN = [
  ...TEXTS.map(([, name]) => name),
  "questionVariantId",
  "score",
  "createdAt",
  "credentials",
] as const satisfies (keyof SampleDeliveryFields)[];

/**
 * A delivery as the service would make it, for tests of your own handler.
 *
 * What is not given is that of the published examples, so that the same fields make the same bytes.
 */
export class SampleDelivery {
  readonly #delivery: NativeSampleDelivery;

  /**
   * Checks what was given.
   *
   * @throws {@link InvalidRequestError} naming everything that is wrong: another type, a score off its scale, an id that
   * is none, an `externalId` of more than 256 characters, a text of more than 10,000.
   */
  constructor(fields: SampleDeliveryFields = {}) {
    const check = new ArgumentCheck();
    const given = check.options<SampleDeliveryFields>("fields", fields ?? null, KNOWN);
    const native = checkedFields(check, given);
    const { credentials: pair } = given;
    const credentials = pair == null ? undefined : WebhookCredentials.given(check, "credentials", pair);
    const make = (): NativeSampleDelivery => new NativeSampleDelivery(native, credentials);
    check.adopt(make);
    check.refuse("the sample delivery");
    this.#delivery = natively(make);
  }

  /** The body: one event object, JSON. A `Buffer` of its own. */
  get body(): Uint8Array {
    return natively(() => this.#delivery.body);
  }

  /** Every header that matters, by its name in lower case: the basic auth (doc), and the type of the body (guess). */
  get headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(natively(() => this.#delivery.headers)) as Record<string, string>;
  }

  /** The `Authorization` header, in clear; `null` without credentials. */
  get authorization(): string | null {
    return natively(() => this.#delivery.authorization) ?? null;
  }

  /** @internal What `console.log` shows: what it says has no place in a log. */
  [inspect.custom](): string {
    return `SampleDelivery (${this.body.length} bytes)`;
  }
}

function checkedFields(check: ArgumentCheck, given: Partial<SampleDeliveryFields>): NativeSampleFields {
  const native: NativeSampleFields = {};
  for (const [field, name] of TEXTS) {
    const text: unknown = given[name];
    if (text != null) {
      native[name] = check.text(field, text);
    }
  }
  const { questionVariantId, score, createdAt } = given;
  if (questionVariantId != null) {
    native.questionVariantId = check.whole("question_variant_id", questionVariantId, 0, MOST_VARIANT);
  }
  if (score != null) {
    native.score = check.whole("score", score, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  }
  if (createdAt != null) {
    native.createdAt = check.time("created_at", createdAt);
  }
  return native;
}
