// The classes of errors, and what an error tells.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import * as library from "twitter-feedback";

import { ANSWERED } from "./samples.js";
import { CLASSES, PROMPT, past, rejection, startWithClient, thrown } from "./support.js";

const { Client, Credentials, EventPage, Feedback, FeedbackError, FeedbackEvent, Fold, Prompt, Sandbox } = library;

const NAMES = {
  invalid_request: "InvalidRequestError",
  authentication: "AuthenticationError",
  permission: "PermissionDeniedError",
  not_found: "NotFoundError",
  cannot_message: "CannotMessageError",
  rate_limited: "RateLimitedError",
  outcome_unknown: "OutcomeUnknownError",
  server: "ServerError",
  connection: "ConnectionFailedError",
  timeout: "TimedOutError",
  decode: "DecodeError",
  webhook: "WebhookError",
  ledger: "LedgerError",
  configuration: "ConfigurationError",
  internal: "InternalError",
};

test("these are all the classes, each of its kind", () => {
  const names = Object.entries(CLASSES).map(([kind, { name }]) => [kind, name]);
  assert.deepEqual(Object.fromEntries(names), NAMES);
});

for (const [kind, name] of Object.entries(NAMES)) {
  test(`an error is of its class and can be made: ${name}`, () => {
    const details = {
      status: 403,
      errors: [
        { code: 32, message: "no" },
        { code: null, message: "still no" },
      ],
      requestId: "00aa",
      retryAt: new Date(7),
      retryable: true,
      problems: [{ field: "message", rule: "must not be empty", given: "" }],
      jsonPath: "events[3].feedback.id",
      body: "{}",
    };
    const cause = new Error("underneath");
    const error = new library[name]("the sentence", { ...details, cause });
    assert.ok(error instanceof library[name] && error instanceof FeedbackError && error instanceof Error);
    assert.deepEqual({ ...error }, { ...details, kind });
    assert.deepEqual([error.name, error.message, error.cause], [name, "the sentence", cause]);
    assert.deepEqual([error.codes, error.maybeSent], [[32], kind === "outcome_unknown"]);
    assert.match(error.stack, new RegExp(`^${name}: the sentence\\n.*errors\\.test\\.js`, "s"));
  });

  test(`an error that is made of a sentence alone has nothing else: ${name}`, () => {
    const { status, errors, requestId, retryAt, retryable, problems, jsonPath, body, codes, ...more } = new library[
      name
    ]("the sentence");
    assert.deepEqual([status, requestId, retryAt, jsonPath, body], Array(5).fill(null));
    assert.deepEqual([errors, problems, retryable], [[], [], false]);
    assert.ok(!("cause" in more));
  });
}

test("a refusal of the service tells what it said", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const said = [{ code: 214, message: "privacy_url is invalid" }, { message: "and more" }];
  const respond = { status: 403, headers: { "x-transaction-id": "00aa11" }, body: { errors: said } };
  sandbox.fault("create", "respond", respond);
  const error = await rejection(client.create(PROMPT));
  assert.equal(error.constructor, CLASSES.invalid_request);
  assert.deepEqual([error.status, error.codes, error.requestId], [403, [214], "00aa11"]);
  assert.deepEqual(error.errors, [said[0], { code: null, message: "and more" }]);
  assert.equal(error.message, "privacy_url is invalid; and more");
  for (const part of [error.message, "invalid_request", "403", "214", "00aa11"]) {
    assert.ok(error.stack.includes(part), error.stack);
  }
  assert.deepEqual([error.problems, error.maybeSent, "cause" in error], [[], false, false]);
});

test("an unknown outcome has the cause", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("create", "status:503");
  const error = await rejection(client.create(PROMPT));
  assert.equal(error.constructor, CLASSES.outcome_unknown);
  assert.deepEqual([error.maybeSent, error.retryable, error.status], [true, false, 503]);
  assert.equal(error.cause.constructor, CLASSES.server);
  assert.equal(error.cause.status, 503);
  assert.match(error.cause.stack, /errors\.test\.js/);
  assert.match(inspect(error), /\[cause\]: .*ServerError/s);
});

test("a refusal before sending has all its problems", () => {
  const error = thrown(() => new Prompt({ ...PROMPT, type: "x", message: "" }));
  assert.deepEqual(error.problems, [
    { field: "type", rule: "must be `csat` or `nps`, lower case", given: "x" },
    { field: "message", rule: "must not be empty", given: "" },
  ]);
  const { status, errors, codes, retryAt, retryable } = error;
  assert.deepEqual([status, errors, codes, retryAt, retryable], [null, [], [], null, false]);
});

test("a limit says when to come back", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("show", "rate_limit");
  const error = await rejection(client.show("1"));
  assert.equal(error.constructor, CLASSES.rate_limited);
  assert.ok(error.retryable && error.retryAt instanceof Date && error.retryAt > sandbox.now);
});

test("no answer in time is a timeout, and a broken connection one of its own", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("show", "hang");
  const late = await rejection(sandbox.client({ timeoutMs: 200, maxTries: 1 }).show("1"));
  sandbox.fault("show", "reset_before_work");
  const broken = await rejection(client.show("1"));
  assert.deepEqual([late.constructor, broken.constructor], [CLASSES.timeout, CLASSES.connection]);
  for (const error of [late, broken]) {
    assert.deepEqual([error.status, error.retryable, error.maybeSent], [null, true, false]);
  }
});

