// Bad input to a program and its calls: refused here, with the argument's name, and nothing is sent.

import assert from "node:assert/strict";
import path from "node:path";
import { after, beforeEach, test } from "node:test";
import { inspect } from "node:util";

import { Client, Program } from "twitter-feedback";

import { argument, assertMisconfigured, assertRefused, failure, wrongValues } from "./bad-values.js";
import { startListener } from "./listener.js";
import { startProgram } from "./programs-support.js";
import { DAY, folder, KEYS, openProgram, PERSON, PROMPT, rejection, SURROGATE, setEnvironment } from "./support.js";

setEnvironment({ after }, { TWITTER_FEEDBACK_LEDGER: undefined });
const listener = await startListener({ after });
const client = new Client({ credentials: KEYS, apiBase: listener.url });
// In this order: the program is closed before its folder goes.
const last = [];
after(async () => {
  for (const end of last.reverse()) {
    await end();
  }
});
const ledger = path.join(folder({ after: (end) => last.push(end) }), "feedback.db");
const program = await openProgram({ after: (end) => last.push(end) }, client, { ledger });
beforeEach(() => listener.requests.splice(0));

const EITHER = [undefined, null];
const OUT = [undefined];
const opened = (policy) => Program.open(client, ledger, policy);
const member = (name) => (value) => opened({ [name]: value });
const hours = (name) => (value) =>
  opened({ quietHours: { from: "21:00", to: "08:00", zone: "Europe/Berlin", [name]: value } });
const context = (name) => (value) => program.send(PROMPT, { [name]: value });
const filter = (name) => (value) => program.attempts({ [name]: value });
const pulled = (name) => (value) => program.sync({ [name]: value });

const SETTINGS = [
  argument("open", "client", "instance", (value) => Program.open(value, ledger)),
  argument("open", "ledger", "text", (value) => Program.open(client, value)),
  argument("policy", "minIntervalMs", "duration", member("minIntervalMs"), EITHER),
  argument("policy", "sampleRate", "share", member("sampleRate"), EITHER),
  argument("policy", "requireCanDm", "boolean", member("requireCanDm"), EITHER),
  argument("policy", "maxPerDay", "whole", member("maxPerDay"), EITHER),
  argument("policy", "suppressedUserIds", "list", member("suppressedUserIds"), EITHER),
  argument("policy, one of", "suppressedUserIds", "text", (value) => opened({ suppressedUserIds: [PERSON, value] })),
  argument("policy", "backfill", "boolean", member("backfill"), EITHER),
  argument("policy", "allowListed", "boolean", member("allowListed"), EITHER),
  argument("policy", "acceptBlindDay", "boolean", member("acceptBlindDay"), EITHER),
  argument("policy", "quietHours.from", "text", hours("from")),
  argument("policy", "quietHours.to", "text", hours("to")),
  argument("policy", "quietHours.zone", "text", hours("zone")),
];

const ARGUMENTS = [
  argument("send", "agent_id", "text", context("agentId"), EITHER),
  argument("send", "team", "text", context("team"), EITHER),
  argument("send", "tags", "list", context("tags"), EITHER),
  argument("send, one of", "tags", "text", (value) => program.send(PROMPT, { tags: ["vip", value] })),
  argument("send", "language", "text", context("language"), EITHER),
  argument("send", "external_id", "text", (value) => program.send({ ...PROMPT, externalId: value }), EITHER),
  argument("sync", "since", "time", pulled("since"), EITHER),
  argument("sync", "until", "time", pulled("until"), EITHER),
  argument("sync", "progress", "function", pulled("progress"), EITHER),
  argument("promptStatus", "external_id", "text", (value) => program.promptStatus(value)),
  argument("folded", "feedback_id", "text", (value) => program.folded(value)),
  argument("attempts", "to_user_id", "text", filter("toUserId"), EITHER),
  argument("attempts", "external_id", "text", filter("externalId"), EITHER),
  argument("attempts", "state", "text", filter("state"), EITHER),
  argument("attempts", "from_time", "time", filter("fromTime"), EITHER),
  argument("attempts", "to_time", "time", filter("toTime"), EITHER),
  argument("attempts", "before", "text", filter("before"), EITHER),
  argument("attempts", "limit", "whole", filter("limit"), EITHER),
  argument("sync", "signal", "signal", pulled("signal"), OUT),
];

