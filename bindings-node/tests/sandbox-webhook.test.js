// The sandbox posts its events to a webhook, as the service does.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { ConfigurationError, FeedbackEvent, WebhookCredentials, WebhookVerifier } from "twitter-feedback";

import { prompt, until } from "./process-support.js";
import { startReceiver } from "./receiver.js";
import { PROMPT, rejection, startSandbox, startWithClient } from "./support.js";

const USER = { username: "furni", password: "a pass:wörd" };

function types(delivered) {
  return delivered.map(({ body }) => FeedbackEvent.fromWebhook(body).eventType);
}

test("every event is posted in order, and logged as it was sent", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const receiver = await startReceiver(t);
  const before = sandbox.now;
  assert.equal(sandbox.webhook(receiver.url), undefined);
  const feedback = await client.create({ ...PROMPT, externalId: "ticket_5555" });
  sandbox.answer(feedback.id, 5);
  const logged = await sandbox.deliveries();
  assert.deepEqual(
    logged.map(({ body }) => body),
    receiver.delivered.map(({ body }) => body.toString()),
  );
  assert.deepEqual(types(receiver.delivered), ["feedback.created", "feedback.updated"]);
  for (const { url, status, authorization } of logged) {
    assert.deepEqual([url, status, authorization], [receiver.url, 204, null]);
  }
  const times = [before, ...logged.map(({ at }) => at), sandbox.now].map(Number);
  assert.deepEqual(times, times.toSorted());
  const last = FeedbackEvent.fromWebhook(receiver.delivered[1].body).feedback;
  assert.deepEqual([last.id, last.score, last.externalId], [feedback.id, 5, "ticket_5555"]);
});

test("a delivery is a POST of JSON to the whole URL, which may be an object", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const receiver = await startReceiver(t);
  sandbox.webhook(new URL(receiver.url));
  await client.create(PROMPT);
  await sandbox.deliveries();
  const [{ path, headers }] = receiver.delivered;
  assert.deepEqual([path, headers["content-type"]], ["/feedback?app=7", "application/json"]);
});

test("with a password, a verifier with the same lets every delivery in", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const receiver = await startReceiver(t);
  const credentials = new WebhookCredentials(USER.username, USER.password);
  sandbox.webhook(receiver.url, USER);
  await client.create(PROMPT);
  const [logged] = await sandbox.deliveries();
  const [{ body, headers, remoteAddr }] = receiver.delivered;
  assert.equal(logged.authorization, credentials.authorization);
  assert.equal(headers.authorization, credentials.authorization);
  const verifier = new WebhookVerifier({ credentials, networks: ["127.0.0.1"] });
  assert.equal(verifier.verify({ body, authorization: headers.authorization, remoteAddr }).raw, logged.body);
});

test("events may be sent again and out of order", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const receiver = await startReceiver(t);
  sandbox.webhook(receiver.url, { duplicates: 2, shuffle: true });
  const { id } = await client.create(PROMPT);
  sandbox.answer(id, null, "Quick!");
  await sandbox.deliveries();
  const [created, updated] = [Array(3).fill("feedback.created"), Array(3).fill("feedback.updated")];
  assert.deepEqual(types(receiver.delivered).toSorted(), [...created, ...updated]);
});

test("another webhook takes the place of the one before", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const [first, second] = [await startReceiver(t), await startReceiver(t)];
  sandbox.webhook(first.url);
  const { id } = await client.create(PROMPT);
  sandbox.webhook(second.url);
  sandbox.answer(id, 1);
  await sandbox.deliveries();
  assert.deepEqual([types(first.delivered), types(second.delivered)], [["feedback.created"], ["feedback.updated"]]);
});

test("what a receiver answers is logged, and nothing is sent again", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const receiver = await startReceiver(t, () => 503);
  sandbox.webhook(receiver.url);
  const { id } = await client.create(PROMPT);
  assert.deepEqual(
    (await sandbox.deliveries()).map(({ status }) => status),
    [503],
  );
  await receiver.stop();
  sandbox.answer(id, 3);
  assert.deepEqual(
    (await sandbox.deliveries()).map(({ status }) => status),
    [503, null],
  );
  assert.equal(receiver.delivered.length, 1);
});

test("without a webhook nothing was sent", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  await client.create(PROMPT);
  assert.deepEqual(await sandbox.deliveries(), []);
});

test("a delivery in the log shows neither password nor words, and keeps them", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const receiver = await startReceiver(t);
  sandbox.webhook(receiver.url, USER);
  const { id } = await client.create(PROMPT);
  sandbox.answer(id, null, "You were slow.");
  const logged = await sandbox.deliveries();
  const deep = { showHidden: false, depth: Number.POSITIVE_INFINITY };
  for (const shown of [inspect(logged), inspect({ logged }, deep)]) {
    assert.match(shown, /204/);
    assert.doesNotMatch(shown, /Basic|slow/);
  }
  assert.match(JSON.stringify(logged), /Basic.*slow/);
  assert.deepEqual(structuredClone(logged), logged);
});

test("deliveries waits for those under way", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const gate = Promise.withResolvers?.() ?? resolvers();
  const receiver = await startReceiver(t, () => gate.promise);
  sandbox.webhook(receiver.url);
  await client.create(PROMPT);
  let settled = false;
  const waiting = sandbox.deliveries().finally(() => {
    settled = true;
  });
  await until(() => receiver.delivered.length === 1);
  assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
  assert.ok(!settled);
  gate.resolve(202);
  assert.deepEqual(
    (await waiting).map(({ status }) => status),
    [202],
  );
});

// Node 20 has none of its own.
function resolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

test("a sandbox that stops keeps nobody waiting, and has no deliveries any more", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const receiver = await startReceiver(t, () => new Promise(() => {}));
  sandbox.webhook(receiver.url);
  await client.create(PROMPT);
  const waiting = sandbox.deliveries();
  await until(() => receiver.delivered.length === 1);
  await sandbox.stop();
  assert.ok((await waiting).every(({ status }) => status === null));
  for (const call of [() => sandbox.deliveries(), async () => sandbox.webhook(receiver.url)]) {
    const error = await rejection(call());
    assert.ok(error instanceof ConfigurationError && error.message.includes("stopped"));
  }
});

test("a handler may use the library itself while it is delivered to", async (t) => {
  const { sandbox, client } = await startWithClient(t, { limits: false });
  const shown = [];
  const receiver = await startReceiver(t, async ({ body }) => {
    const { id } = FeedbackEvent.fromWebhook(body).feedback;
    shown.push((await client.show(id)).id);
    return 200;
  });
  sandbox.webhook(receiver.url);
  const asked = await Promise.all(Array.from({ length: 20 }, (_, number) => client.create(prompt(number))));
  const logged = await sandbox.deliveries();
  assert.deepEqual(new Set(logged.map(({ status }) => status)), new Set([200]));
  assert.deepEqual(shown.toSorted(), asked.map(({ id }) => id).toSorted());
});

test("a webhook that was refused leaves the one before", async (t) => {
  const sandbox = await startSandbox(t);
  const receiver = await startReceiver(t);
  sandbox.webhook(receiver.url);
  assert.throws(() => sandbox.webhook("https://furni.example/"), /url must/);
  await sandbox.client().create(PROMPT);
  assert.equal((await sandbox.deliveries()).length, 1);
});
