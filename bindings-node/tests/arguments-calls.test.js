// Bad input to the calls of a client: refused here, and nothing is sent.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { inspect } from "node:util";

import { Client, InvalidRequestError, Prompt } from "twitter-feedback";

import { argument, assertRefused, failure, wrongValues } from "./bad-values.js";
import { startListener } from "./listener.js";
import { DAY, KEYS, MESSAGE, PERSON, PRIVACY_URL, PROMPT, rejection, thrown } from "./support.js";

const listener = await startListener({ after });
const client = new Client({ credentials: KEYS, apiBase: listener.url });
beforeEach(() => listener.requests.splice(0));

const created = (name) => (value) => client.create({ ...PROMPT, [name]: value });
const listed = (name) => (value) => client.events({ [name]: value });

const IDS = [
  argument("show", "feedback_id", "text", (value) => client.show(value)),
  argument("canDm", "user_id", "text", (value) => client.canDm(value)),
  argument("friendship", "user_id", "text", (value) => client.friendship(value)),
];

const EITHER = [undefined, null];

const ARGUMENTS = [
  ...IDS,
  argument("create", "type", "text", created("type")),
  argument("create", "to_user_id", "text", created("toUserId")),
  argument("create", "message", "text", created("message")),
  argument("create", "privacy_url", "text", created("privacyUrl")),
  argument("create", "external_id", "text", created("externalId"), EITHER),
  argument("create", "question_variant_id", "whole", created("questionVariantId"), EITHER),
  argument("create", "display_name", "text", created("displayName"), EITHER),
  argument("create", "test", "boolean", created("test"), [undefined]),
  argument("events", "from_time", "time", listed("fromTime"), [undefined]),
  argument("events", "to_time", "time", listed("toTime"), [undefined]),
  argument("events", "count", "whole", listed("count"), [undefined]),
  argument("events", "cursor", "text", listed("cursor"), [undefined]),
  argument("events", "signal", "signal", listed("signal"), [undefined]),
  argument("create", "signal", "signal", (signal) => client.create(PROMPT, { signal }), [undefined]),
  argument("show", "signal", "signal", (signal) => client.show("7", { signal }), [undefined]),
  argument("canDm", "signal", "signal", (signal) => client.canDm(PERSON, { signal }), [undefined]),
  argument("friendship", "signal", "signal", (signal) => client.friendship(PERSON, { signal }), [undefined]),
  argument("verifyCredentials", "signal", "signal", (signal) => client.verifyCredentials({ signal }), [undefined]),
  argument("serviceTime", "signal", "signal", (signal) => client.serviceTime({ signal }), [undefined]),
  argument("doctor", "signal", "signal", (signal) => client.doctor({ signal }), [undefined]),
];

for (const given of ARGUMENTS) {
  for (const [label, value] of wrongValues(given)) {
    test(`a wrong value is named and nothing is sent: ${given.label}, ${label}`, async () => {
      assertRefused(await failure(given, value), given.field);
      assert.deepEqual(listener.requests, []);
    });
  }
}

const NO_IDS = [
  "",
  " ",
  "0",
  "007",
  "-1",
  "+1",
  "1.0",
  "1e3",
  "12a",
  "１２",
  "7/../8",
  "1\0",
  String(2n ** 64n),
  "7".repeat(1e6),
];

const BREAKING = [
  ...IDS.flatMap((id) => NO_IDS.map((value) => [id, value])),
  ...find("create type", ["NPS", "", "ces", "nps "]),
  ...find("create to_user_id", NO_IDS),
  ...find("create message", ["", " \n", "x".repeat(10_001), "x".repeat(1e7)]),
  ...find("create privacy_url", ["", "furni.example", "ftp://furni.example", "javascript:alert(1)"]),
  ...find("create external_id", ["", "x".repeat(257)]),
  ...find("create question_variant_id", [-1, 2 ** 32, 2 ** 53, -(2 ** 53), 1e300, Number.MIN_VALUE]),
  ...find("create display_name", ["", " ", "x".repeat(21), "Fur\nni"]),
  ...find("events count", [0, -0, -1, 101, 2 ** 32 + 1, 2 ** 53, 1e300, 0.5]),
  ...find("events cursor", [""]),
  ...find("events from_time", [-1, new Date(-1), 8.64e15, -8.64e15, 2 ** 63, -(2 ** 63), 1.5, 1e300]),
  ...find("events to_time", [8.64e15, -8.64e15, new Date(8.64e15), 2 ** 63, 0.1, 253_402_300_799_999]),
];

function find(label, values) {
  const found = ARGUMENTS.find((one) => one.label === label);
  return values.map((value) => [found, value]);
}

for (const [given, value] of BREAKING) {
  test(`a value that breaks its rule is named and nothing is sent: ${given.label}, ${shown(value)}`, async () => {
    const error = await failure(given, value);
    assertRefused(error, given.field);
    assert.equal(error.problems.length, 1);
    assert.deepEqual(listener.requests, []);
  });
}

function shown(value) {
  return inspect(value).slice(0, 40);
}

