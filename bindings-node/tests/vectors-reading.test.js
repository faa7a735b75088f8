// The shared cases that need no service: times, feedbacks and the question table.

import assert from "node:assert/strict";
import { test } from "node:test";

import { DecodeError, Feedback, FeedbackEvent, Fold, Question } from "twitter-feedback";

import { table, thrown, vectors } from "./support.js";

for (const { name, text, millis } of vectors("timestamps.json")) {
  test(`a time is read as the vectors say: ${name}`, () => {
    const json = JSON.stringify({ id: "1", created_at: text });
    if (millis === undefined) {
      const error = thrown(() => Feedback.fromJSON(json));
      assert.ok(error instanceof DecodeError, error);
      assert.equal(error.jsonPath, "created_at");
      return;
    }
    assert.deepEqual(Feedback.fromJSON(json).createdAt, new Date(millis));
  });
}

/** One spelling to the letter, which is what a fold writes. */
function spelling(feedback) {
  const fold = new Fold();
  fold.applyFeedback(feedback);
  return fold.get(feedback.id).feedback.raw;
}

/** As JavaScript reads it: digits that a number would lose are kept as text. */
function readKeepingDigits(text) {
  return JSON.parse(text.replace(/(?<=[:[,])\d{17,}(?=[,}\]])/g, '"$&"'));
}

for (const { name, json, error, expected, expected_text } of vectors("feedback.json")) {
  test(`a feedback is read as the vectors say: ${name}`, () => {
    if (error !== undefined) {
      const refusal = thrown(() => Feedback.fromJSON(json));
      assert.ok(refusal instanceof DecodeError, refusal);
      assert.equal(refusal.kind, error.kind);
      assert.equal(refusal.jsonPath, error.json_path ?? refusal.jsonPath);
      return;
    }
    const feedback = Feedback.fromJSON(json);
    assert.equal(feedback.raw, json, "the raw text is kept");
    if (expected_text === undefined) {
      assert.deepEqual(feedback.toJSON(), expected);
    } else {
      assert.equal(spelling(feedback), expected_text);
      assert.deepEqual(feedback.toJSON(), readKeepingDigits(expected_text));
    }
    const shown = JSON.stringify(feedback);
    assert.equal(JSON.stringify(Feedback.fromJSON(shown)), shown, "one spelling reads as itself");
  });
}

test("an event's own unknown fields survive", () => {
  const text = '{"event_type":"feedback.updated","for_user_id": 12345678901234567890123,"feedback":{"id":1}}';
  const event = FeedbackEvent.fromJSON(text);
  const shown = JSON.stringify(event);
  assert.ok(shown.endsWith(',"for_user_id":"12345678901234567890123"}'), shown);
  assert.equal(JSON.stringify(FeedbackEvent.fromJSON(shown)), shown);
  assert.equal(event.raw, text);
});

const QUESTIONS = table("question-variants.csv");

test("the question table is the published one", () => {
  const shipped = Question.all().map(({ type, id, documented, template }) => ({ type, id, documented, template }));
  const published = QUESTIONS.map(({ type, id, documented, text }) => {
    return { type, id: Number(id), documented: documented === "yes", template: text };
  });
  assert.deepEqual(shipped, published);
});

for (const { type, id, text } of QUESTIONS) {
  test(`a question is found by its type and variant: ${type} ${id}`, () => {
    const question = Question.find(type, Number(id));
    assert.equal(question.template, text);
    assert.equal(question.text(), text);
    assert.equal(question.text("Furni"), text.replaceAll("<display_name>", "Furni"));
  });
}
