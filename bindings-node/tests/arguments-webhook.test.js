// Bad input to what tells deliveries apart and makes them up: refused, and no password is repeated.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { FeedbackEvent, SampleDelivery, WebhookCredentials, WebhookVerifier } from "twitter-feedback";

import { argument, assertMisconfigured, assertRefused, failure, wrongValues } from "./bad-values.js";
import { EVENT } from "./samples.js";
import { SURROGATE, thrown } from "./support.js";

const CREDENTIALS = WebhookCredentials.generate();
const { authorization } = CREDENTIALS;
const VERIFIER = new WebhookVerifier({ credentials: CREDENTIALS });

const verifier = (name) => (value) => new WebhookVerifier({ credentials: CREDENTIALS, [name]: value });
const authenticated = (name) => (value) => VERIFIER.authenticate({ authorization, [name]: value });
const verified = (name) => (value) => VERIFIER.verify({ body: EVENT, authorization, [name]: value });
const sample = (name) => (value) => new SampleDelivery({ [name]: value });

const NOTHING = [undefined, null];

const SETTINGS = [
  argument("new WebhookCredentials", "username", "text", (value) => new WebhookCredentials(value, "password")),
  argument("new WebhookCredentials", "password", "text", (value) => new WebhookCredentials("furni", value)),
  argument("new WebhookVerifier", "credentials", "instance or a list", verifier("credentials"), [undefined]),
  argument("new WebhookVerifier", "credentials in a list", "instance", (value) => verifier("credentials")([value])),
  argument("new WebhookVerifier", "networks", "list", verifier("networks"), [undefined]),
  argument("new WebhookVerifier", "trustedProxies", "list", verifier("trustedProxies"), [undefined]),
  argument("new WebhookVerifier", "networks in a list", "text", (value) => verifier("networks")([value])),
];

for (const given of SETTINGS) {
  const field = given.field.split(" ")[0];
  for (const [label, value] of wrongValues(given)) {
    test(`a setting with a wrong value is named: ${given.label}, ${label}`, async () => {
      assertMisconfigured(await failure(given, value), field);
    });
  }
}

const CALLS = [
  argument("authenticate", "authorization", "text or a list", authenticated("authorization"), NOTHING),
  argument("authenticate", "remoteAddr", "text in any form", authenticated("remoteAddr"), NOTHING),
  argument("authenticate", "forwardedFor", "text or a list", authenticated("forwardedFor"), NOTHING),
  argument("verify", "authorization", "text or a list", verified("authorization"), NOTHING),
  argument("verify", "remoteAddr", "text in any form", verified("remoteAddr"), NOTHING),
  argument("verify", "forwardedFor", "text or a list", verified("forwardedFor"), NOTHING),
  argument("verify", "body", "text or bytes", verified("body")),
  argument("fromWebhook", "body", "text or bytes", FeedbackEvent.fromWebhook),
  argument("SampleDelivery", "event_type", "text", sample("eventType"), NOTHING),
  argument("SampleDelivery", "feedback_id", "text", sample("feedbackId"), NOTHING),
  argument("SampleDelivery", "type", "text", sample("type"), NOTHING),
  argument("SampleDelivery", "to_user_id", "text", sample("toUserId"), NOTHING),
  argument("SampleDelivery", "from_user_id", "text", sample("fromUserId"), NOTHING),
  argument("SampleDelivery", "external_id", "text", sample("externalId"), NOTHING),
  argument("SampleDelivery", "question_variant_id", "whole", sample("questionVariantId"), NOTHING),
  argument("SampleDelivery", "score", "whole", sample("score"), NOTHING),
  argument("SampleDelivery", "text", "text", sample("text"), NOTHING),
  argument("SampleDelivery", "created_at", "time", sample("createdAt"), NOTHING),
  argument("SampleDelivery", "credentials", "instance", sample("credentials"), NOTHING),
];

for (const given of CALLS) {
  for (const [label, value] of wrongValues(given)) {
    test(`a wrong value is named: ${given.label}, ${label}`, async () => {
      assertRefused(await failure(given, value), given.field);
    });
  }
}

test("every header of a list is text", () => {
  for (const call of [authenticated, verified]) {
    for (const field of ["authorization", "forwardedFor"]) {
      for (const lines of [[7], ["a", {}], [["a"]], [Buffer.from("a")], [new String("a")]]) {
        assertRefused(
          thrown(() => call(field)(lines)),
          field,
        );
      }
    }
  }
});

test("a body that was parsed already is told apart", () => {
  for (const body of [JSON.parse(EVENT), {}, [EVENT], undefined]) {
    const error = thrown(() => VERIFIER.verify({ body, authorization }));
    assertRefused(error, "body");
    assert.match(error.message, /before it is parsed/);
  }
});

