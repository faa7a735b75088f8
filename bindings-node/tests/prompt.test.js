// A prompt as a value.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Prompt } from "twitter-feedback";

import { MESSAGE, PERSON, PRIVACY_URL, PROMPT, startWithClient } from "./support.js";

const OPTIONS = { externalId: "ticket_5555", questionVariantId: 21, displayName: "Furni", test: true };
const EVERYTHING = { ...PROMPT, ...OPTIONS };
const NOTHING = { externalId: null, questionVariantId: null, displayName: null, test: false };

test("every field reads as given", () => {
  assert.deepEqual({ ...new Prompt(EVERYTHING) }, EVERYTHING);
});

test("what was not given is null and test is false, however it is left out", () => {
  const expected = { ...PROMPT, ...NOTHING };
  const undefineds = Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, undefined]));
  for (const options of [{}, undefineds, NOTHING]) {
    assert.deepEqual({ ...new Prompt({ ...PROMPT, ...options }) }, expected);
  }
});

for (const type of ["nps", "csat"]) {
  test(`the short ways make the same prompt: ${type}`, () => {
    const { type: _, ...request } = EVERYTHING;
    const expected = { ...EVERYTHING, type };
    assert.deepEqual({ ...Prompt[type](request) }, expected);
    assert.deepEqual({ ...Prompt[type](PERSON, MESSAGE, PRIVACY_URL, OPTIONS) }, expected);
    const least = { ...PROMPT, ...NOTHING, type };
    assert.deepEqual({ ...Prompt[type](PERSON, MESSAGE, PRIVACY_URL) }, least);
    assert.deepEqual({ ...Prompt[type](PERSON, MESSAGE, PRIVACY_URL, undefined) }, least);
  });
}

test("a prompt cannot be changed, and what it was made of may be", () => {
  const fields = { ...EVERYTHING };
  const prompt = new Prompt(fields);
  fields.toUserId = "7";
  for (const name of [...Object.keys(EVERYTHING), "questionText", "somethingNew"]) {
    assert.throws(() => {
      prompt[name] = "x";
    }, TypeError);
  }
  assert.deepEqual({ ...prompt }, EVERYTHING);
});

test("a prompt can be made of another's fields", () => {
  const { ...fields } = new Prompt(EVERYTHING);
  assert.deepEqual({ ...new Prompt({ ...fields, toUserId: "7" }) }, { ...EVERYTHING, toUserId: "7" });
});

test("a prompt and its fields send the same", async (t) => {
  const { client } = await startWithClient(t, { limits: false });
  const named = [await client.create(new Prompt(EVERYTHING)), await client.create(EVERYTHING)];
  for (const { toUserId, externalId, questionVariantId, displayName, test: marked } of named) {
    assert.deepEqual([toUserId, externalId, questionVariantId], [PERSON, "ticket_5555", "21"]);
    assert.deepEqual([displayName, marked], ["Furni", true]);
  }
});

test("the question reads as the customer will read it", () => {
  assert.equal(new Prompt(EVERYTHING).questionText, "How satisfied were you with the Furni agent who helped you?");
  assert.match(new Prompt(PROMPT).questionText, /<display_name>/);
  assert.equal(new Prompt({ ...PROMPT, questionVariantId: 99 }).questionText, null);
});

test("advice names a code, a field and a sentence", () => {
  const [advice, ...more] = new Prompt({ ...PROMPT, message: "Thanks!" }).advice();
  assert.deepEqual([advice.code, advice.field, more], ["message_needs_card", "message", []]);
  assert.match(advice.text, /card/);
  assert.deepEqual(new Prompt(PROMPT).advice(), []);
});

test("what is shown says who is asked what, and keeps the message to itself", () => {
  const shown = inspect(new Prompt(EVERYTHING), { depth: 9, showHidden: true, getters: true });
  for (const part of ["Prompt", PERSON, "csat", "ticket_5555"]) {
    assert.ok(shown.includes(part), shown);
  }
  assert.ok(!shown.includes(MESSAGE), shown);
});