const NO_OPTIONS = [null, 7, "signal", true, 1n, Symbol("signal"), [], () => {}];
const OPTIONS = {
  create: (options) => client.create(PROMPT, options),
  show: (options) => client.show("7", options),
  canDm: (options) => client.canDm(PERSON, options),
  friendship: (options) => client.friendship(PERSON, options),
  verifyCredentials: (options) => client.verifyCredentials(options),
  serviceTime: (options) => client.serviceTime(options),
  doctor: (options) => client.doctor(options),
};

for (const [operation, call] of Object.entries(OPTIONS)) {
  test(`options are an object: ${operation}`, async () => {
    for (const options of NO_OPTIONS) {
      assertRefused(await rejection(call(options)), "options");
    }
    assert.deepEqual(listener.requests, []);
  });

  test(`a signal in the place of the options is refused, not overlooked: ${operation}`, async () => {
    assertRefused(await rejection(call(new AbortController().signal)), "options");
    assert.deepEqual(listener.requests, []);
  });

  test(`an option that does not exist is named: ${operation}`, async () => {
    assertRefused(await rejection(call({ singal: AbortSignal.abort() })), "singal");
    assertRefused(await rejection(call({ timeoutMs: 7 })), "timeoutMs");
    assert.deepEqual(listener.requests, []);
  });

  test(`what the caller's own getter throws comes out as it is: ${operation}`, async () => {
    const own = new RangeError("my own");
    const options = {
      get signal() {
        throw own;
      },
    };
    assert.equal(await rejection(call(options)), own);
    assert.deepEqual(listener.requests, []);
  });
}

test("a query is an object, and an option that does not exist in it is named", () => {
  for (const query of NO_OPTIONS) {
    assertRefused(
      thrown(() => client.events(query)),
      "query",
    );
  }
  assertRefused(
    thrown(() => client.events({ from: 7 })),
    "from",
  );
});

test("a prompt is a prompt or its fields", async () => {
  for (const prompt of [...NO_OPTIONS, undefined]) {
    assertRefused(await rejection(client.create(prompt)), "prompt");
  }
  assertRefused(await rejection(client.create({ ...PROMPT, mesage: "typo" })), "mesage");
  assertRefused(await rejection(client.create({ ...PROMPT, to_user_id: PERSON })), "to_user_id");
  assertRefused(await rejection(client.create(Object.create(Prompt.prototype))), "to_user_id");
  assert.deepEqual(listener.requests, []);
});

test("a prompt is not spread by its fields: they are given as an object", async () => {
  const error = await rejection(client.create("csat", PERSON, MESSAGE, PRIVACY_URL));
  assert.equal(error.constructor, InvalidRequestError);
  assert.deepEqual(listener.requests, []);
});

test("a period that ends before it begins is refused", () => {
  const now = Date.now();
  assertRefused(
    thrown(() => client.events({ fromTime: now - 2 * DAY, toTime: now - 3 * DAY })),
    "from_time",
  );
});

test("a cursor and a period together are refused", () => {
  for (const period of [{ fromTime: 0 }, { toTime: 1 }, { fromTime: 0, toTime: new Date(1) }]) {
    assertRefused(
      thrown(() => client.events({ cursor: "10011", ...period })),
      "cursor",
    );
  }
});

test("everything that is wrong with a query is told at once", () => {
  const query = { fromTime: "1", toTime: Number.NaN, count: 1.5, cursor: 7, signal: 7, more: 1 };
  const { problems } = thrown(() => client.events(query));
  const fields = new Set(problems.map(({ field }) => field));
  assert.deepEqual(fields, new Set(["from_time", "to_time", "count", "cursor", "signal", "more"]));
});

test("everything that is wrong with a query is told at once: what no type tells", () => {
  const { problems } = thrown(() => client.events({ fromTime: -1, toTime: 253_402_300_800_000, count: 0 }));
  const fields = new Set(problems.map(({ field }) => field));
  assert.deepEqual(fields, new Set(["from_time", "to_time", "count"]));
});

test("a value that is read by a getter is read once", async () => {
  const values = [PERSON, 7];
  const prompt = {
    ...PROMPT,
    get toUserId() {
      return values.shift();
    },
  };
  assert.equal((await client.create(prompt)).id, "7");
  assert.deepEqual(values, [7]);
});

test("a Date whose methods were replaced is read as the Date that it is", async () => {
  const time = Object.assign(new Date(1_450_202_300_000), { getTime: () => "later", valueOf: 7 });
  await client.events({ fromTime: time, toTime: 1_450_202_300_001 }).pages().next();
  assert.equal(new Map(listener.requests.at(-1).params).get("from_time"), "1450202300000");
});

test("a signal of another realm is a signal, and a half of one is none", async () => {
  const target = new EventTarget();
  const signal = Object.assign(target, { aborted: false, reason: undefined });
  assert.equal((await client.show("7", { signal })).id, "7");
  assert.equal(listener.requests.splice(0).length, 1);
  for (const half of [{ addEventListener() {} }, { aborted: true }, new EventTarget()]) {
    assertRefused(await rejection(client.show("7", { signal: half })), "signal");
  }
  assert.deepEqual(listener.requests, []);
});
