// What each option of a sandbox changes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { all, DAY, MINUTE, PROMPT, past, rejection, startSandbox, startWithClient } from "./support.js";

const START = new Date(1_450_202_300_000);

/** The events of each page. */
async function listed(client, period) {
  const pages = await all(client.events({ ...period, count: 10 }).pages());
  return pages.map(({ events }) => events);
}

test("a seed makes the same sandbox again", async (t) => {
  const secrets = [];
  for (const seed of [7, 7, Number.MAX_SAFE_INTEGER]) {
    secrets.push((await startSandbox(t, { seed })).credentials.accessTokenSecret);
  }
  assert.equal(secrets[0], secrets[1]);
  assert.notEqual(secrets[0], secrets[2]);
});

test("a person is asked once a day unless that is lifted", async (t) => {
  const { client } = await startWithClient(t);
  await client.create(PROMPT);
  const error = await rejection(client.create(PROMPT));
  assert.deepEqual([error.status, error.maybeSent], [403, false]);
  for (const options of [{ limits: false }, { allowListed: true }]) {
    const lifted = (await startWithClient(t, options)).client;
    assert.notEqual((await lifted.create(PROMPT)).id, (await lifted.create(PROMPT)).id);
  }
});

test("only without limits reading has none", async (t) => {
  for (const [options, limited] of [
    [{ limits: false }, false],
    [{ allowListed: true }, true],
    [{ limits: undefined }, true],
  ]) {
    const { client } = await startWithClient(t, options);
    await client.verifyCredentials();
    assert.equal("account/verify_credentials" in client.rateLimits, limited);
  }
});

test("pages are uneven unless told otherwise", async (t) => {
  const sizes = {};
  for (const unevenPages of [true, false]) {
    const { sandbox, client } = await startWithClient(t, { unevenPages });
    const { fromTime, toTime } = past(sandbox);
    await sandbox.seed(200, fromTime, toTime);
    sizes[unevenPages] = (await listed(client, { fromTime, toTime })).slice(0, -1).map((events) => events.length);
  }
  assert.ok(sizes.true.includes(0));
  assert.deepEqual(new Set(sizes.false), new Set([10]));
});

test("the clock starts and stands where it is told", async (t) => {
  for (const startAt of [START, START.getTime()]) {
    const { sandbox, client } = await startWithClient(t, { startAt });
    assert.deepEqual(sandbox.now, START);
    assert.deepEqual((await client.create(PROMPT)).createdAt, START);
    assert.deepEqual(sandbox.now, START);
  }
});

test("the clock follows the machine's by default", async (t) => {
  const sandbox = await startSandbox(t);
  assert.ok(Math.abs(sandbox.now - Date.now()) < 10_000);
});

for (const [squeezedTimes, spelling] of [
  [true, /"created_at": ?"[A-Z][a-z]{2}[A-Z][a-z]{2}\d\d[\d:]{8}\+0000\d{4}"/],
  [false, /"created_at": ?"\w{3} \w{3} \d\d [\d:]{8} \+0000 \d{4}"/],
]) {
  test(`times lose their spaces on demand and read the same: ${squeezedTimes}`, async (t) => {
    const { client } = await startWithClient(t, { squeezedTimes, startAt: START });
    const feedback = await client.create(PROMPT);
    assert.match(feedback.raw, spelling);
    assert.deepEqual(feedback.createdAt, START);
  });
}

for (const eventsExternalId of [true, false]) {
  test(`events carry the external id unless told otherwise: ${eventsExternalId}`, async (t) => {
    const { sandbox, client } = await startWithClient(t, { eventsExternalId });
    const begin = sandbox.now.getTime();
    await client.create({ ...PROMPT, externalId: "ticket_5555" });
    sandbox.advance(2 * DAY);
    await client.verifyCredentials();
    const [event, ...more] = (await listed(client, { fromTime: begin - DAY, toTime: begin + MINUTE })).flat();
    assert.deepEqual(more, []);
    assert.equal(event.feedback.externalId, eventsExternalId ? "ticket_5555" : null);
  });
}

for (const repeatUpdates of [true, false]) {
  test(`some updates are listed twice on demand: ${repeatUpdates}`, async (t) => {
    const { sandbox, client } = await startWithClient(t, { repeatUpdates });
    const { fromTime, toTime } = past(sandbox);
    await sandbox.seed(200, fromTime, toTime);
    const events = (await listed(client, { fromTime, toTime })).flat().map(({ raw }) => raw);
    assert.equal(new Set(events).size < events.length, repeatUpdates);
  });
}
