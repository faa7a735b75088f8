// The shared cases of what a prompt may hold, for every way to make one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { InvalidRequestError, Prompt } from "twitter-feedback";

import { rejection, startWithClient, thrown, vectors } from "./support.js";

const NAMES = {
  type: "type",
  to_user_id: "toUserId",
  message: "message",
  privacy_url: "privacyUrl",
  external_id: "externalId",
  question_variant_id: "questionVariantId",
  display_name: "displayName",
  test: "test",
};

function fieldsOf({ prompt, repeat }) {
  const fields = { ...prompt };
  if (repeat !== undefined) {
    fields[repeat.field] = repeat.character.repeat(repeat.times);
  }
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [NAMES[name], value]));
}

function assertRefuses(error, fields) {
  assert.ok(error instanceof InvalidRequestError, error);
  for (const { field, rule } of error.problems) {
    assert.ok(error.message.includes(`${field} ${rule}`), error.message);
  }
  assert.deepEqual(
    error.problems.map(({ field }) => field),
    fields,
  );
}

for (const given of vectors("prompts.json")) {
  const { name, error, expected } = given;

  test(`a prompt is checked as the vectors say: ${name}`, () => {
    const fields = fieldsOf(given);
    if (error !== undefined) {
      assertRefuses(
        thrown(() => new Prompt(fields)),
        error.fields,
      );
      return;
    }
    const prompt = new Prompt(fields);
    assert.equal(prompt.questionText, expected.question_text);
    assert.deepEqual(
      prompt.advice().map(({ code }) => code),
      expected.advice,
    );
    const missing = { externalId: null, questionVariantId: null, displayName: null, test: false };
    assert.deepEqual({ ...prompt }, { ...missing, ...fields });
  });

  test(`a prompt is checked alike by the short ways to make one: ${name}`, () => {
    const { type: _, ...request } = fieldsOf(given);
    const { toUserId, message, privacyUrl, ...options } = request;
    const refused = (error?.fields ?? []).filter((field) => field !== "type");
    for (const type of ["nps", "csat"]) {
      const ways = [() => Prompt[type](request), () => Prompt[type](toUserId, message, privacyUrl, options)];
      for (const make of ways) {
        if (refused.length > 0) {
          assertRefuses(thrown(make), refused);
        } else {
          assert.deepEqual({ ...make() }, { ...new Prompt({ type, ...request }) });
        }
      }
    }
  });

  test(`nothing that the vectors refuse is sent: ${name}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    const fields = fieldsOf(given);
    if (error !== undefined) {
      assertRefuses(await rejection(client.create(fields)), error.fields);
      assert.deepEqual(sandbox.requests, []);
      return;
    }
    if (expected.question_text === null) {
      // What the service itself does not know, it refuses with a status of its own.
      const refusal = await rejection(client.create(fields));
      assert.ok(refusal instanceof InvalidRequestError);
      assert.notEqual(refusal.status, null);
    } else {
      assert.equal((await client.create(fields)).toUserId, fields.toUserId);
    }
    assert.deepEqual(
      sandbox.requests.map((request) => request.toUserId),
      [fields.toUserId],
    );
  });
}
