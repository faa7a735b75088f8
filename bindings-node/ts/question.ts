import { checked } from "./check.js";
import { questions, questionText } from "./native.js";
import { natively } from "./raised.js";

/** The two scales. */
export type FeedbackType = "csat" | "nps";

/** The largest `question_variant_id` that can be written. */
export const MOST_VARIANT = 0xffff_ffff;

/**
 * One wording of a question, chosen by `questionVariantId`.
 *
 * Variants of one type ask different things (overall, speed, the agent, a flight): never pool their answers silently.
 */
export class Question {
  static #all: readonly Question[] | undefined;

  /** The scale it is answered on. */
  readonly type: FeedbackType;
  /** The service's `question_variant_id`. */
  readonly id: number;
  /** Whether the published reference lists it. */
  readonly documented: boolean;
  /** The text, with the placeholder `<display_name>`. */
  readonly template: string;

  private constructor(known: { type: FeedbackType; id: number; documented: boolean; template: string }) {
    this.type = known.type;
    this.id = known.id;
    this.documented = known.documented;
    this.template = known.template;
    Object.freeze(this);
  }

  /** Every wording that this version knows. */
  static all(): readonly Question[] {
    Question.#all ??= Object.freeze(
      (JSON.parse(natively(questions)) as Question[]).map((known) => new Question(known)),
    );
    return Question.#all;
  }

  /** One wording; `null` where this version does not know it. */
  static find(type: string, questionVariantId = 0): Question | null {
    const [wanted, id] = checked((check) => [
      check.text("type", type),
      check.whole("question_variant_id", questionVariantId, 0, MOST_VARIANT),
    ]);
    return Question.all().find((question) => question.type === wanted && question.id === id) ?? null;
  }

  /** The question with this name in it; without one the placeholder stays, for the account's own name. */
  text(displayName?: string | null): string {
    const name = displayName == null ? null : checked((check) => check.text("display_name", displayName));
    return natively(() => questionText(this.type, this.id, name)) ?? this.template;
  }
}
