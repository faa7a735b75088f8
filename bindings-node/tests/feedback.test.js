// A feedback as a value, and the HTTP answer behind it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Feedback } from "twitter-feedback";

import { ANSWERED, at, COMMENT } from "./samples.js";
import { PROMPT, past, startWithClient } from "./support.js";

const FEEDBACK = Feedback.fromJSON(ANSWERED);
const LEAST = Feedback.fromJSON('{"id":"7"}');

const FIELDS = {
  id: "123456789",
  type: "nps",
  test: false,
  createdAt: at(17, 58, 20),
  updatedAt: at(18, 58, 20),
  fromUserId: "1212121212121",
  toUserId: "343434343434",
  dmId: "8989898989",
  externalId: "ticket_5555",
  displayName: "MyBusinessName",
  questionVariantId: "3",
  privacyUrl: "https://mybusiness.domain/privacy",
  response: {
    score: { createdAt: at(18, 0, 0), value: 7 },
    text: { createdAt: at(18, 58, 20), value: COMMENT },
  },
  scoreBand: "passive",
};

test("every field is an attribute", () => {
  assert.deepEqual({ ...FEEDBACK }, FIELDS);
  assert.deepEqual([FEEDBACK.score, FEEDBACK.comment], [7, COMMENT]);
  assert.equal(FEEDBACK.questionText, "How likely is it that you would recommend MyBusinessName to a family member?");
  assert.ok(FEEDBACK.createdAt instanceof Date);
});

test("what is not there is null", () => {
  const nothing = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));
  const response = { score: null, text: null };
  assert.deepEqual({ ...LEAST }, { ...nothing, id: "7", type: "", test: false, response });
  const { score, comment, questionText, reply } = LEAST;
  assert.deepEqual([score, comment, questionText, reply], [null, null, null, null]);
});

test("ids keep their digits beyond 2^53, whether they came as text or as numbers", () => {
  const ids = ["9007199254740993", "1234567890123456789", "18446744073709551615"];
  for (const id of ids) {
    for (const spelt of [id, `"${id}"`]) {
      const text = `{"id":${spelt},"to_user_id":${spelt},"from_user_id":${spelt},"dm_id":${spelt}}`;
      const { toUserId, fromUserId, dmId, ...feedback } = Feedback.fromJSON(text);
      assert.deepEqual([feedback.id, toUserId, fromUserId, dmId], Array(4).fill(id));
      assert.equal(Feedback.fromJSON(text).toJSON().to_user_id, id);
    }
  }
});

const BANDS = {
  nps: [...Array(7).fill("detractor"), "passive", "passive", "promoter", "promoter", null],
  csat: [null, "dissatisfied", "dissatisfied", "neutral", "satisfied", "satisfied", null],
  ces: Array(8).fill(null),
};

for (const [type, bands] of Object.entries(BANDS)) {
  test(`a score has a band on its scale alone: ${type}`, () => {
    const band = (value) => {
      const score = { created_at: "Tue Dec 15 17:58:20 +0000 2015", value };
      const feedback = Feedback.fromJSON(JSON.stringify({ id: "1", type, response: { score } }));
      assert.equal(feedback.score, value);
      return feedback.scoreBand;
    };
    assert.deepEqual(
      bands.map((_, score) => band(score)),
      bands,
    );
    assert.equal(band(-1), null);
    assert.equal(band(2 ** 53 - 1), null);
  });
}

test("the raw text is kept to the letter", () => {
  assert.equal(FEEDBACK.raw, ANSWERED);
  const otherwise = ` ${ANSWERED.replace('"id":123456789', '"id" : "123456789"')}`.trim();
  assert.equal(Feedback.fromJSON(otherwise).raw, otherwise);
});

test("JSON has the service's names, times in RFC 3339, and unknown fields with all their digits", () => {
  const expected = {
    id: "123456789",
    created_at: "2015-12-15T17:58:20.000Z",
    updated_at: "2015-12-15T18:58:20.000Z",
    test: false,
    type: "nps",
    from_user_id: "1212121212121",
    to_user_id: "343434343434",
    dm_id: "8989898989",
    external_id: "ticket_5555",
    display_name: "MyBusinessName",
    question_variant_id: "3",
    privacy_url: "https://mybusiness.domain/privacy",
    later: { a: [1, 2.5, "x y", null, true] },
    media_id_str: "12345678901234567890123",
    response: {
      score: { created_at: "2015-12-15T18:00:00.000Z", value: 7 },
      text: { created_at: "2015-12-15T18:58:20.000Z", value: COMMENT },
    },
  };
  assert.deepEqual(FEEDBACK.toJSON(), expected);
  assert.equal(JSON.stringify(FEEDBACK), JSON.stringify(FEEDBACK.toJSON()));
  assert.deepEqual(JSON.parse(JSON.stringify({ feedback: [FEEDBACK] })), { feedback: [expected] });
  assert.deepEqual(LEAST.toJSON(), { id: "7", test: false });
});

