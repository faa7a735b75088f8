// Aborting a call: it rejects at once with the signal's reason, whatever it is at.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";

import { ConfigurationError, NotFoundError } from "twitter-feedback";

import { arrival, PATIENT, prompt, runCase, seen, until } from "./process-support.js";
import { all, PERSON, past, rejection, startSandbox } from "./support.js";

/** Each operation: the fault's and the path's name for it, the call, and what of its answer tells that it is one. */
const OPERATIONS = {
  create: ["create", "/create", (client, options) => client.create(prompt(), options), ({ toUserId }) => toUserId],
  show: ["show", "/show/", (client, options, id) => client.show(id, options), ({ id }) => id],
  canDm: ["friendship", "/friendships/", (client, options) => client.canDm(PERSON, options), (value) => value],
  friendship: [
    "friendship",
    "/friendships/",
    (client, options) => client.friendship(PERSON, options),
    (it) => it.canDm,
  ],
  verifyCredentials: ["any", "/verify", (client, options) => client.verifyCredentials(options), (it) => it.userId],
  doctor: ["any", "/", (client, options) => client.doctor(options), (it) => it.length === 6],
  serviceTime: ["any", "/", (client, options) => client.serviceTime(options), (value) => value.getTime() > 0],
  events: ["events", "/events", (client, options) => client.events(options).pages().next(), (it) => it.value.events],
  "events one by one": ["events", "/events", (client, options) => all(client.events(options)), (it) => it.length === 0],
};

async function patient(t) {
  const sandbox = await startSandbox(t, { limits: false });
  const client = sandbox.client(PATIENT);
  t.after(() => client.close());
  return { sandbox, client };
}

/** Exactly this value, and not merely one like it. */
async function rejectsWith(promise, reason) {
  assert.equal(await rejection(promise), reason);
}

const REASONS = { "an error": new Error("enough"), "a string": "enough", null: null, zero: 0 };

for (const [name, [fault, part, call, fits]] of Object.entries(OPERATIONS)) {
  test(`a signal that is aborted before keeps a call from starting: ${name}`, async (t) => {
    const { sandbox, client } = await patient(t);
    const before = sandbox.requests.length;
    const reason = new Error("before");
    await rejectsWith(call(client, { signal: AbortSignal.abort(reason) }, "1"), reason);
    await client.verifyCredentials();
    assert.equal(sandbox.requests.length, before + 1);
  });

  test(`a call that waits rejects with the reason at once when it is aborted: ${name}`, async (t) => {
    const { sandbox, client } = await patient(t);
    for (const [place, reason] of Object.values(REASONS).entries()) {
      sandbox.fault(fault, "hang");
      const stop = new AbortController();
      const waiting = call(client, { signal: stop.signal }, "1");
      await arrival(sandbox, part, place + 1);
      stop.abort(reason);
      await rejectsWith(waiting, reason);
      assert.deepEqual(getEventListeners(stop.signal, "abort"), []);
    }
  });

  test(`without a reason it is an AbortError, and after a timeout a TimeoutError: ${name}`, async (t) => {
    const { sandbox, client } = await patient(t);
    sandbox.fault(fault, "hang", { times: 2 });
    const stop = new AbortController();
    const waiting = call(client, { signal: stop.signal }, "1");
    await arrival(sandbox, part);
    stop.abort();
    assert.equal((await rejection(waiting)).name, "AbortError");

    const timeout = AbortSignal.timeout(20);
    const reason = await rejection(call(client, { signal: timeout }, "1"));
    assert.equal(reason, timeout.reason);
    assert.equal(reason.name, "TimeoutError");
  });

  test(`an abort after a call has settled changes nothing, and nothing of it stays on the signal: ${name}`, async (t) => {
    const { sandbox, client } = await patient(t);
    const { id } = await client.create(prompt(1));
    const stop = new AbortController();
    const value = await call(client, { signal: stop.signal }, id);
    assert.deepEqual(getEventListeners(stop.signal, "abort"), []);
    const asked = sandbox.requests.length;
    stop.abort();
    assert.ok(fits(value));
    assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
    assert.equal(sandbox.requests.length, asked + 1);
  });
}

