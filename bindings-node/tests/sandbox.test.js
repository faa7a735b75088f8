// The sandbox as a value: its controls, its life and its end.

import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import { test } from "node:test";
import { inspect } from "node:util";

import { Client, ConfigurationError, ConnectionFailedError, NotFoundError, Sandbox } from "twitter-feedback";

import {
  all,
  CLASSES,
  DAY,
  OPERATIONS,
  PERSON,
  PROMPT,
  past,
  rejection,
  startSandbox,
  startWithClient,
  thrown,
} from "./support.js";

const START = 1_450_202_300_000;

test("a sandbox has an address on loopback and a sender", async (t) => {
  const sandbox = await startSandbox(t);
  assert.match(sandbox.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(sandbox.userId, sandbox.credentials.userId);
  assert.match(sandbox.userId, /^\d+$/);
  assert.equal(inspect(sandbox), `Sandbox (${sandbox.url})`);
});

test("its clients are set up for it, and what they are told goes first", async (t) => {
  const sandbox = await startSandbox(t);
  sandbox.advance(30 * DAY);
  const client = sandbox.client();
  assert.ok(client instanceof Client);
  assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
  const error = thrown(() => sandbox.client({ apiBase: "https://api.twitter.com" }));
  assert.ok(error instanceof ConfigurationError && error.message.includes("clock"));
});

test("a card is answered with a score, a text or both", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const { id } = await client.create(PROMPT);
  assert.equal(sandbox.answer(id, 4).response.text, null);
  const answered = sandbox.answer(id, null, "fine");
  assert.deepEqual([answered.score, answered.comment], [4, "fine"]);
  assert.deepEqual(await client.show(id), answered);
  assert.equal(answered.reply, null);
});

test("the same answer again changes nothing and another is refused", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const { id } = await client.create(PROMPT);
  const answered = sandbox.answer(id, 4, "fine");
  assert.deepEqual(sandbox.answer(id, 4, "fine"), answered);
  for (const other of [[5], [undefined, "bad"], [4, "bad"]]) {
    const error = thrown(() => sandbox.answer(id, ...other));
    assert.equal(error.kind, "invalid_request");
    assert.match(error.message, /immutable/);
  }
  assert.deepEqual(await client.show(id), answered);
});

test("the clock is turned by milliseconds, by nothing, and not by less than one", async (t) => {
  const sandbox = await startSandbox(t, { startAt: START });
  const turned = [0, 250, 1, 3_600_000].map((step) => sandbox.advance(step).getTime());
  assert.deepEqual(turned, [START, START + 250, START + 251, START + 3_600_251]);
  assert.deepEqual(sandbox.now, new Date(START + 3_600_251));
});

test("a fault meets the next requests of its operation", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("show", "status:404", { times: 2 });
  assert.equal(await client.canDm(PERSON), true);
  const { id } = await client.create(PROMPT);
  for (const _ of [1, 2]) {
    assert.ok((await rejection(client.show(id))) instanceof NotFoundError);
  }
  assert.equal((await client.show(id)).id, id);
});

test("a fault for any meets every operation", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const operations = Object.values(OPERATIONS);
  sandbox.fault("any", "rate_limit", { times: operations.length });
  for (const call of operations) {
    assert.equal((await rejection(call(client, sandbox))).kind, "rate_limited");
  }
});

/** What becomes of one show with this fault. */
const FAULTS = {
  "status:503": "server",
  html: "server",
  rate_limit: "rate_limited",
  reset_before_work: "connection",
  reset_after_work: "connection",
  truncate: "connection",
};