test("an answer that cannot be read says where and shows its beginning", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("show", "respond", { body: { id: "1", created_at: "yesterday", rest: "x".repeat(5000) } });
  const error = await rejection(client.show("1"));
  assert.equal(error.constructor, CLASSES.decode);
  assert.deepEqual([error.jsonPath, error.status], ["created_at", 200]);
  assert.ok(error.body.startsWith('{"id":"1"') && error.body.length <= 1024, error.body);
});

test("a text that is no feedback has its path and its beginning", () => {
  const error = thrown(() => Feedback.fromJSON(ANSWERED.replace('"value":7', '"value":"x"')));
  assert.equal(error.jsonPath, "response.score.value");
  assert.ok(ANSWERED.startsWith(error.body.slice(0, 100)));
  assert.equal(error.status, null);
});

test("control characters of the service's message are not in the stack", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const message = "gone\x1b]0;title\x07\r\x9b31m\n    at trusted (file.js:1:1)";
  sandbox.fault("show", "respond", { status: 404, body: { errors: [{ code: 34, message }] } });
  sandbox.fault("create", "respond", { status: 500, body: { errors: [{ code: 131, message }] } });
  const [gone, unknown] = [await rejection(client.show("1")), await rejection(client.create(PROMPT))];
  assert.equal(gone.message, message, "as a value it is what was said");
  for (const { stack } of [gone, unknown, unknown.cause]) {
    assert.match(stack, /errors\.test\.js/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is tested is that there are none.
    assert.doesNotMatch(stack, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    assert.doesNotMatch(stack, /\n {4}at trusted/);
  }
});

/** Every verb, each in a way that fails. */
const FAILING = {
  create: (client) => client.create(PROMPT),
  "create, refused here": (client) => client.create({ ...PROMPT, type: "x" }),
  show: (client) => client.show("1"),
  "show, refused here": (client) => client.show(7),
  "show, refused by native code": (client) => client.show("x"),
  canDm: (client) => client.canDm("1"),
  friendship: (client) => client.friendship("1"),
  "friendship, refused here": (client) => client.friendship(7),
  verifyCredentials: (client) => client.verifyCredentials(),
  serviceTime: (client) => client.serviceTime(),
  "events' pages": (client, sandbox) => client.events(past(sandbox)).pages().next(),
  seed: (_, sandbox) => sandbox.seed(0, 0, 1),
  "Sandbox.start": (_, sandbox) => Sandbox.start({ port: Number(new URL(sandbox.url).port) }),
  "Sandbox.start, refused here": () => Sandbox.start({ port: -1 }),
};

for (const [verb, fail] of Object.entries(FAILING)) {
  test(`a stack shows the function that called: ${verb}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    sandbox.fault("any", "reset_before_work", { times: 9 });
    async function awaitingCaller() {
      return await fail(client, sandbox);
    }
    function chainingCaller() {
      return fail(client, sandbox).catch((error) => error);
    }
    const [awaited, chained] = [await rejection(awaitingCaller()), await chainingCaller()];
    assert.match(awaited.stack, /at (async )?awaitingCaller \(.*errors\.test\.js:\d+:\d+\)/);
    assert.match(chained.stack, /at chainingCaller \(.*errors\.test\.js:\d+:\d+\)/);
    for (const error of [awaited, chained]) {
      assert.ok(error instanceof FeedbackError, inspect(error));
      assert.ok(error.stack.startsWith(`${error.name}: `), error.stack);
    }
  });
}

test("a stack shows who walks a listing", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  sandbox.fault("events", "status:404");
  async function walkingCaller() {
    for await (const event of client.events(past(sandbox))) {
      assert.fail(event);
    }
  }
  const error = await rejection(walkingCaller());
  assert.match(error.stack, /walkingCaller \(.*errors\.test\.js/);
});

const THROWING = {
  "new Client": () => new Client({ credentials: 7 }),
  "Client.fromEnv": () => Client.fromEnv({ test: 7 }),
  "new Credentials": () => new Credentials({ consumerKey: 7 }),
  "Credentials.fromFile": () => Credentials.fromFile("nowhere"),
  "new Prompt": () => new Prompt({ ...PROMPT, type: "x" }),
  "Prompt.nps": () => Prompt.nps({}),
  "Feedback.fromJSON": () => Feedback.fromJSON(""),
  "FeedbackEvent.fromJSON": () => FeedbackEvent.fromJSON(""),
  "EventPage.fromJSON": () => EventPage.fromJSON(""),
  "Fold.apply": () => new Fold().apply(7),
  setLogger: () => library.setLogger(7),
};

for (const [name, fail] of Object.entries(THROWING)) {
  test(`what is thrown at once shows the function that called: ${name}`, () => {
    function callerOfThis() {
      return fail();
    }
    const error = thrown(callerOfThis);
    assert.match(error.stack, /at callerOfThis \(.*errors\.test\.js:\d+:\d+\)/);
  });
}

test("a deep stack limit, none and a stack that was replaced cost no error", async (t) => {
  const { client } = await startWithClient(t);
  const { stackTraceLimit, prepareStackTrace } = Error;
  t.after(() => Object.assign(Error, { stackTraceLimit, prepareStackTrace }));
  for (const changes of [{ stackTraceLimit: 0 }, { stackTraceLimit: 1 }, { prepareStackTrace: () => 7 }]) {
    Object.assign(Error, { stackTraceLimit, prepareStackTrace }, changes);
    const error = await rejection(client.show("1"));
    assert.equal(error.constructor, CLASSES.not_found);
    assert.match(String(error.stack), /^NotFoundError: /);
  }
});
