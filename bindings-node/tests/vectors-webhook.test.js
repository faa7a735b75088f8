// The shared cases of webhooks: who may deliver, what a delivery says, what a sample is made of.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  ConfigurationError,
  FeedbackEvent,
  InvalidRequestError,
  SampleDelivery,
  WebhookCredentials,
  WebhookError,
  WebhookVerifier,
} from "twitter-feedback";

import { camel, inCamelCase, thrown, vectors } from "./support.js";

const fieldsOf = ({ problems }) => problems.map(({ field }) => field);

function verifier({ credentials, ...settings }) {
  const pairs = credentials.map(([username, password]) => new WebhookCredentials(username, password));
  return new WebhookVerifier({ credentials: pairs, ...inCamelCase(settings) });
}

/** The members that a case may name. */
function told({ eventType, createdAt, feedback }) {
  return {
    event_type: eventType,
    created_at: createdAt?.toISOString() ?? null,
    id: feedback.id,
    type: feedback.type,
    to_user_id: feedback.toUserId,
    from_user_id: feedback.fromUserId,
    external_id: feedback.externalId,
    question_variant_id: feedback.questionVariantId,
    score: feedback.score,
    text: feedback.comment,
  };
}

function assertTells(event, expected) {
  const found = told(event);
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, found[name]])), expected);
}

for (const { name, settings, body, expect, ...request } of vectors("webhook.json")) {
  test(`deliveries: ${name}`, () => {
    const { authorization, remote_addr: remoteAddr, forwarded_for: forwardedFor } = request;
    for (const given of [body, Buffer.from(body)]) {
      const verify = () => verifier(settings).verify({ body: given, authorization, remoteAddr, forwardedFor });
      if (expect.status === undefined) {
        assertTells(verify(), expect);
      } else {
        const error = thrown(verify);
        assert.equal(error.constructor, WebhookError);
        assert.equal(error.status, expect.status);
      }
    }
  });
}

for (const { name, settings, fields } of vectors("webhook.json", "refused_settings")) {
  test(`settings of a verifier: ${name}`, () => {
    const error = thrown(() => verifier(settings));
    assert.equal(error.constructor, ConfigurationError);
    assert.deepEqual(fieldsOf(error), fields.map(camel));
  });
}

for (const { name, username, password, fields } of vectors("webhook.json", "refused_credentials")) {
  test(`credentials: ${name}`, () => {
    const error = thrown(() => new WebhookCredentials(username, password));
    assert.equal(error.constructor, ConfigurationError);
    assert.deepEqual(fieldsOf(error), fields);
  });
}

for (const { name, given, expect, fields } of vectors("webhook.json", "samples")) {
  test(`samples: ${name}`, () => {
    const make = () => new SampleDelivery(inCamelCase(given));
    if (fields === undefined) {
      assertTells(FeedbackEvent.fromWebhook(make().body), expect);
    } else {
      const error = thrown(make);
      assert.equal(error.constructor, InvalidRequestError);
      assert.deepEqual(fieldsOf(error), fields);
    }
  });
}
