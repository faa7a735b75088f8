// Times: what goes in as a Date or epoch milliseconds, and what comes out.

import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";

import { Client, Feedback } from "twitter-feedback";

import { startListener } from "./listener.js";
import { at } from "./samples.js";
import { DAY, KEYS, MINUTE, startSandbox, startWithClient } from "./support.js";

const MILLIS = 1_450_202_300_250;
const TIME = new Date(MILLIS);

/** The parameters of a listing's first page. */
async function sent(t, query) {
  const listener = await startListener(t);
  const client = new Client({ credentials: KEYS, apiBase: listener.url });
  await client.events(query).pages().next();
  return Object.fromEntries(listener.requests.at(-1).params);
}

const SPELLINGS = {
  milliseconds: MILLIS,
  "a Date": TIME,
  "a Date of another realm": vm.runInNewContext(`new Date(${MILLIS})`),
  "a Date of a subclass": new (class Stamp extends Date {})(MILLIS),
};

for (const [spelling, time] of Object.entries(SPELLINGS)) {
  test(`a time is sent in epoch milliseconds however it is given: ${spelling}`, async (t) => {
    const query = await sent(t, { fromTime: time, toTime: time });
    assert.deepEqual(query, { from_time: String(MILLIS), to_time: String(MILLIS), count: "100" });
  });
}

test("the epoch itself is a time", async (t) => {
  const query = await sent(t, { fromTime: 0, toTime: new Date(0) });
  assert.deepEqual([query.from_time, query.to_time], ["0", "0"]);
});

test("a listing without a period is of the week before what is too young", async (t) => {
  for (const query of [
    undefined,
    {},
    { fromTime: undefined, toTime: undefined, count: undefined, cursor: undefined },
  ]) {
    const before = Date.now();
    const { from_time, to_time } = await sent(t, query);
    assert.equal(to_time - from_time, 7 * DAY);
    const young = before - to_time - DAY;
    assert.ok(young >= 0 && young < 5 * MINUTE, `${young} ms`);
  }
});

test("the week before a given end is the default of the start", async (t) => {
  const query = await sent(t, { toTime: TIME });
  assert.equal(query.to_time - query.from_time, 7 * DAY);
});

test("changing a Date after the call changes no listing", async (t) => {
  const listener = await startListener(t);
  const client = new Client({ credentials: KEYS, apiBase: listener.url });
  const time = new Date(MILLIS);
  const pages = client.events({ fromTime: time, toTime: time }).pages();
  time.setTime(7);
  await pages.next();
  assert.equal(new Map(listener.requests[0].params).get("from_time"), String(MILLIS));
});

test("what comes out is a Date, to the millisecond", () => {
  const feedback = Feedback.fromJSON('{"id":"1","created_at":"2015-12-15T19:58:20.250+02:00"}');
  assert.ok(feedback.createdAt instanceof Date);
  assert.equal(feedback.createdAt.getTime(), MILLIS);
});

test("times before 1970 and far apart are what they are", () => {
  const times = ["1969-12-31T23:59:59.999Z", "1900-01-01T00:00:00.000Z", "9999-12-30T00:00:00.000Z"];
  for (const created of times) {
    for (const updated of times) {
      const text = JSON.stringify({ id: "1", created_at: created, updated_at: updated });
      const { createdAt, updatedAt } = Feedback.fromJSON(text);
      assert.deepEqual([createdAt?.toISOString(), updatedAt?.toISOString()], [created, updated]);
    }
  }
});

test("a time beyond four digits of a year costs nothing else", () => {
  const feedback = Feedback.fromJSON(
    '{"id":"1","created_at":"-000001-01-01T00:00:00Z","updated_at":"Tue Dec 15 17:58:20 +0000 2015",' +
      '"response":{"score":{"value":4}}}',
  );
  assert.deepEqual([feedback.score, feedback.updatedAt], [4, at(17, 58, 20)]);
  assert.equal(feedback.createdAt.toISOString(), "-000001-01-01T00:00:00.000Z");
});

test("the service's time is a Date, to the second", async (t) => {
  const { sandbox, client } = await startWithClient(t, { startAt: TIME });
  assert.deepEqual(await client.serviceTime(), new Date(Math.floor(MILLIS / 1000) * 1000));
  assert.deepEqual(sandbox.now, TIME);
});

test("limits tell as Dates when they end", async (t) => {
  const sandbox = await startSandbox(t);
  const client = sandbox.client();
  assert.deepEqual(client.rateLimits, {});
  await client.verifyCredentials();
  const { limit, remaining, reset, fromService } = client.rateLimits["account/verify_credentials"];
  assert.deepEqual([limit, remaining, fromService], [75, 74, true]);
  const ahead = reset - sandbox.now;
  assert.ok(reset instanceof Date && ahead > 0 && ahead <= 15 * MINUTE, `${ahead} ms`);
});
