// Who may deliver, as a handler of any framework asks it.

import assert from "node:assert/strict";
import http from "node:http";
import { test } from "node:test";
import { format, inspect } from "node:util";
import v8 from "node:v8";
import vm from "node:vm";

import {
  DecodeError,
  Feedback,
  FeedbackEvent,
  SampleDelivery,
  WebhookCredentials,
  WebhookError,
  WebhookVerifier,
} from "twitter-feedback";

import { startReceiver } from "./receiver.js";
import { COMMENT, EVENT } from "./samples.js";
import { SURROGATE, thrown } from "./support.js";

const CREDENTIALS = new WebhookCredentials("furni", "hush: ä 😀");
const VERIFIER = new WebhookVerifier({ credentials: CREDENTIALS });
const { authorization } = CREDENTIALS;

test("credentials are those of basic auth", () => {
  const { username, password } = CREDENTIALS;
  assert.deepEqual([username, password], ["furni", "hush: ä 😀"]);
  assert.equal(authorization, `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`);
});

test("generated credentials are strong, and never the same", () => {
  const made = Array.from({ length: 100 }, () => WebhookCredentials.generate());
  assert.equal(new Set(made.map(({ password }) => password)).size, 100);
  for (const { username, password } of made) {
    assert.match(username, /^[^:\s]+$/);
    assert.ok(password.length >= 20);
    for (const kind of [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/]) {
      assert.match(password, kind);
    }
  }
});

for (const [name, value] of Object.entries({
  credentials: CREDENTIALS,
  "a verifier": VERIFIER,
  "a sample delivery": new SampleDelivery({ credentials: CREDENTIALS, text: "hush" }),
})) {
  test(`a password is never shown: ${name}`, () => {
    const deep = { showHidden: true, depth: Number.POSITIVE_INFINITY };
    const shown = [inspect(value), inspect({ value }, deep), format("%s %o %O %j", value, value, value, value)];
    shown.push(String(value), JSON.stringify(value), v8.serialize(value).toString("latin1"));
    const encoded = authorization.split(" ")[1];
    assert.doesNotMatch(shown.join("\n"), /hush/);
    assert.ok(!shown.join("\n").includes(encoded));
    assert.deepEqual(Reflect.ownKeys(value), []);
    assert.deepEqual(Object.entries(structuredClone(value)), []);
  });
}

test("what is shown of a verifier is whom it lets in", () => {
  const credentials = [CREDENTIALS, WebhookCredentials.generate()];
  const shown = inspect(new WebhookVerifier({ credentials, networks: ["10.0.0.0/8"], trustedProxies: ["::1"] }));
  assert.match(
    shown,
    /^WebhookVerifier \{\s+credentials: 2,\s+networks: \[ '10.0.0.0\/8' \],\s+trustedProxies: \[ '::1' \]\s+\}$/,
  );
});

test("a delivery that is let in is read as an event", () => {
  const event = VERIFIER.verify({ body: EVENT, authorization });
  assert.ok(event instanceof FeedbackEvent && event.feedback instanceof Feedback);
  assert.deepEqual(event, FeedbackEvent.fromJSON(EVENT));
  assert.deepEqual([event.raw, event.feedback.comment, event.feedback.reply], [EVENT, COMMENT, null]);
  assert.equal(VERIFIER.authenticate({ authorization }), undefined);
});

/** The same body in every form that a framework may hand over. */
const BODIES = {
  text: EVENT,
  "a Buffer": Buffer.from(EVENT),
  "a Uint8Array": new TextEncoder().encode(EVENT),
  "a part of a larger buffer": Buffer.from(`[${EVENT}]`).subarray(1, -1),
  "memory that threads share": new Uint8Array(new SharedArrayBuffer(Buffer.byteLength(EVENT))),
  "another realm's Uint8Array": vm.runInNewContext("new Uint8Array(bytes)", { bytes: [...Buffer.from(EVENT)] }),
  "with a byte order mark": `\ufeff${EVENT}`,
};
BODIES["memory that threads share"].set(Buffer.from(EVENT));

for (const [form, body] of Object.entries(BODIES)) {
  test(`a body is taken as it came: ${form}`, () => {
    assert.equal(VERIFIER.verify({ body, authorization }).feedback.id, "123456789");
    assert.equal(FeedbackEvent.fromWebhook(body).feedback.id, "123456789");
  });
}

test("an event does not change with the bytes that it was read from", () => {
  const body = Buffer.from(EVENT);
  const event = VERIFIER.verify({ body, authorization });
  body.fill(0);
  assert.equal(event.raw, EVENT);
});

/** What Node, Express and `fetch` make of headers. */
const HEADERS = {
  "Node's headers": { authorization },
  "Node's headersDistinct": { authorization: [authorization], forwardedFor: ["203.0.113.7", "10.0.0.1"] },
  "fetch's Headers": {
    authorization: new Headers({ authorization }).get("authorization"),
    forwardedFor: new Headers().get("x-forwarded-for"),
  },
  "what is not there": { authorization, remoteAddr: undefined, forwardedFor: undefined },
  "nothing in a list": { authorization, forwardedFor: [] },
};

for (const [form, request] of Object.entries(HEADERS)) {
  test(`headers are taken as they come: ${form}`, () => {
    assert.equal(VERIFIER.authenticate(request), undefined);
    assert.equal(VERIFIER.verify({ body: EVENT, ...request }).raw, EVENT);
  });
}

