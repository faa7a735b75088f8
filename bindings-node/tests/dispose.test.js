// Closing clients and stopping sandboxes, by hand and by `using`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Client, ConfigurationError, ConnectionFailedError, FeedbackError, Sandbox } from "twitter-feedback";

import { arrival, PATIENT, prompt } from "./process-support.js";
import { all, OPERATIONS, past, rejection, startSandbox, startWithClient, thrown } from "./support.js";

const CLOSINGS = {
  close: (client) => client.close(),
  "Symbol.dispose": (client) => client[Symbol.dispose](),
  "Symbol.asyncDispose": (client) => client[Symbol.asyncDispose](),
};

for (const [name, close] of Object.entries(CLOSINGS)) {
  test(`a client that is closed refuses every further call and says why: ${name}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    await close(client);
    await close(client);
    const before = sandbox.requests.length;
    const uses = [
      ...Object.values(OPERATIONS).map((call) => async () => call(client, sandbox)),
      async () => client.canDm("1"),
      async () => client.verifyCredentials(),
      async () => client.serviceTime(),
      async () => client.rateLimits,
      async () => client.apiBase,
      async () => client.test,
    ];
    for (const use of uses) {
      const error = await rejection(use());
      assert.ok(error instanceof ConfigurationError, `${use}: ${error}`);
      assert.match(error.message, /closed/);
    }
    assert.equal(sandbox.requests.length, before);
    assert.match(inspect(client), /closed/);
  });

  test(`calls that are under way end as they would when their client is closed: ${name}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    sandbox.fault("create", "latency:200");
    const waiting = client.create(prompt());
    await arrival(sandbox, "/create");
    await close(client);
    assert.equal((await waiting).toUserId, prompt().toUserId);
  });
}

test("listings of a closed client that were begun go on, and no new one begins", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const events = client.events(past(sandbox));
  const pages = events.pages();
  client.close();
  assert.ok((await all(pages)).length > 0);
  assert.ok(thrown(() => events.pages()) instanceof ConfigurationError);
  await assert.rejects(all(events), ConfigurationError);
});

test("a closed client leaves the others alone", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const other = sandbox.client();
  client.close();
  assert.equal((await other.verifyCredentials()).userId, sandbox.userId);
  other.close();
});

test("clients can be used with `using` and sandboxes with `await using`", () => {
  assert.equal(typeof Client.prototype[Symbol.dispose], "function");
  assert.equal(typeof Client.prototype[Symbol.asyncDispose], "function");
  assert.equal(typeof Sandbox.prototype[Symbol.asyncDispose], "function");
});

const STOPS = {
  stop: (sandbox) => sandbox.stop(),
  "Symbol.asyncDispose": (sandbox) => sandbox[Symbol.asyncDispose](),
};

for (const [name, stop] of Object.entries(STOPS)) {
  test(`a sandbox that is stopped serves no more, and stopping it again changes nothing: ${name}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    assert.equal(await stop(sandbox), undefined);
    assert.equal(await stop(sandbox), undefined);
    await Promise.all([stop(sandbox), stop(sandbox)]);
    await assert.rejects(client.verifyCredentials(), ConnectionFailedError);
    const uses = [
      async () => sandbox.now,
      async () => sandbox.requests,
      async () => sandbox.sender(1),
      async () => sandbox.advance(1),
      async () => sandbox.answer("1", 5),
      async () => sandbox.fault("any", "hang"),
      async () => sandbox.seed(1, 0, 1),
    ];
    for (const use of uses) {
      const error = await rejection(use());
      assert.ok(error instanceof ConfigurationError, `${use}: ${error}`);
      assert.match(error.message, /stopped/);
    }
    assert.match(sandbox.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.ok(sandbox.userId.length > 0);
    assert.ok(inspect(sandbox).includes(sandbox.url));
  });

  test(`requests that hang end with their sandbox: ${name}`, async (t) => {
    const sandbox = await startSandbox(t);
    const client = sandbox.client(PATIENT);
    sandbox.fault("any", "hang", { times: 3 });
    const calls = [client.show("1"), client.create(prompt()), client.verifyCredentials()];
    const settled = Promise.allSettled(calls);
    await arrival(sandbox, "/", 3);
    await stop(sandbox);
    for (const { reason } of await settled) {
      assert.ok(reason instanceof FeedbackError, `${reason}`);
    }
  });
}

test("the port of a stopped sandbox is free again", async (t) => {
  const first = await startSandbox(t);
  const port = Number(new URL(first.url).port);
  const error = await rejection(Sandbox.start({ port }));
  assert.ok(error instanceof ConfigurationError, `${error}`);
  await first.stop();
  const second = await startSandbox(t, { port });
  assert.equal(second.url, first.url);
});

test("a sandbox that is stopped while a past is made still ends", async (t) => {
  const sandbox = await startSandbox(t);
  const { fromTime, toTime } = past(sandbox);
  const seeding = sandbox.seed(20_000, fromTime, toTime);
  await sandbox.stop();
  assert.equal((await seeding).feedbacks, 20_000);
  await assert.rejects(fetch(sandbox.url), TypeError);
});
