// twitter-api-v2, the Node client of the platform, against the sandbox.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { ApiResponseError } from "twitter-api-v2";

import { connect as connectTo } from "./client.js";
import { order, seedPeriodAndPast, startSandbox } from "./sandbox.js";

const HOUR = 60 * 60 * 1000;
// Every character that OAuth signatures are known to break on.
const HARD_TEXT = "a * ' ( ) ! ~ é 😀 & = + % z";
// Every parameter of create.
const PROMPT = {
  type: "csat",
  to_user_id: "343434343434",
  message: HARD_TEXT,
  privacy_url: "https://example.com/privacy?a=1&b=%20c",
  external_id: `ticket 5555 ${HARD_TEXT}`,
  question_variant_id: 32,
  display_name: "*'()!~é😀&=+% Shop",
  test: true,
};
// A person, and what `can_dm` says of them; the second and third are the sandbox's test persons.
const PEOPLE = [
  ["343434343434", true],
  ["9000000000000000150", false],
  ["9000000000000000000", null],
];
// Smaller than the default of 100, so that a small past has many pages, empty ones among them.
const PER_PAGE = 20;

let sandbox;
// One for each test: none sees the prompts, nonces or quotas of another.
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await sandbox?.stop();
  sandbox = undefined;
});

const connect = (changes) => connectTo(sandbox, changes).v1;
const create = (client) => client.post("feedback/create.json", { ...PROMPT });
const show = (client, id) => client.get("feedback/show/:id.json", {}, { params: { id } });

async function assertRefused(client, code) {
  await assert.rejects(client.verifyCredentials(), (error) => {
    assert.ok(error instanceof ApiResponseError, error);
    assert.equal(error.code, 401);
    assert.deepEqual(
      error.errors.map((each) => each.code),
      [code],
    );
    assert.ok(error.isAuthError);
    return true;
  });
}

test("verify_credentials names the owner of the token", async () => {
  const user = await connect().verifyCredentials();
  assert.equal(user.id_str, sandbox.user_id);
});

test("a prompt comes back as it was sent", async () => {
  const client = connect();
  const created = await create(client);
  const shown = await show(client, created.id);
  const { message, ...sent } = PROMPT;
  const expected = { ...sent, question_variant_id: "32", from_user_id: sandbox.user_id };
  for (const [feedback, more] of [
    [created, {}],
    [shown, { text: message }],
  ]) {
    for (const [name, value] of Object.entries({ ...expected, ...more })) assert.equal(feedback[name], value, name);
    assert.ok(!("response" in feedback));
  }
});

test("parameters of a POST in the query are signed and read like a form", async () => {
  const created = await connect().post("feedback/create.json", undefined, { query: { ...PROMPT } });
  assert.equal(created.external_id, PROMPT.external_id);
});

test("an answer is shown with its score and text", async () => {
  const client = connect();
  const { id } = await create(client);
  await order(sandbox, "answer", { feedback_id: id, score: 4, text: HARD_TEXT });
  const { response } = await show(client, id);
  assert.equal(response.score.value, 4);
  assert.equal(response.text.value, HARD_TEXT);
});

for (const [person, canDm] of PEOPLE) {
  test(`a friendship tells whether a person can be messaged: ${canDm}`, async () => {
    const { relationship } = await connect().friendship({ target_id: person });
    assert.equal(relationship.source.can_dm, canDm);
    assert.equal(relationship.target.id_str, person);
  });
}

test("a walk to the empty cursor yields every feedback of the period", async () => {
  const client = connect();
  const { period, created } = await seedPeriodAndPast(sandbox);
  const pages = [];
  const seen = new Set();
  let cursor;
  do {
    const place = cursor ? { cursor } : period;
    const page = await client.get("feedback/events.json", { ...place, count: PER_PAGE });
    pages.push(page.events);
    cursor = page.next_cursor;
    assert.ok(!seen.has(cursor), "a cursor that comes again would never end");
    seen.add(cursor);
  } while (cursor !== "");
  assert.ok(
    pages.slice(0, -1).some((page) => page.length === 0),
    "no empty page in the middle: this proves too little",
  );
  const events = pages.flat();
  // Times have a resolution of a second, and the ends of a period mean the seconds they lie in.
  const second = (time) => Math.floor(time / 1000);
  for (const { created_at: at } of events) {
    const shown = second(Date.parse(at));
    assert.ok(shown >= second(period.from_time) && shown <= second(period.to_time), at);
  }
  const asked = events.filter((event) => event.event_type === "feedback.created").map((event) => event.feedback.id);
  assert.equal(new Set(asked).size, created);
  assert.ok(events.some((event) => event.event_type === "feedback.updated" && event.feedback.response));
});

test("what is left of a limit reaches the client", async () => {
  const client = connect();
  await client.friendship({ target_id: PROMPT.to_user_id });
  const left = client.getLastRateLimitStatus("friendships/show.json");
  assert.deepEqual([left.limit, left.remaining], [180, 179]);
  assert.ok(left.reset * 1000 > Date.now());
});

for (const secret of ["consumer_secret", "access_token_secret"]) {
  test(`a wrong ${secret} is refused with 32`, () => assertRefused(connect({ [secret]: "wrong" }), 32));
}

test("an unknown token is refused with 89", () => assertRefused(connect({ access_token: "1-unknown" }), 89));

for (const offset of [-HOUR, HOUR]) {
  test(`a clock that is off by ${offset / HOUR} h is refused with 135`, async (t) => {
    const client = connect();
    assert.ok(await client.verifyCredentials(), "its clock is right until it is turned");
    // The library has no setting for the time of a signature, so its clock is turned instead.
    t.mock.timers.enable({ apis: ["Date"], now: Date.now() + offset });
    await assertRefused(client, 135);
  });
}
