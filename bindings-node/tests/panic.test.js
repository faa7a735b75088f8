// A panic never crosses: it is an InternalError. For a build with the cargo feature `panic-for-tests`.

import assert from "node:assert/strict";
import { test } from "node:test";

import { InternalError } from "twitter-feedback";

import { prompt, runCase } from "./process-support.js";
import { provokedPanic } from "./provoked-panic.js";
import { startWithClient } from "./support.js";

const skip = process.env.TWITTER_FEEDBACK_PANIC === "1" ? false : "this build cannot panic on order";

for (const place of ["call", "work", "value"]) {
  test(`a panic is an InternalError whose stack shows the caller: ${place}`, { skip }, async () => {
    const error = await provokedPanic(place).catch((reason) => reason);
    assert.ok(error instanceof InternalError, `${error}`);
    assert.equal(error.constructor, InternalError);
    const { kind, retryable, maybeSent, status, retryAt } = error;
    assert.deepEqual(
      { kind, retryable, maybeSent, status, retryAt },
      { kind: "internal", retryable: false, maybeSent: false, status: null, retryAt: null },
    );
    assert.ok(error.message.length > 0);
    assert.match(error.stack, /provoked-panic\.js/);
  });

  test(`after a panic everything works as before: ${place}`, { skip }, async (t) => {
    const { client } = await startWithClient(t);
    const { id } = await client.create(prompt());
    const settled = await Promise.allSettled(Array.from({ length: 100 }, () => provokedPanic(place)));
    assert.ok(settled.every(({ reason }) => reason instanceof InternalError));
    assert.equal((await client.show(id)).id, id);
  });

  test(`a panic prints nothing, and keeps no program alive: ${place}`, { skip }, async (t) => {
    assert.equal(await runCase(t, "panics", place), "internal\ninternal in a worker\n");
  });
}
