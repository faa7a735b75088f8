// Many calls at once on one client: each settles, and each with its own answer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { FeedbackError, NotFoundError } from "twitter-feedback";

import { prompt, seen } from "./process-support.js";
import { all, past, startSandbox } from "./support.js";

const MANY = 1000;

function times(count, run) {
  return Promise.all(Array.from({ length: count }, (_, number) => run(number)));
}

async function unlimited(t) {
  const sandbox = await startSandbox(t, { limits: false });
  const client = sandbox.client();
  t.after(() => client.close());
  return { sandbox, client };
}

test("1,000 creates at once ask 1,000 people once, and each shows as its own", async (t) => {
  const { sandbox, client } = await unlimited(t);
  const created = await times(MANY, (number) => client.create({ ...prompt(number), externalId: `ticket ${number}` }));
  for (const [number, feedback] of created.entries()) {
    assert.equal(feedback.toUserId, prompt(number).toUserId);
    assert.equal(feedback.externalId, `ticket ${number}`);
  }
  assert.equal(new Set(seen(sandbox, "/create").map(({ toUserId }) => toUserId)).size, MANY);
  assert.equal(seen(sandbox, "/create").length, MANY);

  const shown = await times(MANY, (number) => client.show(created[number].id));
  assert.deepEqual(
    shown.map(({ id, externalId }) => [id, externalId]),
    created.map(({ id, externalId }) => [id, externalId]),
  );
});

test("calls of every kind at once all settle, those that fail among them", async (t) => {
  const { sandbox, client } = await unlimited(t);
  const period = past(sandbox);
  const { events } = await sandbox.seed(100, period.fromTime, period.toTime);
  const { id } = await client.create(prompt());
  const kinds = [
    async (number) => assert.equal((await client.create(prompt(number))).toUserId, prompt(number).toUserId),
    async () => assert.equal((await client.show(id)).id, id),
    async () => assert.rejects(client.show("1"), NotFoundError),
    async () => assert.equal(await client.canDm(prompt().toUserId), true),
    async () => assert.equal((await client.verifyCredentials()).userId, sandbox.userId),
    async () => assert.ok((await client.serviceTime()) instanceof Date),
    async () => assert.equal((await all(client.events({ ...period, count: 50 }))).length, events),
    async () => assert.rejects(client.show("1", { signal: AbortSignal.abort("no") }), (reason) => reason === "no"),
  ];
  const settled = await Promise.allSettled(
    Array.from({ length: 400 }, (_, number) => kinds[number % kinds.length](number)),
  );
  assert.deepEqual(
    settled.filter(({ status }) => status === "rejected"),
    [],
  );
});

test("clients of two sandboxes at once are answered by their own", async (t) => {
  const both = await Promise.all([unlimited(t), unlimited(t)]);
  await times(200, async (number) => {
    const { client } = both[number % 2];
    assert.equal((await client.create(prompt(number))).toUserId, prompt(number).toUserId);
  });
  for (const [place, { sandbox }] of both.entries()) {
    const asked = seen(sandbox, "/create").map(({ toUserId }) => toUserId);
    const own = Array.from({ length: 100 }, (_, number) => prompt(2 * number + place).toUserId);
    assert.deepEqual(asked.sort(), own.sort());
  }
});

test("1,000 calls that fail at once fail each with an error of its own", async (t) => {
  const { client } = await unlimited(t);
  const settled = await Promise.allSettled(Array.from({ length: MANY }, () => client.show("1")));
  const reasons = new Set(settled.map(({ reason }) => reason));
  assert.equal(reasons.size, MANY);
  assert.ok([...reasons].every((reason) => reason instanceof FeedbackError && reason.kind === "not_found"));
});