/** Those whose last argument is options with a signal alone. */
const OPTIONS = {
  open: (options) => Program.open(client, ledger, {}, options),
  send: (options) => program.send(PROMPT, {}, options),
  reconcile: (options) => program.reconcile(options),
  promptStatus: (options) => program.promptStatus("case_1", options),
  coverage: (options) => program.coverage(options),
  attempts: (options) => program.attempts({}, options),
  folded: (options) => program.folded("7", options),
  fold: (options) => program.fold(options),
};
for (const [operation, call] of Object.entries(OPTIONS)) {
  ARGUMENTS.push(argument(operation, "signal", "signal", (signal) => call({ signal }), OUT));
}

for (const [given, refused] of [
  ...SETTINGS.map((one) => [one, assertMisconfigured]),
  ...ARGUMENTS.map((one) => [one, assertRefused]),
]) {
  for (const [label, value] of wrongValues(given)) {
    test(`a program names a wrong value and sends nothing: ${given.label}, ${label}`, async () => {
      refused(await failure(given, value), given.field);
      assert.deepEqual(listener.requests, []);
    });
  }
}

const BREAKING = [
  ...find("open ledger", ["", "sqlite:", "postgres://me@db/feedback", new URL("http://furni.example/feedback.db")]),
  ...find("policy minIntervalMs", [0, 1, DAY - 1, 3650 * DAY + 1]),
  ...find("policy sampleRate", [-0.1, 1.1, 7]),
  ...find("policy maxPerDay", [0, -1, 1001, 2 ** 32 + 1]),
  ...find("policy, one of suppressedUserIds", ["", "@furni", "12a"]),
  ...find("policy acceptBlindDay", [true]),
  ...find("policy quietHours.from", ["", "9pm", "25:00", "08:00:00.5"]),
  ...find("policy quietHours.to", ["", "21:00", "24:00"]),
  ...find("policy quietHours.zone", ["", "Mars/Olympus"]),
  ...find("send agent_id", ["", "x".repeat(201), "a\nb"]),
  ...find("send team", ["", "x".repeat(201), "\0"]),
  ...find("send language", ["", "x".repeat(201)]),
  ...find("send, one of tags", ["", "x".repeat(201), "\t"]),
  ...find("send tags", [Array.from({ length: 51 }, (_, number) => `tag ${number}`)]),
  ...find("attempts state", ["", "Sent", "done"]),
  ...find("attempts before", ["", "x", "1.5", String(2n ** 63n)]),
  ...find("attempts limit", [0, -1, 10_001, 2 ** 32 + 1]),
];

function find(label, values) {
  const found = [...SETTINGS, ...ARGUMENTS].find((one) => one.label === label);
  assert.ok(found, label);
  return values.map((value) => [found, value]);
}

for (const [given, value] of BREAKING) {
  const label = `${given.label}, ${inspect(value).slice(0, 40)}`;
  test(`a program names a value that breaks its rule and sends nothing: ${label}`, async () => {
    const error = await failure(given, value);
    (SETTINGS.includes(given) ? assertMisconfigured : assertRefused)(error, given.field);
    assert.equal(error.problems.length, 1);
    assert.deepEqual(listener.requests, []);
  });
}

const NO_OPTIONS = [7, "signal", true, 1n, Symbol("signal"), [], () => {}];

for (const [operation, call] of Object.entries(OPTIONS)) {
  test(`options of a program's call are an object of what is known: ${operation}`, async () => {
    for (const options of [...NO_OPTIONS, null, new AbortController().signal]) {
      assertRefused(await rejection(call(options)), "options");
    }
    assertRefused(await rejection(call({ singal: AbortSignal.abort() })), "singal");
    assert.deepEqual(listener.requests, []);
  });
}

