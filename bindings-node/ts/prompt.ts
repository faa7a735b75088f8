import { inspect } from "node:util";

import { ArgumentCheck } from "./check.js";
import { NativePrompt, type NativePromptFields } from "./native.js";
import { type FeedbackType, MOST_VARIANT } from "./question.js";
import { natively } from "./raised.js";
import { Ready } from "./ready.js";
import type { Advice } from "./records.js";

/** What a prompt may have besides what it must have. */
export interface PromptOptions {
  /** Your own reference, such as a ticket's number; at most 256 characters (doc). */
  readonly externalId?: string | null | undefined;
  /** The wording of the question; see {@link Question.all}. Left out, the service takes 0 (doc). */
  readonly questionVariantId?: number | null | undefined;
  /** The name in the question's text, at most 20 characters (doc). Left out, it is the account's own. */
  readonly displayName?: string | null | undefined;
  /** Keeps it out of the service's analytics. The person is asked all the same! */
  readonly test?: boolean | undefined;
}

/** Whom to ask, and what stands above the card. */
export interface PromptRequest extends PromptOptions {
  /** The person who will be asked: a user id, decimal. */
  readonly toUserId: string;
  /** The text of the Direct Message above the card, at most 10,000 characters (doc). */
  readonly message: string;
  /** The sender's privacy policy, an absolute URL. */
  readonly privacyUrl: string;
}

/** Everything about a prompt. */
export interface PromptFields extends PromptRequest {
  /** `csat` (1 to 5) or `nps` (0 to 10). */
  readonly type: FeedbackType;
}

const OPTIONAL = ["externalId", "questionVariantId", "displayName", "test"] as const satisfies (keyof PromptOptions)[];
const REQUEST = ["toUserId", "message", "privacyUrl", ...OPTIONAL] as const satisfies (keyof PromptRequest)[];
const KNOWN = ["type", ...REQUEST] as const satisfies (keyof PromptFields)[];

/** One request for feedback, validated and not yet sent. */
export class Prompt {
  /** The scale it is answered on. */
  readonly type: FeedbackType;
  /** The person who will be asked. */
  readonly toUserId: string;
  /** The text of the Direct Message above the card. */
  readonly message: string;
  /** The sender's privacy policy. */
  readonly privacyUrl: string;
  /** Your own reference. */
  readonly externalId: string | null;
  /** The wording of the question; `null` leaves it to the service, which takes 0 (doc). */
  readonly questionVariantId: number | null;
  /** The name in the question's text; `null` leaves the account's own. */
  readonly displayName: string | null;
  /** Whether the service is to keep it out of its analytics. The person is asked all the same! */
  readonly test: boolean;

  readonly #prompt: NativePrompt;

  /**
   * Checks everything; nothing is sent.
   *
   * @throws {@link InvalidRequestError} with all `problems` at once.
   */
  constructor(fields: PromptFields);
  /** @internal */
  constructor(ready: Ready<NativePromptFields>);
  constructor(fields: PromptFields | Ready<NativePromptFields>) {
    const given = Ready.is(fields) ? fields.made : checkedFields(fields, new ArgumentCheck());
    this.#prompt = natively(() => new NativePrompt(given));
    this.type = given.type as FeedbackType;
    this.toUserId = given.toUserId;
    this.message = given.message;
    this.privacyUrl = given.privacyUrl;
    this.externalId = given.externalId ?? null;
    this.questionVariantId = given.questionVariantId ?? null;
    this.displayName = given.displayName ?? null;
    this.test = given.test ?? false;
    Object.freeze(this);
  }

  /**
   * Asks for a net promoter score, 0 to 10.
   *
   * @throws {@link InvalidRequestError} with all `problems` at once.
   */
  static nps(request: PromptRequest): Prompt;
  static nps(toUserId: string, message: string, privacyUrl: string, options?: PromptOptions): Prompt;
  static nps(first: string | PromptRequest, ...further: Further): Prompt {
    return new Prompt(spread("nps", first, further));
  }

  /**
   * Asks for customer satisfaction, 1 to 5.
   *
   * @throws {@link InvalidRequestError} with all `problems` at once.
   */
  static csat(request: PromptRequest): Prompt;
  static csat(toUserId: string, message: string, privacyUrl: string, options?: PromptOptions): Prompt;
  static csat(first: string | PromptRequest, ...further: Further): Prompt {
    return new Prompt(spread("csat", first, further));
  }

  /** @internal */
  static native(prompt: Prompt): NativePrompt {
    return prompt.#prompt;
  }

  /** @internal */
  static is(value: unknown): value is Prompt {
    return typeof value === "object" && value !== null && #prompt in value;
  }

  /** The question as the customer will read it; `null` for a variant that this version does not know. */
  get questionText(): string | null {
    return natively(() => this.#prompt.questionText) ?? null;
  }

  /** What could go wrong although nothing is refused. */
  advice(): Advice[] {
    return JSON.parse(natively(() => this.#prompt.advice())) as Advice[];
  }

  /** @internal What `console.log` shows: a message may hold names, which have no place in a log. */
  [inspect.custom](_depth: number, options: object, show: typeof inspect): string {
    const { type, toUserId, externalId } = this;
    return `Prompt ${show({ type, toUserId, externalId }, options)}`;
  }
}

type Further = [message?: string, privacyUrl?: string, options?: PromptOptions];

function spread(
  type: FeedbackType,
  first: string | PromptRequest,
  [message, privacyUrl, options]: Further,
): Ready<NativePromptFields> {
  const check = new ArgumentCheck();
  if (typeof first !== "object" || message !== undefined) {
    const given = check.options<PromptOptions>("options", options, OPTIONAL);
    const fields = { ...given, type, toUserId: first, message, privacyUrl } as PromptFields;
    return new Ready(checkedFields(fields, check));
  }
  const fields = check.options<PromptRequest>("prompt", first, REQUEST);
  return new Ready(checkedFields({ ...fields, type } as PromptFields, check));
}

/** The fields, each of its type; what is wrong in them is refused at once. */
function checkedFields(fields: PromptFields, check: ArgumentCheck): NativePromptFields {
  const given = check.options<PromptFields>("prompt", fields ?? null, KNOWN);
  const native: NativePromptFields = {
    type: check.text("type", given.type),
    toUserId: check.text("to_user_id", given.toUserId),
    message: check.text("message", given.message),
    privacyUrl: check.text("privacy_url", given.privacyUrl),
  };
  if (given.externalId != null) {
    native.externalId = check.text("external_id", given.externalId);
  }
  if (given.questionVariantId != null) {
    native.questionVariantId = check.whole("question_variant_id", given.questionVariantId, 0, MOST_VARIANT);
  }
  if (given.displayName != null) {
    native.displayName = check.text("display_name", given.displayName);
  }
  if (given.test !== undefined) {
    native.test = check.boolean("test", given.test);
  }
  check.adopt(() => new NativePrompt(native));
  check.refuse("the prompt");
  return native;
}
