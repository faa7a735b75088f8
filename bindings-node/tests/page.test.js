// A page of events as a value.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { EventPage } from "twitter-feedback";

import { COMMENT, EVENT, PAGE } from "./samples.js";

const page = EventPage.fromJSON(PAGE);

test("a page has what could be read and what could not", () => {
  assert.deepEqual(
    page.events.map((event) => event.raw),
    [EVENT],
  );
  const [{ reason, ...unreadable }, ...more] = page.unreadable;
  const raw = '{"event_type": "feedback.updated", "feedback": {}}';
  assert.deepEqual([unreadable, more], [{ index: 1, jsonPath: "feedback", raw }, []]);
  assert.match(reason, /id/);
  assert.deepEqual([page.nextCursor, page.reply], ["10011", null]);
});

test("an empty cursor is null", () => {
  for (const cursor of ['""', "null"]) {
    assert.equal(EventPage.fromJSON(`{"events":[],"next_cursor":${cursor}}`).nextCursor, null);
  }
  assert.equal(EventPage.fromJSON('{"events":[]}').nextCursor, null);
});

test("a page is read from bytes too, whatever they are", () => {
  const bytes = new TextEncoder().encode(`xx${PAGE}`);
  for (const given of [Buffer.from(PAGE), bytes.slice(2), bytes.subarray(2)]) {
    assert.deepEqual(EventPage.fromJSON(given).events, page.events);
  }
  const broken = Buffer.from('\ufeff{"events":[{"feedback":{"id":1,"external_id":"caf?"}}]}');
  broken[broken.indexOf("?")] = 0xe9;
  assert.equal(EventPage.fromJSON(broken).events[0].feedback.externalId, "caf\ufffd");
});

test("changing the bytes a page was read from changes no page", () => {
  const bytes = Buffer.from(PAGE);
  const read = EventPage.fromJSON(bytes);
  bytes.fill(0);
  assert.equal(read.events[0].raw, EVENT);
});

test("events of one page keep their own texts and places", () => {
  const ids = Array.from({ length: 100 }, (_, place) => String(place + 1));
  const events = ids.map(
    (id) => `{"event_type":"e${id}","feedback":{"id":${id},"display_name":"é${id}","type":"nps"}}`,
  );
  const read = EventPage.fromJSON(`{"events":[${events.join(",")}]}`).events;
  assert.deepEqual(
    read.map(({ eventType, feedback, raw }) => [eventType, feedback.id, feedback.displayName, raw]),
    ids.map((id, place) => [`e${id}`, id, `é${id}`, events[place]]),
  );
  assert.match(read[99].feedback.questionText, /é100/);
  assert.equal(read[99].toJSON().feedback.id, "100");
});

test("what is shown of a page keeps the comment to itself", () => {
  const shown = inspect(page, { depth: 9, showHidden: true, getters: true });
  assert.equal(shown, "EventPage (1 events, 1 unreadable, nextCursor: '10011')");
  assert.ok(!inspect(page.events, { depth: 9 }).includes(COMMENT));
});