for (const [fault, kind] of Object.entries(FAULTS)) {
  test(`a fault fails as it is ordered: ${fault}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    const { id } = await client.create(PROMPT);
    sandbox.fault("show", fault);
    assert.equal((await rejection(client.show(id))).constructor, CLASSES[kind]);
    assert.equal((await client.show(id)).id, id);
  });
}

test("a latency delays and fails nothing", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("friendship", "latency:5");
  assert.equal(await client.canDm(PERSON), true);
});

/** The body that arrives for this one. */
async function played(t, options) {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("show", "respond", { status: 404, ...options });
  const error = await rejection(client.show("1"));
  assert.ok(error instanceof NotFoundError, inspect(error));
  return error.body;
}

test("an ordered text is the body as it is, and anything else its JSON", async (t) => {
  for (const body of ["plain é", '"quoted"', "{", " "]) {
    assert.equal(await played(t, { body }), body);
  }
  for (const body of [[], 7, 2.5, true, { b: 1, a: [null, "é", {}] }]) {
    assert.deepEqual(JSON.parse(await played(t, { body })), body);
  }
});

test("no body and an empty one are no bytes", async (t) => {
  for (const options of [{}, { body: undefined }, { body: "" }]) {
    assert.ok(!(await played(t, options)));
  }
});

test("a made up past can be listed", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const { fromTime, toTime } = past(sandbox);
  const seeded = await sandbox.seed(40, new Date(fromTime), toTime);
  const events = await all(client.events({ fromTime, toTime }));
  assert.deepEqual(seeded, { feedbacks: 40, events: events.length });
  assert.equal(new Set(events.map((event) => event.feedback.id)).size, 40);
});

test("every request is logged in order of arrival", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const before = sandbox.now;
  sandbox.fault("friendship", "reset_before_work");
  await client.create(PROMPT);
  await rejection(client.canDm(PERSON));
  await rejection(client.show("1"));
  const sender = sandbox.userId;
  const expected = [
    { method: "POST", path: "/1.1/feedback/create.json", status: 200, sender, toUserId: PERSON },
    { method: "GET", path: "/1.1/friendships/show.json", status: null, toUserId: null },
    { method: "GET", path: "/1.1/feedback/show/1.json", status: 404, sender, toUserId: null },
  ];
  const { requests } = sandbox;
  const times = requests.map(({ at }) => at);
  assert.deepEqual(
    [before, ...times, sandbox.now].toSorted((one, other) => one - other),
    [before, ...times, sandbox.now],
  );
  assert.ok(times.every((time) => time instanceof Date));
  assert.deepEqual(
    requests.map(({ at, ...request }) => request),
    expected.map((request, place) => ({ sender: requests[place].sender, ...request })),
  );
});

test("another sender has keys, feedbacks and quotas of its own", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const other = sandbox.sender(1);
  assert.notEqual(other.userId, sandbox.userId);
  assert.equal(sandbox.sender(0).accessToken, sandbox.credentials.accessToken);
  const second = new Client({ credentials: other, apiBase: sandbox.url });
  assert.equal((await second.verifyCredentials()).userId, other.userId);
  const [mine, theirs] = [await client.create(PROMPT), await second.create(PROMPT)];
  assert.equal(theirs.fromUserId, other.userId);
  assert.ok((await rejection(second.show(mine.id))) instanceof NotFoundError);
});

test("a taken port is said", async (t) => {
  const taken = net.createServer().listen(0, "127.0.0.1");
  t.after(() => taken.close());
  await once(taken, "listening");
  const { port } = taken.address();
  const error = await rejection(Sandbox.start({ port }));
  assert.ok(error instanceof ConfigurationError, inspect(error));
  assert.ok(error.message.includes(String(port)), error.message);
});

test("a stopped sandbox frees its port and answers nobody", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  await client.canDm(PERSON);
  await sandbox.stop();
  assert.ok((await rejection(client.canDm(PERSON))) instanceof ConnectionFailedError);
  const again = await startSandbox(t, { port: Number(new URL(sandbox.url).port) });
  assert.equal(again.url, sandbox.url);
});

test("stopping twice, at once or in turn, changes nothing", async (t) => {
  const sandbox = await startSandbox(t);
  await Promise.all([sandbox.stop(), sandbox.stop()]);
  assert.equal(await sandbox.stop(), undefined);
  assert.equal(await sandbox[Symbol.asyncDispose](), undefined);
});

const USES = {
  answer: (sandbox) => sandbox.answer("1", 3),
  advance: (sandbox) => sandbox.advance(1),
  fault: (sandbox) => sandbox.fault("show", "hang"),
  seed: (sandbox) => sandbox.seed(1, 0, 1),
  sender: (sandbox) => sandbox.sender(1),
  now: (sandbox) => sandbox.now,
  requests: (sandbox) => sandbox.requests,
};

for (const [name, use] of Object.entries(USES)) {
  test(`a stopped sandbox cannot be used: ${name}`, async (t) => {
    const sandbox = await startSandbox(t);
    await sandbox.stop();
    const error = await rejection((async () => use(sandbox))());
    assert.ok(error instanceof ConfigurationError, inspect(error));
    assert.match(error.message, /stopped/);
    assert.match(inspect(sandbox), /Sandbox/);
    assert.match(sandbox.url, /^http/);
  });
}

test("a request that hangs ends when its sandbox is stopped", { timeout: 60_000 }, async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("show", "hang");
  const failed = rejection(client.show("1"));
  while (sandbox.requests.length === 0) {
    await new Promise(setImmediate);
  }
  await sandbox.stop();
  assert.ok((await failed) instanceof ConnectionFailedError);
});
