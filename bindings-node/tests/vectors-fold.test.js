// The shared cases of what any number of events add up to.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Feedback, FeedbackEvent, Fold } from "twitter-feedback";

import { vectors } from "./support.js";

const FLAGS = { score_conflict: "scoreConflict", text_conflict: "textConflict", score_out_of_range: "scoreOutOfRange" };

function eventsOf(given) {
  return given.events.map((event) => FeedbackEvent.fromJSON(JSON.stringify(event)));
}

function folded(events) {
  const fold = new Fold();
  for (const event of events) {
    fold.apply(event);
  }
  return fold;
}

function states(fold) {
  return [...fold].map((state) => ({
    feedback: JSON.parse(state.feedback.raw),
    flags: Object.keys(FLAGS).filter((flag) => state[FLAGS[flag]]),
  }));
}

for (const given of vectors("fold.json")) {
  test(`events add up as the vectors say: ${given.name}`, () => {
    const fold = folded(eventsOf(given));
    const expected = given.expected.toSorted((one, other) => (one.feedback.id < other.feedback.id ? -1 : 1));
    assert.deepEqual(states(fold), expected);
    assert.equal(fold.size, expected.length);
    for (const state of fold) {
      assert.equal(Feedback.fromJSON(state.feedback.raw).raw, state.feedback.raw);
      assert.deepEqual(Feedback.fromJSON(state.feedback.raw), state.feedback, "the state reads as itself");
    }
  });

  test(`events add up to the same in any order and however often: ${given.name}`, () => {
    const events = eventsOf(given);
    const expected = states(folded(events));
    assert.deepEqual(states(folded(events.toReversed())), expected);
    assert.deepEqual(states(folded([...events, ...events.toReversed()])), expected);
  });

  test(`folds of parts merge into the fold of all: ${given.name}`, () => {
    const events = eventsOf(given);
    for (let cut = 0; cut <= events.length; cut += 1) {
      const first = folded(events.slice(0, cut));
      first.merge(folded(events.slice(cut)));
      assert.deepEqual(states(first), states(folded(events)));
    }
  });
}