test("a value that breaks its rule is named", () => {
  for (const [field, fields] of [
    ["feedback_id", { feedbackId: "x" }],
    ["type", { type: "ces" }],
    ["to_user_id", { toUserId: "-1" }],
    ["from_user_id", { fromUserId: "" }],
    ["question_variant_id", { questionVariantId: -1 }],
    ["score", { score: 11 }],
    ["score", { type: "csat", score: 0 }],
    ["text", { text: "" }],
    ["created_at", { createdAt: 8.64e15 }],
  ]) {
    assertRefused(
      thrown(() => new SampleDelivery(fields)),
      field,
    );
  }
});

test("everything that is wrong is told at once, whatever its sort", () => {
  const fieldsOf = ({ problems }) => problems.map(({ field }) => field);
  const made = { feedbackId: "x", toUserId: 7, score: 11, createdAt: "now", credentials: {}, scroe: 1 };
  const fields = ["feedback_id", "to_user_id", "score", "created_at", "credentials", "scroe"];
  assert.deepEqual(new Set(fieldsOf(thrown(() => new SampleDelivery(made)))), new Set(fields));
  const settings = { credentials: "hush", networks: ["localhost", 7], trustedProxies: "10.0.0.0/8", network: [] };
  const error = thrown(() => new WebhookVerifier(settings));
  const named = ["credentials", "networks", "trustedProxies", "network"];
  assert.deepEqual(new Set(fieldsOf(error)), new Set(named));
  assert.doesNotMatch(inspect(error), /hush/);
  const blocks = thrown(() => new WebhookVerifier({ networks: ["localhost", "::1/129"], trustedProxies: ["x"] }));
  assert.deepEqual(fieldsOf(blocks), ["networks", "networks", "trustedProxies"]);
  assert.deepEqual(fieldsOf(thrown(() => new WebhookCredentials("a:b", "\n"))).toSorted(), ["password", "username"]);
  assert.deepEqual(fieldsOf(thrown(() => new WebhookCredentials(7, ""))).toSorted(), ["password", "username"]);
  const request = { authorization: 7, remoteAddr: [], forwardedFor: {}, body: {}, headers: {} };
  const refused = ["headers", "body", "authorization", "remoteAddr", "forwardedFor"];
  assert.deepEqual(fieldsOf(thrown(() => VERIFIER.verify(request))), refused);
});

test("no password is repeated", () => {
  const passwords = ["hush\n", `hush${SURROGATE}`, new String("hush"), ["hush"], { hush: "hush" }, Buffer.from("hush")];
  for (const password of passwords) {
    const error = thrown(() => new WebhookCredentials("furni", password));
    assertMisconfigured(error, "password");
    assert.doesNotMatch(`${inspect(error)} ${error.message}`, /hush|emoji/);
  }
  for (const wrong of [{ authorization: { hush: 1 } }, { authorization: new String("hush") }, { hush: "hush" }]) {
    const error = thrown(() => VERIFIER.authenticate(wrong));
    assert.equal(error.kind, "invalid_request");
    assert.doesNotMatch(JSON.stringify(error.problems.map(({ given }) => given)), /hush/);
  }
});

test("neither credentials nor networks would let everybody in", () => {
  for (const options of [{}, { credentials: [] }, { trustedProxies: ["10.0.0.0/8"] }, { credentials: undefined }]) {
    assertMisconfigured(
      thrown(() => new WebhookVerifier(options)),
      "credentials",
    );
  }
});

test("options are an object, and one that does not exist is named", () => {
  for (const options of [null, 7, "x", true, 1n, Symbol("x"), [], () => {}, undefined]) {
    const calls = { request: () => VERIFIER.authenticate(options), delivery: () => VERIFIER.verify(options) };
    for (const [name, call] of Object.entries(calls)) {
      assertRefused(thrown(call), name);
    }
    assertMisconfigured(
      thrown(() => new WebhookVerifier(options)),
      "options",
    );
    if (options !== undefined) {
      assertRefused(
        thrown(() => new SampleDelivery(options)),
        "fields",
      );
    }
  }
  assertRefused(
    thrown(() => VERIFIER.authenticate({ remoteAddress: "::1" })),
    "remoteAddress",
  );
  assertMisconfigured(
    thrown(() => new WebhookVerifier({ credential: CREDENTIALS })),
    "credential",
  );
});

test("what the caller's own getter throws comes out as it is, and a getter is read once", () => {
  const own = new RangeError("my own");
  const failing = {
    get authorization() {
      throw own;
    },
  };
  assert.equal(
    thrown(() => VERIFIER.authenticate(failing)),
    own,
  );
  const scores = [9, "later"];
  const fields = {
    get score() {
      return scores.shift();
    },
  };
  assert.equal(FeedbackEvent.fromWebhook(new SampleDelivery(fields).body).feedback.score, 9);
  assert.deepEqual(scores, ["later"]);
});
