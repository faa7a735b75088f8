// Signing in: from the keys of an app to those of the account that asks.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { inspect } from "node:util";

import { Client, Credentials, SignIn } from "twitter-feedback";

import { until } from "./process-support.js";
import { appOf, begin, CALLBACK } from "./signing-in.js";
import { CLASSES, PROMPT, rejection, startSandbox } from "./support.js";

test("the PIN that the page shows signs in as the account", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox);
  const { credentials, userId, screenName } = await signIn.complete(sandbox.authorize(signIn.oauthToken));
  assert.equal(credentials.constructor, Credentials);
  assert.deepEqual([userId, screenName], [sandbox.userId, sandbox.credentials.screenName]);
  const client = new Client({ credentials, apiBase: sandbox.url, clock: "service" });
  assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
  assert.equal((await client.create(PROMPT)).fromUserId, sandbox.userId);
});

test("a PIN is taken as people paste it", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox, { callback: undefined });
  const { userId } = await signIn.complete(` ${sandbox.authorize(signIn.oauthToken)}\n`);
  assert.equal(userId, sandbox.userId);
});

const PARTS = {
  "the URL": (url) => url,
  "a URL object": (url) => new URL(url),
  "its path and query, as a server has it": (url) => url.slice(new URL(url).origin.length),
  "its query": (url) => url.slice(url.indexOf("?") + 1),
};

for (const [part, of] of Object.entries(PARTS)) {
  test(`the URL that the browser is sent to signs in as the account: ${part}`, async (t) => {
    const sandbox = await startSandbox(t);
    const signIn = await begin(sandbox, { callback: new URL(CALLBACK) });
    const url = sandbox.authorize(signIn.oauthToken);
    assert.ok(url.startsWith(CALLBACK), url);
    const { userId } = await signIn.completeCallback(of(url));
    assert.equal(userId, sandbox.userId);
  });
}

test("the person opens the service's page", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox);
  assert.equal(signIn.authorizeUrl, `${sandbox.url}/oauth/authorize?oauth_token=${signIn.oauthToken}`);
  const elsewhere = await begin(sandbox, { authorizeBase: "https://accounts.furni.example" });
  assert.ok(elsewhere.authorizeUrl.startsWith("https://accounts.furni.example/oauth/authorize?oauth_token="));
});

test("another process goes on with token and secret and sends nothing for it", async (t) => {
  const sandbox = await startSandbox(t);
  const begun = await begin(sandbox, { callback: CALLBACK });
  const url = sandbox.authorize(begun.oauthToken);
  const before = sandbox.requests.length;
  const resumed = SignIn.resume(appOf(sandbox), begun.oauthToken, begun.oauthTokenSecret);
  assert.ok(resumed instanceof SignIn);
  assert.equal(sandbox.requests.length, before);
  assert.equal(resumed.authorizeUrl, begun.authorizeUrl);
  assert.equal((await resumed.completeCallback(url)).userId, sandbox.userId);
});

test("who declines is told apart from who fails", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox, { callback: CALLBACK });
  const denied = await rejection(signIn.completeCallback(sandbox.deny(signIn.oauthToken)));
  assert.equal(denied.constructor, CLASSES.permission);
  const pinned = await begin(sandbox);
  assert.equal(sandbox.deny(pinned.oauthToken), null);
  assert.equal((await rejection(pinned.complete("1234567"))).constructor, CLASSES.authentication);
});

test("a PIN that is wrong is refused, and the right one still works once", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox);
  const pin = sandbox.authorize(signIn.oauthToken);
  const wrong = String(Number(pin) ^ 1).padStart(7, "0");
  assert.equal((await rejection(signIn.complete(wrong))).constructor, CLASSES.authentication);
  assert.equal((await signIn.complete(pin)).userId, sandbox.userId);
  assert.equal((await rejection(signIn.complete(pin))).constructor, CLASSES.authentication);
});

test("the callback of another sign-in is refused, and nothing is sent", async (t) => {
  const sandbox = await startSandbox(t);
  const [mine, theirs] = await Promise.all([
    begin(sandbox, { callback: CALLBACK }),
    begin(sandbox, { callback: CALLBACK }),
  ]);
  const url = sandbox.authorize(theirs.oauthToken);
  const before = sandbox.requests.length;
  const error = await rejection(mine.completeCallback(url));
  assert.equal(error.constructor, CLASSES.authentication);
  assert.match(error.message, /another sign-in/);
  assert.equal(sandbox.requests.length, before);
});

test("wrong keys of the app are refused", async (t) => {
  const sandbox = await startSandbox(t);
  const error = await rejection(begin(sandbox, { consumerKey: "key", consumerSecret: "secret" }));
  assert.equal(error.constructor, CLASSES.authentication);
  assert.match(error.stack, /sign-in\.test\.js|signing-in\.js/);
});

test("a callback that the app's page does not list is a matter of configuration", async (t) => {
  const sandbox = await startSandbox(t);
  const error = await rejection(begin(sandbox, { callback: "https://unapproved.example/callback" }));
  assert.equal(error.constructor, CLASSES.configuration);
  assert.deepEqual(error.codes, [415]);
});