const NUMBERS = {
  9007199254740991: 9007199254740991,
  "-9007199254740991": -9007199254740991,
  "9007199254740993": "9007199254740993",
  "-9007199254740993": "-9007199254740993",
  "18446744073709551615": "18446744073709551615",
  0: 0,
  1.5: 1.5,
  "1e3": 1000,
};

test("whole numbers beyond 2^53 in unknown fields are strings wherever they stand, and nothing else is", () => {
  for (const [digits, value] of Object.entries(NUMBERS)) {
    const text = `{"id":"1","later":{"a":[${digits},{"b":${digits}}]},"\\"1":"${digits}","more":${digits}}`;
    const { later, more, '"1': quoted } = Feedback.fromJSON(text).toJSON();
    assert.deepEqual([later, more, quoted], [{ a: [value, { b: value }] }, value, digits]);
  }
});

test("names that objects of JavaScript have are names like all others", () => {
  const text = '{"id":"1","__proto__":{"polluted":true},"constructor":1,"toString":2,"toJSON":3}';
  const json = Feedback.fromJSON(text).toJSON();
  assert.deepEqual(Object.keys(json).toSorted(), ["__proto__", "constructor", "id", "test", "toJSON", "toString"]);
  assert.equal({}.polluted, undefined);
});

test("changing what JSON gave changes no feedback", () => {
  FEEDBACK.toJSON().response.score.value = 1;
  FEEDBACK.toJSON().later.a.length = 0;
  assert.equal(FEEDBACK.toJSON().response.score.value, 7);
});

test("what is shown names the feedback and keeps the comment to itself", () => {
  const deep = { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true };
  for (const shown of [inspect(FEEDBACK), inspect([{ a: FEEDBACK }], deep), inspect(FEEDBACK, deep)]) {
    assert.match(shown, /Feedback .*123456789/s);
    assert.ok(!shown.includes(COMMENT), shown);
    assert.match(shown, new RegExp(`characters: ${COMMENT.length}`));
  }
  assert.match(inspect(LEAST), /text: null/);
});

test("texts of any script, with every sort of character, survive", () => {
  for (const text of ['é😀\u2028\0\x1b\\"', "x".repeat(100_000), "漢字 \u0300 עברית", ""]) {
    const feedback = Feedback.fromJSON(JSON.stringify({ id: "1", display_name: text, external_id: `${text}1` }));
    assert.deepEqual([feedback.displayName, feedback.externalId], [text, `${text}1`]);
    assert.equal(feedback.toJSON().display_name, text);
  }
});

function assertIsTheAnswer(reply, sandbox) {
  assert.equal(reply.status, 200);
  assert.ok(Object.keys(reply.headers).every((name) => name === name.toLowerCase()));
  assert.match(reply.headers["content-type"], /^application\/json/);
  assert.equal(reply.requestId, reply.headers["x-transaction-id"]);
  assert.ok(Math.abs(reply.date - sandbox.now) < 10_000);
  assert.ok(reply.body instanceof Uint8Array);
}

test("the reply of a create and of a show is the answer to the letter", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const created = await client.create(PROMPT);
  for (const feedback of [created, await client.show(created.id)]) {
    assertIsTheAnswer(feedback.reply, sandbox);
    assert.equal(Buffer.from(feedback.reply.body).toString(), feedback.raw);
  }
});

test("the reply of a page is the answer to the letter, and its feedbacks have none", async (t) => {
  const { sandbox, client } = await startWithClient(t, { unevenPages: false });
  const { fromTime, toTime } = past(sandbox);
  await sandbox.seed(3, fromTime, toTime);
  const { value: page } = await client.events({ fromTime, toTime }).pages().next();
  assertIsTheAnswer(page.reply, sandbox);
  const body = JSON.parse(Buffer.from(page.reply.body));
  assert.ok(page.events.length > 0);
  assert.deepEqual(
    page.events.map((event) => JSON.parse(event.raw)),
    body.events,
  );
  assert.equal(page.nextCursor, body.next_cursor || null);
  assert.equal(page.events[0].feedback.reply, null);
});

test("the body is kept where the text had to be mended, and cannot be changed from outside", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const body = '{"id":"1","display_name":"half \\ud83d an emoji", "later" : 1}';
  sandbox.fault("show", "respond", { headers: { "x-more": "yes", "set-cookie": "guest_id=1", date: null }, body });
  const feedback = await client.show("1");
  assert.equal(feedback.reply.body.toString(), body);
  assert.equal(feedback.displayName, "half \ufffd an emoji");
  feedback.reply.body.fill(0);
  assert.equal(feedback.reply.body.toString(), body);
  const { headers, date, requestId } = feedback.reply;
  assert.equal(headers["x-more"], "yes");
  assert.ok(!("set-cookie" in headers), "headers that carry sessions are left out");
  assert.deepEqual([date, requestId], [null, null]);
});

test("a reply shown in a log holds no comment", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const { id } = await client.create(PROMPT);
  sandbox.answer(id, 4, "a confidence");
  const feedback = await client.show(id);
  assert.equal(feedback.comment, "a confidence");
  assert.ok(!inspect(feedback, { getters: true, depth: 9 }).includes("a confidence"));
});
