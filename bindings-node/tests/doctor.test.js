// The doctor tells what is wrong, and never fails itself.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Client, ConfigurationError } from "twitter-feedback";

import { seen } from "./process-support.js";
import { KEYS, ONE_TRY, rejection, startWithClient } from "./support.js";

const NAMES = ["host", "clock", "credentials", "permission", "limits", "allow_listing"];

function states(checks) {
  assert.deepEqual(
    checks.map(({ name }) => name),
    NAMES,
  );
  return checks.map(({ state }) => state);
}

test("where all is well it says so and asks nobody", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const checks = await client.doctor();
  assert.deepEqual(states(checks), Array(6).fill("ok"));
  assert.ok(checks.every(({ finding, nextStep }) => finding.length > 0 && nextStep.length > 0));
  assert.ok(checks[2].finding.includes(sandbox.credentials.screenName));
  assert.deepEqual(seen(sandbox, "/create"), []);
});

test("a host that does not answer is a finding and no error", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  await sandbox.stop();
  const checks = await client.doctor();
  assert.deepEqual(states(checks), ["failed", ...Array(5).fill("unknown")]);
  assert.ok(checks[0].finding.includes(sandbox.url));
});

test("wrong keys are a finding, and what depends on them is unknown", async (t) => {
  const { sandbox } = await startWithClient(t);
  const client = new Client({ credentials: KEYS, apiBase: sandbox.url, ...ONE_TRY });
  const checks = await client.doctor();
  assert.deepEqual(states(checks), ["ok", "ok", "failed", ...Array(3).fill("unknown")]);
  assert.doesNotMatch(JSON.stringify(checks), /hush/);
});

test("no finding repeats a key", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const keys = Object.keys(KEYS).map((name) => sandbox.credentials[name]);
  sandbox.fault("events", "respond", { status: 403, body: { errors: [{ code: 200, message: keys.join(" ") }] } });
  const checks = await client.doctor();
  assert.equal(checks[5].state, "failed");
  assert.match(checks[5].finding, /\[redacted\]/);
  assert.ok(!keys.some((key) => JSON.stringify(checks).includes(key)));
});

test("a closed client has no doctor", async (t) => {
  const { client } = await startWithClient(t);
  client.close();
  const error = await rejection(client.doctor());
  assert.ok(error instanceof ConfigurationError && error.message.includes("closed"));
});