for (const [body, kind] of [
  ["", "decode"],
  ["<html>", "decode"],
  ["oauth_token=a&oauth_callback_confirmed=true", "decode"],
  ["oauth_token=a&oauth_token_secret=b&oauth_callback_confirmed=false", "authentication"],
  ["oauth_token=a&oauth_token_secret=b", "authentication"],
  ['{"errors":[{"code":32,"message":"no"}]}', "authentication"],
]) {
  test(`a request token that is none is refused: ${body}`, async (t) => {
    const sandbox = await startSandbox(t);
    sandbox.fault("any", "respond", { status: 200, body });
    assert.equal((await rejection(begin(sandbox))).constructor, CLASSES[kind]);
  });
}

for (const [fault, kind] of [
  ["reset_before_work", "connection"],
  ["truncate", "connection"],
  ["hang", "timeout"],
]) {
  test(`a connection that breaks is told: ${fault}`, async (t) => {
    const sandbox = await startSandbox(t);
    sandbox.fault("any", fault);
    assert.equal((await rejection(begin(sandbox, { timeoutMs: 500 }))).constructor, CLASSES[kind]);
    assert.ok((await begin(sandbox)).oauthToken);
  });
}

/** Each step that asks the service, with the signal that it is given. */
const STEPS = {
  begin: async (sandbox) => (options) => begin(sandbox, {}, options),
  complete: async (sandbox) => {
    const signIn = await begin(sandbox);
    const pin = sandbox.authorize(signIn.oauthToken);
    return (options) => signIn.complete(pin, options);
  },
  completeCallback: async (sandbox) => {
    const signIn = await begin(sandbox, { callback: CALLBACK });
    const url = sandbox.authorize(signIn.oauthToken);
    return (options) => signIn.completeCallback(url, options);
  },
};

for (const [name, prepare] of Object.entries(STEPS)) {
  test(`a step that waits rejects with the reason at once when it is aborted: ${name}`, async (t) => {
    const sandbox = await startSandbox(t);
    const step = await prepare(sandbox);
    sandbox.fault("any", "hang");
    const stop = new AbortController();
    const before = sandbox.requests.length;
    const waiting = step({ signal: stop.signal });
    await until(() => sandbox.requests.length > before);
    stop.abort("enough");
    assert.equal(await rejection(waiting), "enough");
    assert.deepEqual(getEventListeners(stop.signal, "abort"), []);
    // The fault came before the work.
    assert.ok(await step());
  });

  test(`a signal that is aborted before keeps a step from being sent: ${name}`, async (t) => {
    const sandbox = await startSandbox(t);
    const step = await prepare(sandbox);
    const before = sandbox.requests.length;
    assert.equal(await rejection(step({ signal: AbortSignal.abort("before") })), "before");
    assert.ok(await step());
    assert.equal(sandbox.requests.length, before + 1);
  });
}

test("many sign in at once, each for themselves", async (t) => {
  const sandbox = await startSandbox(t);
  const signIns = await Promise.all(Array.from({ length: 10 }, () => begin(sandbox)));
  const done = signIns.map((signIn) => signIn.complete(sandbox.authorize(signIn.oauthToken)));
  const signedIn = await Promise.all(done);
  assert.deepEqual(new Set(signedIn.map(({ userId }) => userId)), new Set([sandbox.userId]));
});

test("a sign-in and who has signed in show no token", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox);
  const signedIn = await signIn.complete(sandbox.authorize(signIn.oauthToken));
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
  const secrets = [consumerKey, consumerSecret, accessToken, accessTokenSecret];
  const all = [...secrets, signIn.oauthToken, signIn.oauthTokenSecret];
  assert.equal(inspect(signIn), `SignIn (${sandbox.url}/oauth/authorize)`);
  const deep = { showHidden: true, depth: Number.POSITIVE_INFINITY };
  const values = [signIn, signedIn];
  const shown = [inspect(values, deep), JSON.stringify(values), ...values.map(String)].join("\n");
  assert.deepEqual(
    all.filter((secret) => shown.includes(secret)),
    [],
  );
  assert.match(shown, /Credentials \(\[redacted\]\)/);
});

test("what a service repeats of the secrets is blotted out", async (t) => {
  const sandbox = await startSandbox(t);
  const signIn = await begin(sandbox);
  const { consumerKey, consumerSecret } = sandbox.credentials;
  const secrets = [consumerKey, consumerSecret, signIn.oauthToken, signIn.oauthTokenSecret, "7654321"];
  const body = { errors: [{ code: 32, message: secrets.join(" ") }] };
  sandbox.fault("any", "respond", { status: 403, body });
  const error = await rejection(signIn.complete("7654321"));
  assert.match(error.message, /\[redacted\]/);
  const shown = inspect(error) + error.stack + JSON.stringify(error);
  assert.deepEqual(
    secrets.filter((secret) => shown.includes(secret)),
    [],
  );
});

test("without an apiBase the page is the service's own", () => {
  const { authorizeUrl } = SignIn.resume({ consumerKey: "a", consumerSecret: "b" }, "token", "secret");
  assert.equal(authorizeUrl, "https://api.twitter.com/oauth/authorize?oauth_token=token");
});