test("a policy, quiet hours, a context, a filter and a sync's options are objects of what is known", async () => {
  for (const given of NO_OPTIONS) {
    assertMisconfigured(await rejection(opened(given)), "policy");
    assertMisconfigured(await rejection(opened({ quietHours: given })), "quietHours");
    assertRefused(await rejection(program.send(PROMPT, given)), "context");
    assertRefused(await rejection(program.attempts(given)), "filter");
    assertRefused(await rejection(program.sync(given)), "options");
  }
  assertMisconfigured(await rejection(opened({ min_interval: 7 })), "min_interval");
  assertMisconfigured(await rejection(opened({ quietHours: { from: "21:00", til: "08:00" } })), "til");
  assertRefused(await rejection(program.send(PROMPT, { agent_id: "agent_7" })), "agent_id");
  assertRefused(await rejection(program.send(PROMPT, { signal: AbortSignal.abort() })), "signal");
  assertRefused(await rejection(program.attempts({ to: PERSON })), "to");
  assertRefused(await rejection(program.sync({ from: 7 })), "from");
  assert.deepEqual(listener.requests, []);
});

test("null is as good as nothing in a policy, a context, a filter and a sync's options", async (t) => {
  const nulls = (...names) => Object.fromEntries(names.map((name) => [name, null]));
  const flags = nulls("requireCanDm", "backfill", "allowListed", "acceptBlindDay");
  const numbers = nulls("minIntervalMs", "sampleRate", "maxPerDay");
  const policy = { ...flags, ...numbers, quietHours: null, suppressedUserIds: null };
  const world = await startProgram(t, { policy });
  const { attemptId } = await world.program.send(PROMPT, nulls("agentId", "team", "tags", "language"));
  const filter = nulls("toUserId", "externalId", "state", "fromTime", "toTime", "before", "limit");
  const attempts = await world.program.attempts(filter);
  assert.deepEqual(
    attempts.map(({ id, context }) => ({ id, tags: context.tags })),
    [{ id: attemptId, tags: [] }],
  );
  const report = await world.program.sync(null);
  assert.deepEqual(Object.keys(await world.program.sync(nulls("since", "until", "progress"))), Object.keys(report));
});

test("everything that is wrong with a program is told at once", async () => {
  const wrong = {
    minIntervalMs: 7,
    sampleRate: "all",
    quietHours: { from: "9pm", to: SURROGATE, zone: "Mars/Olympus" },
    maxPerDay: 0,
    suppressedUserIds: ["@furni"],
    acceptBlindDay: true,
    interval: 7,
  };
  const { problems } = await rejection(Program.open(undefined, "", wrong));
  const fields = new Set(problems.map(({ field }) => field));
  const { quietHours, ...others } = wrong;
  const nested = Object.keys(quietHours).map((name) => `quietHours.${name}`);
  assert.deepEqual(fields, new Set(["client", "ledger", ...Object.keys(others), ...nested]));
});

test("everything that is wrong with a context is told at once", async () => {
  const wrong = { agentId: "", team: 7, tags: ["vip", "\n"], language: SURROGATE };
  const { problems } = await rejection(program.send(PROMPT, wrong));
  assert.deepEqual(new Set(problems.map(({ field }) => field)), new Set(["agent_id", "team", "tags", "language"]));
  assert.deepEqual(listener.requests, []);
});

test("a period that ends before it begins is refused by a program", async () => {
  const now = Date.now();
  assertRefused(await rejection(program.sync({ since: now, until: new Date(now - 1) })), "since");
  assertRefused(await rejection(program.attempts({ fromTime: now, toTime: now - 1 })), "from_time");
  assert.deepEqual(listener.requests, []);
});

test("a ledger's password is not repeated", async () => {
  for (const name of ["postgresql://me:hush@db/feedback", ["hush"], `hush ${SURROGATE}`]) {
    const error = await rejection(Program.open(client, name));
    assertMisconfigured(error, "ledger");
    assert.doesNotMatch(inspect(error), /hush/);
  }
});

test("what a caller's own getter throws comes out of a program as it is", async () => {
  const own = new RangeError("my own");
  const given = (name) => Object.defineProperty({}, name, { get: () => assert.fail(own), enumerable: true });
  for (const call of [
    () => opened(given("sampleRate")),
    () => program.send(PROMPT, given("team")),
    () => program.attempts(given("limit")),
    () => program.sync(given("since")),
  ]) {
    assert.equal(await rejection(call()), own);
  }
});