test("nothing stays on a long-lived signal, however its calls have ended", async (t) => {
  const { sandbox, client } = await patient(t);
  const { signal } = new AbortController();
  const { id } = await client.create(prompt());
  for (let number = 0; number < 30; number += 1) {
    await client.show(id, { signal });
    await assert.rejects(client.show("1", { signal }), NotFoundError);
  }
  sandbox.fault("events", "status:503");
  const pages = client.events({ signal }).pages();
  await rejection(pages.next());
  await all(pages);
  client.close();
  await assert.rejects(client.show(id, { signal }), ConfigurationError);
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("hundreds of calls may share a signal: no warning, and one abort ends them all", async (t) => {
  const output = await runCase(t, "aborts", "many_calls_share_a_signal");
  assert.equal(output, "200\n");
});

test("an aborted create is not sent again, and what had begun of it is finished", async (t) => {
  const { sandbox, client } = await patient(t);
  sandbox.fault("create", "latency:300");
  const stop = new AbortController();
  const waiting = client.create(prompt(), { signal: stop.signal });
  await arrival(sandbox, "/create");
  const [{ status }] = seen(sandbox, "/create");
  assert.equal(status, null);
  stop.abort("enough");
  await rejectsWith(waiting, "enough");
  await until(() => seen(sandbox, "/create")[0].status !== null);
  await client.verifyCredentials();
  assert.deepEqual(
    seen(sandbox, "/create").map((request) => [request.status, request.toUserId]),
    [[200, prompt().toUserId]],
  );
});

test("a create that is aborted as soon as it is begun asks nobody twice", async (t) => {
  const { sandbox, client } = await patient(t);
  for (let number = 0; number < 50; number += 1) {
    const stop = new AbortController();
    const waiting = client.create(prompt(number), { signal: stop.signal });
    stop.abort("enough");
    await rejectsWith(waiting, "enough");
  }
  await client.verifyCredentials();
  const asked = seen(sandbox, "/create").map(({ toUserId }) => toUserId);
  assert.equal(new Set(asked).size, asked.length);
});

test("a page that was aborted comes again from the same listing", async (t) => {
  const { sandbox, client } = await patient(t);
  const period = past(sandbox);
  await sandbox.seed(60, period.fromTime, period.toTime);
  const whole = (await all(client.events({ ...period, count: 10 }))).map(({ raw }) => raw);
  const stop = new AbortController();
  const pages = client.events({ ...period, count: 10 }).pages();
  const first = (await pages.next()).value.events;
  const { cursor } = pages;

  const stopped = client.events({ cursor, count: 10, signal: stop.signal }).pages();
  const begun = (await stopped.next()).value.events;
  sandbox.fault("events", "hang");
  const before = seen(sandbox, "/events").length;
  const waiting = stopped.next();
  await arrival(sandbox, "/events", before + 1);
  const place = stopped.cursor;
  stop.abort("enough");
  await rejectsWith(waiting, "enough");
  await rejectsWith(stopped.next(), "enough");
  assert.equal(stopped.cursor, place);
  const rest = await all(client.events({ cursor: place, count: 10 }));
  assert.deepEqual(
    [...first, ...begun, ...rest].map(({ raw }) => raw),
    whole,
  );
});

test("pages that wait for others in the same listing are all ended by one abort", async (t) => {
  const { sandbox, client } = await patient(t);
  const stop = new AbortController();
  sandbox.fault("events", "hang");
  const pages = client.events({ signal: stop.signal }).pages();
  const waiting = Array.from({ length: 5 }, () => pages.next());
  await arrival(sandbox, "/events");
  stop.abort("enough");
  for (const page of waiting) {
    await rejectsWith(page, "enough");
  }
  assert.deepEqual(getEventListeners(stop.signal, "abort"), []);
});

test("aborts that meet answers lose no page of a listing", async (t) => {
  const { sandbox, client } = await patient(t);
  const period = past(sandbox);
  await sandbox.seed(60, period.fromTime, period.toTime);
  const whole = (await all(client.events({ ...period, count: 5 }))).map(({ raw }) => raw);
  let cursor = null;
  const listed = [];
  for (let round = 0; listed.length < whole.length; round += 1) {
    const stop = new AbortController();
    const query = cursor === null ? { ...period, count: 5 } : { cursor, count: 5 };
    const pages = client.events({ ...query, signal: stop.signal }).pages();
    const asked = seen(sandbox, "/events").length;
    const waiting = pages.next();
    await arrival(sandbox, "/events", asked + 1);
    // Even rounds abort somewhere around the moment at which the answer is read.
    if (round % 2 === 0) {
      await until(() => seen(sandbox, "/events")[asked].status !== null);
      stop.abort("enough");
    }
    const page = await waiting.catch((reason) => assert.equal(reason, "enough"));
    listed.push(...(page?.value.events ?? []).map(({ raw }) => raw));
    cursor = page === undefined ? cursor : pages.cursor;
  }
  assert.deepEqual(listed, whole);
});

test("AbortSignal.any and timeouts end a call with the reason of whichever came first", async (t) => {
  const { sandbox, client } = await patient(t);
  sandbox.fault("show", "hang");
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(50_000)]);
  const waiting = client.show("1", { signal });
  await arrival(sandbox, "/show/");
  stop.abort("enough");
  await rejectsWith(waiting, "enough");
});
