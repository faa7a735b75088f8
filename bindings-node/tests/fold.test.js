// A fold as a collection, and the state of one feedback in it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Feedback, FeedbackEvent, Fold } from "twitter-feedback";

import { ANSWERED, at, COMMENT, EVENT } from "./samples.js";
import { all, PROMPT, past, startWithClient } from "./support.js";

function answered(id, part, value, hour) {
  const answer = { created_at: `Tue Dec 15 ${String(hour).padStart(2, "0")}:00:00 +0000 2015`, value };
  const feedback = { id, type: "nps", response: { [part]: answer } };
  return FeedbackEvent.fromJSON(JSON.stringify({ event_type: "feedback.updated", feedback }));
}

const EVENTS = [
  answered("2", "score", 9, 10),
  answered("10", "score", 3, 10),
  answered("2", "score", 4, 9),
  answered("3", "text", "later", 8),
  answered("3", "text", "earlier", 7),
  answered("4", "score", 11, 7),
  FeedbackEvent.fromJSON(EVENT),
];

function folded(events) {
  const fold = new Fold();
  for (const event of events) {
    fold.apply(event);
  }
  return fold;
}

/** Everything a fold tells. */
function told(fold) {
  return [...fold].map((state) => [state, state.feedback.raw]);
}

/** Every order that swapping any two at random comes by, the same in every run. */
function shuffled(events, seed) {
  const order = [...events];
  let state = seed;
  for (let last = order.length - 1; last > 0; last -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = state % (last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

test("a new fold is empty", () => {
  const fold = new Fold();
  assert.deepEqual([fold.size, [...fold], fold.get("1")], [0, [], null]);
});

test("a fold has each feedback once, in the order of their ids", () => {
  const fold = folded(EVENTS);
  assert.deepEqual(
    Array.from(fold, ({ id }) => id),
    ["10", "123456789", "2", "3", "4"],
  );
  assert.equal(fold.size, 5);
});

test("events add up to the same in any order, however often, with merges anywhere", () => {
  const expected = told(folded(EVENTS));
  for (let seed = 1; seed <= 50; seed += 1) {
    const order = shuffled([...EVENTS, ...EVENTS], seed);
    assert.deepEqual(told(folded(order)), expected);
    const cut = seed % order.length;
    const [first, second] = [folded(order.slice(0, cut)), folded(order.slice(cut))];
    first.merge(second);
    assert.deepEqual(told(first), expected);
  }
});

test("a state is found by its id", () => {
  const fold = folded(EVENTS);
  assert.deepEqual(fold.get("123456789").feedback, Feedback.fromJSON(ANSWERED));
  for (const id of ["7", "", "0123456789", "__proto__"]) {
    assert.equal(fold.get(id), null);
  }
});

test("different answers are kept and said, the earliest first", () => {
  const fold = folded(EVENTS);
  const { feedback: score, ...scored } = fold.get("2");
  assert.deepEqual(scored, {
    id: "2",
    scoreConflict: true,
    textConflict: false,
    scoreOutOfRange: false,
    scores: [
      { createdAt: at(9, 0, 0), value: 4 },
      { createdAt: at(10, 0, 0), value: 9 },
    ],
    texts: [],
  });
  assert.equal(score.score, 4);
  const { textConflict, texts, feedback } = fold.get("3");
  assert.deepEqual([textConflict, texts.map(({ value }) => value)], [true, ["earlier", "later"]]);
  assert.equal(feedback.comment, "earlier");
  assert.deepEqual([fold.get("4").scoreOutOfRange, fold.get("4").feedback.scoreBand], [true, null]);
});

test("a feedback that came without an event is taken in", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const fold = new Fold();
  const created = await client.create(PROMPT);
  fold.applyFeedback(created);
  sandbox.answer(created.id, 4, "fine");
  fold.applyFeedback(await client.show(created.id));
  fold.applyFeedback(created);
  const { feedback, texts } = fold.get(created.id);
  assert.deepEqual([feedback.score, feedback.comment, texts[0].value], [4, "fine", "fine"]);
  assert.equal(feedback.reply, null);
});

test("states, and feedbacks of events and of states, can be taken in again", () => {
  const fold = folded(EVENTS);
  const again = new Fold();
  for (const { feedback } of fold) {
    again.applyFeedback(feedback);
  }
  again.applyFeedback(EVENTS.at(-1).feedback);
  assert.deepEqual(
    Array.from(again, ({ feedback }) => feedback.raw),
    Array.from(fold, ({ feedback }) => feedback.raw),
  );
});

test("all events of a past add up to one state for each feedback", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const { fromTime, toTime } = past(sandbox);
  await sandbox.seed(50, fromTime, toTime);
  const fold = folded(await all(client.events({ fromTime, toTime })));
  assert.equal(fold.size, 50);
});

test("a state does not change with its fold", () => {
  const fold = folded(EVENTS);
  const before = fold.get("10");
  fold.apply(answered("10", "score", 8, 8));
  assert.deepEqual([before.feedback.score, fold.get("10").feedback.score], [3, 8]);
});

test("merging takes in another fold and leaves it alone", () => {
  const fold = folded(EVENTS);
  const before = told(fold);
  const other = folded([answered("7", "score", 1, 1)]);
  other.merge(fold);
  assert.deepEqual(
    Array.from(other, ({ id }) => id),
    ["10", "123456789", "2", "3", "4", "7"],
  );
  assert.deepEqual(told(fold), before);
});

test("a fold merged with itself stays what it is", () => {
  const fold = folded(EVENTS);
  const before = told(fold);
  fold.merge(fold);
  assert.deepEqual(told(fold), before);
});

test("a fold may grow while it is walked", () => {
  const fold = folded(EVENTS);
  const seen = [];
  for (const { id } of fold) {
    seen.push(id);
    fold.apply(answered(`9${seen.length}`, "score", 1, 1));
  }
  assert.deepEqual(seen, ["10", "123456789", "2", "3", "4"]);
  assert.equal(fold.size, 10);
});

test("what is shown of a fold and its feedbacks keeps comments to itself", () => {
  const fold = folded(EVENTS);
  assert.equal(inspect(fold, { depth: 9, showHidden: true }), "Fold (5 feedbacks)");
  assert.ok(!inspect(fold.get("123456789").feedback, { depth: 9 }).includes(COMMENT));
});

test("what is shown of a state keeps comments to itself", () => {
  const shown = inspect(folded(EVENTS).get("123456789"), { depth: 9, showHidden: true });
  assert.match(shown, /123456789/);
  assert.ok(!shown.includes(COMMENT), shown);
});
