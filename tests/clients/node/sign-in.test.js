// Signing in with twitter-api-v2's own three-legged flow.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { ApiResponseError } from "twitter-api-v2";

import { press } from "./browser.js";
import { atSandbox, connect, connectApp } from "./client.js";
import { order, startSandbox } from "./sandbox.js";

// Nobody listens there: the browser of these tests is not followed.
const CALLBACK = "http://127.0.0.1:8910/signed-in?tab=1";
const UNAPPROVED = "https://unapproved.example/signed-in";
// The library reads what is no JSON as a form, on the platform as here.
const WRONG_VERIFIER = { "Error processing your OAuth request: Invalid oauth_verifier parameter": "" };
const UNKNOWN_TOKEN = { "Invalid request token.": "" };

let sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await sandbox?.stop();
  sandbox = undefined;
});

async function pressByOrder(page) {
  const told = await order(sandbox, "authorize", { oauth_token: new URL(page).searchParams.get("oauth_token") });
  return told.pin ?? told.redirect;
}

// What generateAuthLink gives, the address of the page being the sandbox's.
async function begin(callback, options) {
  const link = await connectApp(sandbox).generateAuthLink(callback, options);
  assert.equal(link.oauth_callback_confirmed, "true");
  return { ...link, url: atSandbox(sandbox, link.url) };
}

// The client that the library's documentation makes when the person has come back.
const requestClient = (link) =>
  connect(sandbox, { access_token: link.oauth_token, access_token_secret: link.oauth_token_secret });

async function assertSignedIn({ client, userId, screenName }) {
  const user = await client.v1.verifyCredentials();
  assert.deepEqual([user.id_str, user.screen_name], [userId, screenName]);
  assert.equal(userId, sandbox.user_id);
}

async function assertRefused(promise, code, check) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof ApiResponseError, error);
    assert.equal(error.code, code);
    check(error);
    return true;
  });
}

const codes = (error) => error.errors?.map((each) => each.code);
const says = (data) => (error) => assert.deepEqual(error.data, data);

for (const [how, button] of [
  ["in a browser", press],
  ["by an order", pressByOrder],
]) {
  test(`a PIN becomes a client that works, pressed ${how}`, async () => {
    const link = await begin(undefined, { linkMode: "authorize" });
    const pin = await button(link.url);
    assert.match(pin, /^\d{7}$/);
    await assertSignedIn(await requestClient(link).login(pin));
  });

  test(`a callback becomes a client that works, pressed ${how}`, async () => {
    const link = await begin(CALLBACK, { forceLogin: true, screenName: "somebody", authAccessType: "write" });
    const cameBack = await button(link.url);
    assert.ok(cameBack.startsWith(`${CALLBACK}&`), cameBack);
    const { searchParams } = new URL(cameBack);
    assert.equal(searchParams.get("oauth_token"), link.oauth_token);
    await assertSignedIn(await requestClient(link).login(searchParams.get("oauth_verifier")));
  });
}

test("a person who declines comes back without a verifier, and none works", async () => {
  const link = await begin(CALLBACK);
  assert.equal(await press(link.url, "Cancel"), `${CALLBACK}&denied=${link.oauth_token}`);
  await assertRefused(requestClient(link).login("any"), 401, says(UNKNOWN_TOKEN));
});

test("a person who declines is shown no PIN", async () => {
  const link = await begin("oob");
  assert.equal(await press(link.url, "Cancel"), undefined);
  await assertRefused(requestClient(link).login("1234567"), 401, says(UNKNOWN_TOKEN));
});

test("a wrong PIN is refused, and the right one still works", async () => {
  const link = await begin("oob");
  const pin = await press(link.url);
  const wrong = String((Number(pin) + 1) % 10_000_000).padStart(7, "0");
  await assertRefused(requestClient(link).login(wrong), 401, says(WRONG_VERIFIER));
  await assertSignedIn(await requestClient(link).login(pin));
});

test("an unlisted callback is refused with 415", async () => {
  await assertRefused(begin(UNAPPROVED), 403, (error) => {
    // What is XML has no codes for the library.
    assert.equal(codes(error), undefined);
    assert.match(JSON.stringify(error.data), /<error code=.+415.+>Callback URL not approved for this client app/);
  });
});

test("a wrong secret of the app is refused with 32", async () => {
  await assertRefused(connectApp(sandbox, { consumer_secret: "wrong" }).generateAuthLink("oob"), 401, (error) => {
    assert.deepEqual(codes(error), [32]);
    assert.ok(error.isAuthError);
  });
});

test("an invalidated token is refused with 89, and signing in gives another", async () => {
  async function signIn() {
    const link = await begin("oob");
    return requestClient(link).login(await press(link.url));
  }
  const first = await signIn();
  const ended = await first.client.v1.post("oauth/invalidate_token.json");
  assert.deepEqual(ended, { access_token: first.accessToken });
  await assertRefused(first.client.v1.verifyCredentials(), 401, (error) => {
    assert.deepEqual(codes(error), [89]);
    assert.ok(error.isAuthError);
  });
  const second = await signIn();
  assert.notEqual(second.accessToken, first.accessToken);
  await assertSignedIn(second);
});