for (const [why, given] of [
  ["none", {}],
  ["null", { authorization: null }],
  ["an empty list", { authorization: [] }],
  ["two of them", { authorization: [authorization, authorization] }],
  ["a wrong password", { authorization: WebhookCredentials.generate().authorization }],
  ["half an emoji", { authorization: SURROGATE }],
  ["another scheme", { authorization: authorization.replace("Basic", "Bearer") }],
]) {
  test(`who has no right Authorization is answered with 401: ${why}`, () => {
    for (const call of [VERIFIER.authenticate, VERIFIER.verify]) {
      const error = thrown(() => call.call(VERIFIER, call === VERIFIER.verify ? { body: "no JSON", ...given } : given));
      assert.equal(error.constructor, WebhookError);
      assert.deepEqual([error.kind, error.status, error.retryable], ["webhook", 401, false]);
      assert.match(error.stack, /webhook\.test\.js/);
      assert.doesNotMatch(inspect(error), /hush/);
    }
  });
}

test("several headers of one name count as one, read from the right", () => {
  const verifier = new WebhookVerifier({ networks: ["203.0.113.7"], trustedProxies: ["10.0.0.0/8"] });
  const from = (forwardedFor) => () => verifier.authenticate({ remoteAddr: "10.0.0.1", forwardedFor });
  assert.equal(from(["198.51.100.1, 203.0.113.7", "10.0.0.2"])(), undefined);
  assert.equal(thrown(from(["203.0.113.7", "198.51.100.1"])).status, 401);
  assert.equal(thrown(from([])).status, 401);
});

test("the published networks are off unless given", () => {
  assert.deepEqual(WebhookVerifier.PUBLISHED_NETWORKS, ["199.59.148.0/22", "199.16.156.0/22"]);
  assert.ok(Object.isFrozen(WebhookVerifier.PUBLISHED_NETWORKS));
  assert.equal(VERIFIER.authenticate({ authorization, remoteAddr: "203.0.113.7" }), undefined);
  const networks = WebhookVerifier.PUBLISHED_NETWORKS;
  const verifier = new WebhookVerifier({ credentials: CREDENTIALS, networks });
  assert.equal(verifier.authenticate({ authorization, remoteAddr: "199.16.157.1" }), undefined);
  assert.equal(thrown(() => verifier.authenticate({ authorization, remoteAddr: "203.0.113.7" })).status, 401);
});

test("what is no event is answered with 400, with the place where reading it stopped", () => {
  const error = thrown(() => VERIFIER.verify({ body: '{"feedback":{"id":[]}}', authorization }));
  assert.equal(error.constructor, WebhookError);
  assert.deepEqual([error.status, error.jsonPath], [400, "feedback.id"]);
  assert.equal(error.body, '{"feedback":{"id":[]}}');
  assert.equal(error.cause.constructor, DecodeError);
});

test("more than 256 KiB are answered with 413 and not kept", () => {
  for (const body of [" ".repeat(256 * 1024 + 1), Buffer.alloc(10e6)]) {
    const error = thrown(() => VERIFIER.verify({ body, authorization }));
    assert.deepEqual([error.status, error.body], [413, null]);
    assert.equal(thrown(() => FeedbackEvent.fromWebhook(body)).status, 413);
  }
  assert.equal(FeedbackEvent.fromWebhook(EVENT.padEnd(256 * 1024)).raw.trim(), EVENT);
});

test("who is not let in learns nothing of how the body is read", () => {
  for (const body of ["no JSON", Buffer.alloc(10e6), EVENT]) {
    const { message, status } = thrown(() => VERIFIER.verify({ body }));
    assert.deepEqual([message, status], ["the delivery has no Authorization", 401]);
  }
});

test("a handler takes what arrives over HTTP, whatever its headers are like", async (t) => {
  const trusting = new WebhookVerifier({
    credentials: CREDENTIALS,
    networks: ["203.0.113.7"],
    trustedProxies: ["::1", "127.0.0.1"],
  });
  const receiver = await startReceiver(t, ({ body, headers, remoteAddr }) => {
    try {
      const forwardedFor = headers["x-forwarded-for"];
      trusting.verify({ body, authorization: headers.authorization, remoteAddr, forwardedFor });
      return 200;
    } catch (error) {
      return error.status;
    }
  });
  const post = (headers) =>
    new Promise((resolve, reject) => {
      const request = http.request(receiver.url, { method: "POST", headers }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode));
      });
      request.on("error", reject).end(EVENT);
    });
  assert.equal(await post({ authorization, "x-forwarded-for": "203.0.113.7" }), 200);
  assert.equal(await post({ authorization, "x-forwarded-for": ["198.51.100.1", "203.0.113.7"] }), 200);
  assert.equal(await post({ authorization, "x-forwarded-for": ["203.0.113.7", "198.51.100.1"] }), 401);
  assert.equal(await post({ authorization }), 401);
  assert.equal(await post({ authorization: `${authorization}\u00ff`, "x-forwarded-for": "203.0.113.7" }), 401);
});

test("a verifier outlives the credentials that it was made with", () => {
  const verifiers = Array.from(
    { length: 1000 },
    () => new WebhookVerifier({ credentials: new WebhookCredentials("a", "b") }),
  );
  globalThis.gc?.();
  const { authorization } = new WebhookCredentials("a", "b");
  assert.ok(verifiers.every((verifier) => verifier.verify({ body: EVENT, authorization }).raw === EVENT));
});
