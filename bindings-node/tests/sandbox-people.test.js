// The people of a sandbox: customers, and who signs in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { Client, ConfigurationError, NotFoundError, PermissionDeniedError, SandboxCredentials } from "twitter-feedback";

import { prompt } from "./process-support.js";
import { begin, CALLBACK } from "./signing-in.js";
import { MINUTE, PERSON, PROMPT, rejection, startSandbox, startWithClient, thrown } from "./support.js";

test("a customer has keys of the same app", async (t) => {
  const sandbox = await startSandbox(t);
  const keys = sandbox.recipient(PERSON);
  assert.ok(keys instanceof SandboxCredentials);
  assert.deepEqual([keys.userId, keys.screenName], [PERSON, `user${PERSON}`]);
  assert.equal(keys.consumerKey, sandbox.credentials.consumerKey);
  assert.ok(keys.accessToken.startsWith(`${PERSON}-`));
  assert.equal(sandbox.recipient(PERSON).accessToken, keys.accessToken);
});

test("a customer is known to the service and may ask nobody", async (t) => {
  const sandbox = await startSandbox(t);
  const client = new Client({ credentials: sandbox.recipient(PERSON), apiBase: sandbox.url, clock: "service" });
  assert.equal((await client.verifyCredentials()).userId, PERSON);
  assert.equal((await rejection(client.create(prompt(1)))).constructor, PermissionDeniedError);
});

test("a card that was dismissed takes no answer, and its sender is told nothing", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const { id } = await client.create(PROMPT);
  const before = await client.show(id);
  assert.equal(sandbox.dismiss(id), undefined);
  assert.match(thrown(() => sandbox.answer(id, 5)).message, /dismissed/);
  assert.deepEqual(await client.show(id), before);
});

test("a card that was answered or dismissed is not dismissed", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const [answered, dismissed] = [await client.create(prompt(1)), await client.create(prompt(2))];
  sandbox.answer(answered.id, 5);
  sandbox.dismiss(dismissed.id);
  for (const [{ id }, word] of [
    [answered, /answered/],
    [dismissed, /dismissed/],
  ]) {
    const error = thrown(() => sandbox.dismiss(id));
    assert.equal(error.kind, "invalid_request");
    assert.match(error.message, word);
  }
});

for (const id of ["1", "", "x", "-1", String(2n ** 64n)]) {
  test(`an unknown card is not found: ${inspect(id)}`, async (t) => {
    const sandbox = await startSandbox(t);
    const error = thrown(() => sandbox.dismiss(id));
    assert.equal(error.constructor, NotFoundError);
    assert.match(error.message, /feedback_id/);
  });
}

test("a button is pressed once", async (t) => {
  const sandbox = await startSandbox(t);
  const { oauthToken } = await begin(sandbox);
  assert.match(sandbox.authorize(oauthToken), /^\d{7}$/);
  assert.equal(thrown(() => sandbox.authorize(oauthToken)).constructor, NotFoundError);
  assert.equal(thrown(() => sandbox.deny(oauthToken)).constructor, NotFoundError);
});

test("a button of no page is not found, and its token not repeated", async (t) => {
  const sandbox = await startSandbox(t);
  for (const press of [() => sandbox.authorize("hush"), () => sandbox.deny("hush")]) {
    const error = thrown(press);
    assert.equal(error.constructor, NotFoundError);
    assert.match(error.message, /oauth_token/);
    assert.doesNotMatch(inspect(error), /hush/);
  }
});

test("with a callback each button sends the browser there", async (t) => {
  const sandbox = await startSandbox(t);
  const [agreed, declined] = [
    await begin(sandbox, { callback: CALLBACK }),
    await begin(sandbox, { callback: CALLBACK }),
  ];
  const url = sandbox.authorize(agreed.oauthToken);
  assert.ok(url.startsWith(`${CALLBACK}&oauth_token=${agreed.oauthToken}&oauth_verifier=`), url);
  assert.equal(sandbox.deny(declined.oauthToken), `${CALLBACK}&denied=${declined.oauthToken}`);
});

test("a token is too old after a quarter of an hour", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox);
  const pin = sandbox.authorize(signIn.oauthToken);
  sandbox.advance(15 * MINUTE + 1);
  assert.equal((await rejection(signIn.complete(pin))).kind, "authentication");
});

test("a sandbox that is stopped has no people any more", async (t) => {
  const sandbox = await startSandbox(t);
  await sandbox.stop();
  for (const call of ["recipient", "dismiss", "authorize", "deny"]) {
    const error = thrown(() => sandbox[call]("1"));
    assert.ok(error instanceof ConfigurationError && error.message.includes("stopped"), call);
  }
});
