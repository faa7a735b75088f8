// Bad input to the sandbox: refused, and nothing has changed.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inspect } from "node:util";

import { Sandbox } from "twitter-feedback";

import { argument, assertRefused, failure, wrongValues } from "./bad-values.js";
import { DAY, PERSON, PROMPT, rejection, SURROGATE, startSandbox, thrown } from "./support.js";

const sandbox = await startSandbox({ after });

const OPTIONS = {
  port: "whole",
  seed: "whole",
  startAt: "time",
  limits: "boolean",
  allowListed: "boolean",
  unevenPages: "boolean",
  squeezedTimes: "boolean",
  eventsExternalId: "boolean",
  repeatUpdates: "boolean",
};
const STARTS = Object.entries(OPTIONS).map(([name, takes]) => {
  return argument("Sandbox.start", name, takes, (value) => Sandbox.start({ [name]: value }), [undefined]);
});

const EITHER = [undefined, null];
const respond = (name) => (value) => sandbox.fault("show", "respond", { [name]: value });
const hooked = (name) => (value) => sandbox.webhook("http://127.0.0.1:9/", { ...PAIR, [name]: value });
const PAIR = { username: "furni", password: "hush" };
const now = () => sandbox.now.getTime();

const CALLS = [
  argument("sender", "number", "whole", (value) => sandbox.sender(value)),
  argument("answer", "feedback_id", "text", (value) => sandbox.answer(value, 3)),
  argument("answer", "score", "whole", (value) => sandbox.answer("1", value), EITHER),
  argument("answer", "text", "text", (value) => sandbox.answer("1", null, value), EITHER),
  argument("advance", "milliseconds", "duration", (value) => sandbox.advance(value)),
  argument("webhook", "url", "text", (value) => sandbox.webhook(value)),
  argument("webhook", "username", "text", hooked("username"), [undefined]),
  argument("webhook", "password", "text", hooked("password"), [undefined]),
  argument("webhook", "duplicates", "whole", hooked("duplicates"), [undefined]),
  argument("webhook", "shuffle", "boolean", hooked("shuffle"), [undefined]),
  argument("recipient", "user_id", "text", (value) => sandbox.recipient(value)),
  argument("dismiss", "feedback_id", "text", (value) => sandbox.dismiss(value)),
  argument("authorize", "oauth_token", "text", (value) => sandbox.authorize(value)),
  argument("deny", "oauth_token", "text", (value) => sandbox.deny(value)),
  argument("fault", "operation", "text", (value) => sandbox.fault(value, "hang")),
  argument("fault", "fault", "text", (value) => sandbox.fault("show", value)),
  argument("fault", "times", "whole", respond("times"), [undefined]),
  argument("fault", "status", "whole", respond("status"), [undefined]),
  argument("seed", "count", "whole", (value) => sandbox.seed(value, now() - 2 * DAY, now() - DAY)),
  argument("seed", "from_time", "time", (value) => sandbox.seed(3, value, now() - DAY)),
  argument("seed", "to_time", "time", (value) => sandbox.seed(3, now() - 2 * DAY, value)),
];

function find(label, values) {
  const found = [...STARTS, ...CALLS].find((one) => one.label === label);
  return values.map((value) => [found, inspect(value).slice(0, 40), value]);
}

const FAR = [8.64e15, -8.64e15, 253_402_300_800_000, new Date(8.64e15)];
const HEADERS = argument("fault", "headers", "object", respond("headers"));
const BODY = argument("fault", "body", "JSON", respond("body"));

const circular = {};
circular.itself = circular;

const BREAKING = [
  ...[...STARTS, ...CALLS].flatMap((given) => wrongValues(given).map(([label, value]) => [given, label, value])),
  ...find("Sandbox.start port", [-1, 65_536, 0.5]),
  ...find("Sandbox.start seed", [-1, 2 ** 64, 0.5]),
  ...find("Sandbox.start startAt", FAR),
  ...find("sender number", [-1, 2 ** 32, 0.5]),
  ...find("advance milliseconds", [8.64e15, 10_000 * 366 * DAY]),
  ...find("webhook url", ["", "/feedback", "https://127.0.0.1/", "http://furni.example/", "http://a:b@127.0.0.1/"]),
  ...find("webhook username", ["", "a:b", "a\n", "x".repeat(1001), undefined]),
  ...find("webhook password", ["", "a\n", "x".repeat(1001), undefined]),
  ...find("webhook duplicates", [-1, 101, 2 ** 32, 0.5]),
  ...find("recipient user_id", ["", "0", "x", "-1", String(2n ** 64n), Sandbox.RECIPIENT_SUSPENDED]),
  ...find("fault operation", ["", "post", "__proto__"]),
  ...find("fault fault", ["", "explode", "status:199", "status:600", "status:x", "latency:-1", "latency:3600001"]),
  ...find("fault times", [0, -1, 2 ** 32, 2 ** 53]),
  ...find("fault status", [199, 600, -1, 2 ** 53, 0]),
  ...find("seed count", [0, -1, 1_000_001, 2 ** 53]),
  ...find("seed from_time", FAR),
  ...find("seed to_time", [...FAR, -1]),
  ...[null, 7, true, "date", 1n, () => {}, [], ["date", "x"], new Map([["date", "x"]])].map((headers) => {
    return [HEADERS, inspect(headers), headers];
  }),
  ...[true, [], {}, 1.5, Number.NaN, 1n, undefined, Symbol("x"), SURROGATE, "line\nend", "é\0"].map((value) => {
    return [HEADERS, `a value of ${inspect(value)}`, { "x-a": value }];
  }),
  ...["no name", "", SURROGATE, "content-length", "transfer-encoding"].map((name) => {
    return [HEADERS, `a name of ${inspect(name)}`, { [name]: "3" }];
  }),
  ...[SURROGATE, () => {}, Symbol("body"), 1n, { a: 1n }, circular].map((body) => [BODY, inspect(body), body]),
];

