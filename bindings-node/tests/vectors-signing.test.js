// OAuth 1.0a: a signer that owes the package nothing, and what the package sends held against it.
//
// The package's own signer cannot be given a nonce and a time, so the published signatures prove this file's signer
// right, and that one proves what is sent.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";

import { Client } from "twitter-feedback";

import { startListener } from "./listener.js";
import { all, MINUTE, PERSON, vectors } from "./support.js";

// Every character that signatures are known to break on.
const ODD = "a * ' ( ) ! ~ é 😀 & = + % %20 z / ? # [ ] @ : ; , \" \\ < > ^ ` { | }";

const KEYS = {
  consumerKey: "key&=+%é",
  consumerSecret: "sécret*'()!~/?",
  accessToken: "7-tokèn&",
  accessTokenSecret: "token+secret=%",
};

function encode(text) {
  return encodeURIComponent(text).replace(/[!'()*]/g, (odd) => `%${odd.charCodeAt(0).toString(16).toUpperCase()}`);
}

function baseString(method, uri, params) {
  const pairs = params.map((pair) => pair.map(encode)).sort(byNameThenValue);
  const joined = pairs.map((pair) => pair.join("=")).join("&");
  return [method.toUpperCase(), uri, joined].map(encode).join("&");
}

function byNameThenValue([name, value], [otherName, otherValue]) {
  return (
    Buffer.compare(Buffer.from(name), Buffer.from(otherName)) ||
    Buffer.compare(Buffer.from(value), Buffer.from(otherValue))
  );
}

function sign(method, uri, params, consumerSecret, tokenSecret) {
  const key = `${encode(consumerSecret)}&${encode(tokenSecret)}`;
  return createHmac("sha1", key)
    .update(baseString(method, uri, params))
    .digest("base64");
}

/** The OAuth parameters of a request whose signature was found right. */
function signed({ method, path, params, headers }, url) {
  const [scheme, listed] = headers.authorization.split(/ (.*)/s);
  assert.equal(scheme, "OAuth");
  const pairs = Array.from(listed.matchAll(/(\w+)="([^"]*)"/g), ([, name, value]) => [name, decodeURIComponent(value)]);
  const { oauth_signature: signature, ...oauth } = Object.fromEntries(pairs);
  const all = [...params, ...Object.entries(oauth)];
  assert.equal(signature, sign(method, url + path, all, KEYS.consumerSecret, KEYS.accessTokenSecret));
  assert.deepEqual([oauth.oauth_consumer_key, oauth.oauth_token], [KEYS.consumerKey, KEYS.accessToken]);
  assert.deepEqual([oauth.oauth_signature_method, oauth.oauth_version], ["HMAC-SHA1", "1.0"]);
  assert.ok(Math.abs(Number(oauth.oauth_timestamp) * 1000 - Date.now()) < MINUTE);
  return oauth;
}

async function connect(t, options = {}) {
  const listener = await startListener(t);
  const client = new Client({ credentials: KEYS, apiBase: listener.url, ...options });
  t.after(() => client.close());
  return { client, listener };
}

for (const { name, method, base_uri, params, ...known } of vectors("signing.json", "vectors")) {
  test(`the signer of these tests signs as published: ${name}`, () => {
    assert.equal(baseString(method, base_uri, params), known.signature_base_string);
    assert.equal(sign(method, base_uri, params, known.consumer_secret, known.token_secret), known.signature);
  });
}

test("a show is signed", async (t) => {
  const { client, listener } = await connect(t);
  await client.show("9007199254740993");
  const [request] = listener.requests;
  assert.deepEqual([request.method, request.path], ["GET", "/1.1/feedback/show/9007199254740993.json"]);
  assert.deepEqual(request.params, []);
  signed(request, listener.url);
});

test("a listing is signed whatever its cursor", async (t) => {
  const { client, listener } = await connect(t);
  listener.cursors.push(ODD);
  assert.equal((await all(client.events({ fromTime: 1000, toTime: 2000, count: 7 }).pages())).length, 2);
  const [first, second] = listener.requests;
  assert.deepEqual(first.params.toSorted(), [
    ["count", "7"],
    ["from_time", "1000"],
    ["to_time", "2000"],
  ]);
  assert.deepEqual(second.params.toSorted(), [
    ["count", "7"],
    ["cursor", ODD],
  ]);
  const nonces = listener.requests.map((request) => signed(request, listener.url).oauth_nonce);
  assert.notEqual(nonces[0], nonces[1], "each request has a nonce of its own");
});

test("a listing that goes on from a cursor is signed", async (t) => {
  const { client, listener } = await connect(t);
  assert.deepEqual(await all(client.events({ cursor: ODD })), []);
  const [request] = listener.requests;
  assert.deepEqual(request.params.toSorted(), [
    ["count", "100"],
    ["cursor", ODD],
  ]);
  signed(request, listener.url);
});

test("a create is signed whatever its fields", async (t) => {
  const { client, listener } = await connect(t);
  const fields = {
    type: "nps",
    toUserId: PERSON,
    message: `${ODD}\r\n\t${ODD}\u2028\x00`,
    privacyUrl: "https://furni.example/é*'()!~;,?a=1&b=%20+c&d=😀#e",
    externalId: ODD,
    questionVariantId: 3,
    displayName: "*'()!~é😀&=+%/? Shop",
    test: true,
  };
  assert.equal((await client.create(fields)).id, "7");
  const [request] = listener.requests;
  assert.deepEqual([request.method, request.path], ["POST", "/1.1/feedback/create.json"]);
  const sent = Object.entries(fields).map(([name, value]) => {
    return [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), String(value)];
  });
  assert.deepEqual(request.params.toSorted(), sent.toSorted());
  signed(request, listener.url);
});

test("the mark of a test client is signed too", async (t) => {
  const { client, listener } = await connect(t, { test: true });
  await client.show("7");
  const [request] = listener.requests;
  assert.deepEqual(request.params, [["test", "true"]]);
  signed(request, listener.url);
});
