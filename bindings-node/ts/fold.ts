import { inspect } from "node:util";
import { type Answer, comment } from "./answer.js";
import { ArgumentCheck, checked } from "./check.js";
import { FeedbackEvent } from "./event.js";
import { Feedback } from "./feedback.js";
import { type Batch, NativeFold } from "./native.js";
import { Origin } from "./origin.js";
import { natively } from "./raised.js";
import { Ready } from "./ready.js";
import { Row, type Rows } from "./rows.js";

type Pairs<T> = [createdAt: number, value: T][];

/** What stands beside a state's feedback: the order of `src/folded.rs`. */
type FoldedRow = [
  scoreConflict: boolean,
  textConflict: boolean,
  scoreOutOfRange: boolean,
  scores: Pairs<number>,
  texts: Pairs<string>,
];

/** The current state of one feedback, merged from all that was seen of it. */
export interface Folded {
  /** The feedback's id. */
  readonly id: string;
  /** The state as a feedback. Its `raw` is the state in one spelling. */
  readonly feedback: Feedback;
  /** Whether different scores were reported; the earliest is the answer. */
  readonly scoreConflict: boolean;
  /** Whether different texts were reported; the earliest is the answer. */
  readonly textConflict: boolean;
  /** Whether the score lies off its scale; such a score is kept and left out of statistics. */
  readonly scoreOutOfRange: boolean;
  /** Every different score that was reported, the answer first. */
  readonly scores: readonly Answer<number>[];
  /** Every different text that was reported, the answer first. */
  readonly texts: readonly Answer<string>[];
}

/**
 * The current state of every feedback that was seen: the same for every order and repetition of events.
 *
 * Iterates the states by feedback id.
 */
export class Fold implements Iterable<Folded> {
  readonly #fold: NativeFold;

  /** Of nothing yet. */
  constructor();
  /** @internal */
  constructor(ready: Ready<NativeFold>);
  constructor(ready?: Ready<NativeFold>) {
    this.#fold = Ready.is(ready as object) ? (ready as Ready<NativeFold>).made : new NativeFold();
  }

  /** Takes in one event. */
  apply(event: FeedbackEvent): void {
    const [batch, index] = FeedbackEvent.place(instance("event", event, FeedbackEvent));
    natively(() => this.#fold.apply(batch, index));
  }

  /** Takes in a feedback that did not come with an event: what `create` or `show` answered. */
  applyFeedback(feedback: Feedback): void {
    const [batch, index] = Feedback.place(instance("feedback", feedback, Feedback));
    natively(() => this.#fold.applyFeedback(batch, index));
  }

  /** Takes in all that another fold has seen. */
  merge(other: Fold): void {
    const theirs = instance("other", other, Fold).#fold;
    // Its own states it has.
    if (theirs !== this.#fold) {
      natively(() => this.#fold.merge(theirs));
    }
  }

  /** The state of one feedback; `null` where it was never seen. */
  get(feedbackId: string): Folded | null {
    const id = checked((check) => check.text("feedback_id", feedbackId));
    const batch = natively(() => this.#fold.get(id));
    return batch === null ? null : (foldedOf(batch)[0] ?? null);
  }

  /** How many feedbacks were seen. */
  get size(): number {
    return natively(() => this.#fold.size);
  }

  /** The states as they are now, by feedback id. */
  [Symbol.iterator](): IterableIterator<Folded> {
    return foldedOf(natively(() => this.#fold.states())).values();
  }

  /** @internal */
  static is(value: unknown): value is Fold {
    return typeof value === "object" && value !== null && #fold in value;
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](): string {
    return `Fold (${this.size} feedbacks)`;
  }
}

function instance<T>(field: string, given: unknown, of: { name: string; is(value: unknown): value is T }): T {
  if (of.is(given)) {
    return given;
  }
  const check = new ArgumentCheck();
  check.note(field, `must be a ${of.name} of this package`, given);
  check.refuse();
  return given as T;
}

/** @internal The states that crossed together. */
export function foldedOf(batch: Batch): Folded[] {
  const [rows, own] = JSON.parse(batch.takeJson()) as [Rows, FoldedRow[]];
  const [row, origin] = [new Row(rows), Origin.kept(batch)];
  return own.map(([scoreConflict, textConflict, scoreOutOfRange, scores, texts]) => {
    const feedback = Feedback.of(row, origin);
    row.next();
    return {
      id: feedback.id,
      feedback,
      scoreConflict,
      textConflict,
      scoreOutOfRange,
      scores: scores.map(([at, score]) => ({ createdAt: new Date(at), value: score })),
      texts: texts.flatMap(([at, text]) => comment(new Date(at), text) ?? []),
    };
  });
}