for (const [given, label, value] of BREAKING) {
  test(`a wrong value is named, and nothing has changed: ${given.label}, ${label}`, async () => {
    const before = sandbox.now;
    assertRefused(await failure(given, value), given.field);
    assert.deepEqual(sandbox.requests, []);
    assert.ok(sandbox.now - before < DAY);
  });
}

test("no wrong fault was ordered all the same", async () => {
  const client = sandbox.client({ maxTries: 1 });
  assert.equal((await rejection(client.show("1"))).kind, "not_found");
  assert.equal(await client.canDm(PERSON), true);
});

test("options are an object, and one that does not exist is named", async () => {
  for (const options of [null, 7, "7", true, 1n, Symbol("options"), [], () => {}]) {
    assertRefused(await rejection(Sandbox.start(options)), "options");
    assertRefused(
      thrown(() => sandbox.fault("show", "hang", options)),
      "options",
    );
  }
  for (const options of [null, 7, "7", true, [], new AbortController().signal]) {
    assertRefused(
      thrown(() => sandbox.webhook("http://127.0.0.1:9/", options)),
      "options",
    );
  }
  assertRefused(await rejection(Sandbox.start({ prot: 1 })), "prot");
  assertRefused(
    thrown(() => sandbox.webhook("http://127.0.0.1:9/", { credentials: {} })),
    "credentials",
  );
  assertRefused(
    thrown(() => sandbox.fault("show", "respond", { stauts: 500 })),
    "stauts",
  );
});

test("everything that is wrong with a call is told at once", async () => {
  const fieldsOf = ({ problems }) => problems.map(({ field }) => field);
  const { prot, ...wrong } = { port: -1, seed: "1", startAt: Number.NaN, limits: 1, prot: 1 };
  const started = await rejection(Sandbox.start({ ...wrong, prot }));
  assert.deepEqual(new Set(fieldsOf(started)), new Set(["port", "seed", "startAt", "limits", "prot"]));
  assert.deepEqual(fieldsOf(thrown(() => sandbox.answer(7, "4", 7))), ["feedback_id", "score", "text"]);
  const ordered = thrown(() => sandbox.fault(1, 2, { times: "1", status: 1.5, headers: 7, body: 1n }));
  assert.deepEqual(fieldsOf(ordered), ["operation", "fault", "times", "status", "headers", "body"]);
  const hooked = thrown(() => sandbox.webhook(1, { username: 2, password: 3, duplicates: "4", shuffle: 5 }));
  assert.deepEqual(fieldsOf(hooked), ["url", "username", "password", "duplicates", "shuffle"]);
  assert.deepEqual(fieldsOf(await rejection(sandbox.seed("1", "x", {}))), ["count", "from_time", "to_time"]);
});

test("a webhook's password is not repeated", () => {
  for (const wrong of [
    { password: "hush\n" },
    { password: `hush${SURROGATE}` },
    { username: "hush:", password: "x" },
  ]) {
    const error = thrown(() => sandbox.webhook("http://127.0.0.1:9/", { ...PAIR, ...wrong }));
    assert.equal(error.kind, "invalid_request");
    assert.doesNotMatch(inspect(error), /hush/);
  }
  const error = thrown(() => sandbox.webhook("http://furni:hush@127.0.0.1:9/"));
  assert.doesNotMatch(inspect(error), /hush/);
});

test("a past that is reversed or not over is refused", async () => {
  const time = now();
  for (const [from, to] of [
    [time - DAY, time - 2 * DAY],
    [time - DAY, time + DAY],
  ]) {
    assertRefused(await rejection(sandbox.seed(3, from, to)), "to_time");
  }
});

test("an answer belongs to respond alone", () => {
  for (const part of [{ status: 200 }, { headers: {} }, { body: "" }]) {
    const error = thrown(() => sandbox.fault("show", "hang", part));
    assert.equal(error.kind, "invalid_request");
    assert.match(error.message, /respond/);
  }
});

test("half an emoji in JSON is played as its escape", async (t) => {
  const other = await startSandbox(t);
  const body = { id: "1", display_name: SURROGATE };
  other.fault("show", "respond", { body });
  const feedback = await other.client().show("1");
  assert.equal(feedback.displayName, SURROGATE.toWellFormed());
  assert.deepEqual(JSON.parse(feedback.raw), body);
});

test("an answer that breaks a rule changes nothing", async (t) => {
  const other = await startSandbox(t);
  const client = other.client();
  const feedback = await client.create(PROMPT);
  const wrong = [[0], [6], [-1], [2 ** 53 - 1], [1.5], ["4"], [null, ""], [null, "x".repeat(10_001)], [], [null, null]];
  for (const answer of wrong) {
    const error = thrown(() => other.answer(feedback.id, ...answer));
    assert.equal(error.kind, "invalid_request", inspect(answer));
    assert.match(error.message, /score|text/);
    assert.deepEqual((await client.show(feedback.id)).response, { score: null, text: null });
  }
});

test("an answer to an unknown card is not found", () => {
  for (const id of ["1", "", "x", "-1", String(2n ** 64n), "constructor", "7".repeat(1e6)]) {
    const error = thrown(() => sandbox.answer(id, 3));
    assert.equal(error.kind, "not_found");
    assert.match(error.message, /feedback_id/);
    assert.ok(error.message.length < 500);
  }
});
