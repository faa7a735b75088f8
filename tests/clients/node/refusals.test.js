// The errors that twitter-api-v2 raises for what the platform refuses.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { ApiPartialResponseError, ApiRequestError, ApiResponseError } from "twitter-api-v2";

import { connect } from "./client.js";
import { sandbox } from "./each.js";
import { order } from "./sandbox.js";

const PROMPT = {
  type: "nps",
  to_user_id: "343434343434",
  message: "Thank you!",
  privacy_url: "https://example.com/privacy",
};
// Calls of verify_credentials in 15 minutes: the smallest limit that there is.
const LIMIT = 75;

let client;
beforeEach(() => {
  client = connect(sandbox).v1;
});

const create = (changes = {}) => client.post("feedback/create.json", { ...PROMPT, ...changes });

// The error, which must have this status and these codes.
async function refused(promise, status, codes) {
  const error = await promise.then(
    () => assert.fail("it was not refused"),
    (raised) => raised,
  );
  assert.ok(error instanceof ApiResponseError, error);
  assert.equal(error.code, status);
  assert.deepEqual(
    error.errors?.map((each) => each.code),
    codes,
  );
  return error;
}

for (const [what, person, code] of [
  ["does not exist", "9000000000000000404", 108],
  ["is suspended", "9000000000000000063", 63],
  ["takes no messages", "9000000000000000349", 349],
  ["does not follow", "9000000000000000150", 150],
]) {
  test(`a person who ${what} is refused with ${code}`, () => refused(create({ to_user_id: person }), 403, [code]));
}

test("what does not exist is refused with 34, and nobody with 50", async () => {
  await refused(client.get("feedback/show/1.json"), 404, [34]);
  await refused(client.friendship({ target_id: "9000000000000000404" }), 404, [50]);
});

test("a limit that is used up is refused with 88 and tells when it resets", async () => {
  for (let left = LIMIT; left > 0; left--) await client.verifyCredentials();
  const error = await refused(client.verifyCredentials(), 429, [88]);
  assert.ok(error.rateLimitError);
  assert.deepEqual([error.rateLimit.limit, error.rateLimit.remaining], [LIMIT, 0]);
  assert.ok(error.rateLimit.reset * 1000 > Date.now());
});

test("a create is refused with 88 and without headers", async () => {
  await order(sandbox, "faults", { operation: "create", fault: "rate_limit" });
  const error = await refused(create(), 429, [88]);
  assert.ok(error.rateLimitError);
  assert.equal(error.rateLimit, undefined);
});

test("a page of a proxy is an error of its status, without codes", async () => {
  await order(sandbox, "faults", { operation: "create", fault: "html" });
  const error = await refused(create(), 503, undefined);
  assert.match(error.data, /^<!DOCTYPE html>/);
});

test("an answer that breaks off is an error of its own, and none at all a failed request", async () => {
  const friendship = () => client.friendship({ target_id: PROMPT.to_user_id });
  await order(sandbox, "faults", { operation: "friendship", fault: "truncate" });
  // The reset may overtake what was sent before it.
  await assert.rejects(friendship(), (error) => [ApiPartialResponseError, ApiRequestError].includes(error.constructor));
  await order(sandbox, "faults", { operation: "friendship", fault: "reset_before_work" });
  await assert.rejects(friendship(), ApiRequestError);
});
