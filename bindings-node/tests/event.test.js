// An event as a value.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Feedback, FeedbackEvent } from "twitter-feedback";

import { ANSWERED, at, COMMENT, EVENT } from "./samples.js";

const event = FeedbackEvent.fromJSON(EVENT);

test("an event says what happened when to which feedback", () => {
  assert.deepEqual([event.eventType, event.createdAt], ["feedback.updated", at(18, 58, 20)]);
  assert.deepEqual(event.feedback, Feedback.fromJSON(ANSWERED));
  assert.deepEqual([event.raw, event.feedback.raw], [EVENT, ANSWERED]);
});

test("an event's JSON holds the feedback's, and unknown fields with all their digits", () => {
  const expected = {
    event_type: "feedback.updated",
    created_at: "2015-12-15T18:58:20.000Z",
    feedback: event.feedback.toJSON(),
    for_user_id: "12345678901234567890123",
  };
  assert.deepEqual(event.toJSON(), expected);
  assert.equal(JSON.stringify(event), JSON.stringify(event.toJSON()));
});

test("an unknown type and unknown fields of an event are kept", () => {
  const seen = FeedbackEvent.fromJSON('{"event_type":"feedback.seen","for":{"user":[1]},"feedback":{"id":1}}');
  assert.deepEqual([seen.eventType, seen.createdAt], ["feedback.seen", null]);
  const expected = { event_type: "feedback.seen", feedback: { id: "1", test: false }, for: { user: [1] } };
  assert.deepEqual(seen.toJSON(), expected);
});

test("what is shown of an event keeps the comment to itself", () => {
  const deep = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true };
  for (const shown of [inspect(event), inspect([event], deep)]) {
    assert.match(shown, /FeedbackEvent .*feedback\.updated/s);
    assert.ok(!shown.includes(COMMENT), shown);
  }
  assert.match(inspect(event, deep), /123456789/);
});

test("the feedback of an event has the parts of any other", () => {
  const { feedback } = event;
  assert.deepEqual([feedback.score, feedback.comment, feedback.reply], [7, COMMENT, null]);
  assert.match(feedback.questionText, /MyBusinessName/);
});
