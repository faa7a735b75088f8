// A delivery made up, for tests of a handler.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { FeedbackEvent, SampleDelivery, WebhookCredentials, WebhookVerifier } from "twitter-feedback";

import { startReceiver } from "./receiver.js";

test("a sample delivery is let in by a verifier with the same credentials", () => {
  const credentials = WebhookCredentials.generate();
  const { authorization, body } = new SampleDelivery({ credentials, type: "csat", score: 5, text: "Quick!" });
  const { feedback } = new WebhookVerifier({ credentials }).verify({ body, authorization });
  assert.deepEqual([feedback.score, feedback.comment, feedback.type], [5, "Quick!", "csat"]);
});

test("without credentials it has no Authorization", () => {
  const sample = new SampleDelivery();
  assert.equal(sample.authorization, null);
  assert.deepEqual(sample.headers, { "content-type": "application/json" });
});

test("the same fields make the same bytes", () => {
  const [first, second] = [new SampleDelivery({ score: 3 }), new SampleDelivery({ score: 3 })];
  assert.ok(Buffer.isBuffer(first.body));
  assert.deepEqual(first.body, second.body);
  first.body.fill(0);
  assert.deepEqual(first.body, second.body);
});

test("null and undefined leave a field as in the published examples", () => {
  const names = ["eventType", "feedbackId", "type", "toUserId", "fromUserId", "externalId", "questionVariantId"];
  const all = [...names, "score", "text", "createdAt", "credentials"];
  for (const nothing of [null, undefined]) {
    const { body } = new SampleDelivery(Object.fromEntries(all.map((name) => [name, nothing])));
    assert.deepEqual(body, new SampleDelivery({}).body);
  }
});

test("a time is a Date or epoch milliseconds", () => {
  const at = new Date("2024-02-29T12:00:00Z");
  const [first, second] = [new SampleDelivery({ createdAt: at }), new SampleDelivery({ createdAt: at.getTime() })];
  assert.deepEqual(first.body, second.body);
  assert.deepEqual(FeedbackEvent.fromWebhook(first.body).createdAt, at);
});

test("fetch posts it as the service does", async (t) => {
  const receiver = await startReceiver(t);
  const sample = new SampleDelivery({ credentials: WebhookCredentials.generate(), externalId: "ticket_5555" });
  const { headers, body } = sample;
  assert.equal((await fetch(receiver.url, { method: "POST", headers, body })).status, 204);
  const [delivered] = receiver.delivered;
  assert.equal(delivered.headers.authorization, sample.authorization);
  assert.equal(delivered.headers["content-type"], "application/json");
  assert.deepEqual(delivered.body, body);
});

test("what is shown of it says how much it is", () => {
  const sample = new SampleDelivery({ text: "You were slow." });
  assert.equal(inspect(sample), `SampleDelivery (${sample.body.length} bytes)`);
});
