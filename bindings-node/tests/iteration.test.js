// Listing events: loops that end early, several at once, errors in between, empty and short pages.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ServerError } from "twitter-feedback";

import { seen } from "./process-support.js";
import { all, past, startWithClient } from "./support.js";

// The layout of pages goes by the times of their events.
const OPTIONS = { limits: false, startAt: Date.UTC(2026, 2, 1) };

/** A past of many pages, and all of it. */
async function withPast(t) {
  const { sandbox, client } = await startWithClient(t, OPTIONS);
  const period = past(sandbox);
  const seeded = await sandbox.seed(80, period.fromTime, period.toTime);
  const query = { ...period, count: 5 };
  const whole = raws(await all(client.events(query)));
  assert.equal(whole.length, seeded.events);
  assert.ok(whole.length > 100);
  return { sandbox, client, query, whole };
}

function raws(events) {
  return events.map(({ raw }) => raw);
}

test("pages and single events list the same, in the same order", async (t) => {
  const { client, query, whole } = await withPast(t);
  const pages = await all(client.events(query).pages());
  assert.deepEqual(
    pages.flatMap(({ events }) => raws(events)),
    whole,
  );
});

test("empty and short pages do not end a listing", async (t) => {
  const { client, query } = await withPast(t);
  const pages = await all(client.events(query).pages());
  const sizes = pages.map(({ events }) => events.length);
  assert.ok(sizes.slice(0, -1).includes(0), `${sizes}`);
  assert.ok(
    sizes.slice(0, -1).some((size) => size > 0 && size < 5),
    `${sizes}`,
  );
  assert.ok(pages.slice(0, -1).every(({ nextCursor }) => nextCursor !== null));
  assert.equal(pages.at(-1).nextCursor, null);
});

test("a loop over pages that is left goes on from the cursor, in the same listing and in a new one", async (t) => {
  const { client, query, whole } = await withPast(t);
  const pages = client.events(query).pages();
  const begun = [];
  for await (const page of pages) {
    begun.push(...raws(page.events));
    assert.equal(pages.cursor, page.nextCursor);
    if (begun.length > 30) {
      break;
    }
  }
  const anew = raws(await all(client.events({ cursor: pages.cursor, count: 5 })));
  assert.deepEqual([...begun, ...anew], whole);
  for await (const page of pages) {
    begun.push(...raws(page.events));
  }
  assert.deepEqual(begun, whole);
  assert.equal(pages.cursor, null);
});

test("a loop over events that is left asks for no further page", async (t) => {
  const { sandbox, client, query, whole } = await withPast(t);
  const before = seen(sandbox, "/events").length;
  const listed = [];
  for await (const event of client.events(query)) {
    listed.push(event.raw);
    if (listed.length === 3) {
      break;
    }
  }
  await client.verifyCredentials();
  assert.deepEqual(listed, whole.slice(0, 3));
  assert.equal(seen(sandbox, "/events").length, before + 1);
});

test("an error thrown in a loop leaves it as break does", async (t) => {
  const { client, query, whole } = await withPast(t);
  const events = client.events(query);
  const provoked = new Error("provoked");
  await assert.rejects(
    async () => {
      for await (const event of events) {
        assert.equal(event.raw, whole[0]);
        throw provoked;
      }
    },
    (error) => error === provoked,
  );
  assert.deepEqual(raws(await all(events)), whole);
});

test("each loop over the same events lists anew", async (t) => {
  const { sandbox, client, query, whole } = await withPast(t);
  const events = client.events(query);
  const before = seen(sandbox, "/events").length;
  assert.deepEqual(raws(await all(events)), whole);
  const once = seen(sandbox, "/events").length - before;
  assert.deepEqual(raws(await all(events)), whole);
  assert.equal(seen(sandbox, "/events").length, before + 2 * once);
  assert.notEqual(events.pages(), events.pages());
});

test("nothing is sent before the first event is asked for", async (t) => {
  const { sandbox, client, query } = await withPast(t);
  const before = sandbox.requests.length;
  const pages = client.events(query).pages();
  assert.equal(pages[Symbol.asyncIterator](), pages);
  assert.equal(pages.cursor, null);
  client.events(query)[Symbol.asyncIterator]();
  await client.verifyCredentials();
  assert.equal(sandbox.requests.length, before + 1);
});

test("pages that are asked for at once are different ones, in the order in which they were asked for", async (t) => {
  const { client, query, whole } = await withPast(t);
  for (let round = 0; round < 20; round += 1) {
    const pages = client.events(query).pages();
    const results = await Promise.all(Array.from({ length: 100 }, () => pages.next()));
    const end = results.findIndex(({ done }) => done);
    const listed = results.flatMap(({ value }) => raws(value?.events ?? []));
    assert.deepEqual(
      listed.map((raw) => whole.indexOf(raw)),
      [...whole.keys()],
    );
    assert.ok(results.slice(end).every(({ done, value }) => done && value === undefined));
  }
});

test("two loops over one listing share its events", async (t) => {
  const { client, query, whole } = await withPast(t);
  const pages = client.events(query).pages();
  const both = await Promise.all([all(pages), all(pages)]);
  const listed = both.flat().flatMap(({ events }) => raws(events));
  assert.deepEqual(listed.sort(), [...whole].sort());
});

test("listings at once do not disturb each other", async (t) => {
  const { client, query, whole } = await withPast(t);
  const events = client.events(query);
  const listings = await Promise.all(Array.from({ length: 20 }, () => all(events)));
  for (const listed of listings) {
    assert.deepEqual(raws(listed), whole);
  }
});

test("the page of an error comes again, the first, one amid the listing and the last", async (t) => {
  const { sandbox, client, query, whole } = await withPast(t);
  const count = (await all(client.events(query).pages())).length;
  const pages = client.events(query).pages();
  const listed = [];
  for (let number = 0; number <= count; number += 1) {
    const place = pages.cursor;
    if (number < count) {
      sandbox.fault("events", "status:503");
      await assert.rejects(pages.next(), ServerError);
    }
    assert.equal(pages.cursor, place);
    const { done, value } = await pages.next();
    assert.equal(done, number === count);
    listed.push(...raws(value?.events ?? []));
  }
  assert.deepEqual(listed, whole);
});

test("an error ends a loop over events, and the next loop begins anew", async (t) => {
  const { sandbox, client, query, whole } = await withPast(t);
  const events = client.events(query);
  const iterator = events[Symbol.asyncIterator]();
  assert.equal((await iterator.next()).value.raw, whole[0]);
  sandbox.fault("events", "status:503");
  await assert.rejects(async () => {
    for await (const event of iterator) {
      assert.ok(whole.includes(event.raw));
    }
  }, ServerError);
  assert.deepEqual(raws(await all(events)), whole);
});

test("after the last page there is none, however often it is asked for", async (t) => {
  const { sandbox, client, query } = await withPast(t);
  const pages = client.events(query).pages();
  await all(pages);
  const before = sandbox.requests.length;
  for (let number = 0; number < 3; number += 1) {
    assert.deepEqual(await pages.next(), { done: true, value: undefined });
  }
  assert.equal(sandbox.requests.length, before);
});

test("a listing outlives the closing of its client", async (t) => {
  const { client, query, whole } = await withPast(t);
  const pages = client.events(query).pages();
  client.close();
  assert.deepEqual(
    (await all(pages)).flatMap(({ events }) => raws(events)),
    whole,
  );
});
