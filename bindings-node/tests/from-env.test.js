// A client from the environment.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Client, ConfigurationError } from "twitter-feedback";

import { startListener } from "./listener.js";
import { DAY, setEnvironment, startSandbox, thrown, VARIABLES } from "./support.js";

const SETTINGS = {
  apiBase: "TWITTER_FEEDBACK_API_BASE",
  test: "TWITTER_FEEDBACK_TEST",
  clock: "TWITTER_FEEDBACK_CLOCK",
};

/** An environment with a sandbox's keys and address, and more of it. */
async function environment(t, more = {}) {
  const sandbox = await startSandbox(t);
  const values = { ...sandbox.credentials, apiBase: sandbox.url, test: "", clock: "", ...more };
  const variables = Object.entries({ ...VARIABLES, ...SETTINGS }).map(([name, variable]) => [variable, values[name]]);
  setEnvironment(t, Object.fromEntries(variables));
  return sandbox;
}

test("keys and address come from the environment", async (t) => {
  const sandbox = await environment(t);
  const client = Client.fromEnv();
  assert.ok(client instanceof Client);
  assert.equal(client.apiBase, sandbox.url);
  assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
});

test("the clock comes from the environment", async (t) => {
  const sandbox = await environment(t, { clock: "service" });
  sandbox.advance(DAY);
  assert.equal((await Client.fromEnv({ maxTries: 1 }).verifyCredentials()).userId, sandbox.userId);
});

for (const [given, sent] of [
  ["true", [["test", "true"]]],
  ["false", []],
  ["", []],
  [undefined, []],
]) {
  test(`whether it is a test comes from the environment: ${given}`, async (t) => {
    const listener = await startListener(t);
    await environment(t, { apiBase: listener.url, test: given });
    const client = Client.fromEnv();
    await client.show("7");
    assert.deepEqual(listener.requests.at(-1).params, sent);
    assert.equal(client.test, sent.length > 0);
  });
}

test("options go before the environment", async (t) => {
  const listener = await startListener(t);
  await environment(t, { test: "true", clock: "system" });
  await Client.fromEnv({ apiBase: listener.url, test: false, clock: "service" }).show("7");
  assert.deepEqual(listener.requests.at(-1).params, []);
});

for (const [name, value] of [
  ["test", "yes"],
  ["test", "True"],
  ["clock", "sundial"],
  ["apiBase", "http://api.twitter.com"],
]) {
  test(`a variable that breaks its rule is a matter of configuration: ${name} ${value}`, async (t) => {
    await environment(t, { [name]: value });
    const error = thrown(() => Client.fromEnv());
    assert.equal(error.constructor, ConfigurationError);
    assert.match(error.message.replaceAll("_", ""), new RegExp(`${name} must `, "i"));
  });
}
