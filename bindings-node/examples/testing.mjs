// A test of a help desk's webhook handler against the sandbox.

import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import { test } from "node:test";

import { Sandbox, WebhookCredentials, WebhookError, WebhookVerifier } from "twitter-feedback";

/** What stands in your own server: it lets the service in and keeps what it says. */
function handler(verifier, kept) {
  return async (request, response) => {
    const sender = { authorization: request.headers.authorization, remoteAddr: request.socket.remoteAddress };
    try {
      verifier.authenticate(sender); // before the body is read
      const body = Buffer.concat(await request.toArray());
      kept.push(verifier.verify({ body, ...sender }));
      response.writeHead(200).end();
    } catch (error) {
      response.writeHead(error instanceof WebhookError ? error.status : 500).end();
    }
  };
}

test("the help desk hears what a customer answers", async (t) => {
  const [credentials, kept] = [WebhookCredentials.generate(), []];
  const server = http.createServer(handler(new WebhookVerifier({ credentials }), kept)).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());

  const sandbox = await Sandbox.start();
  const { username, password } = credentials;
  sandbox.webhook(`http://127.0.0.1:${server.address().port}/feedback`, { username, password });
  const prompt = { type: "nps", toUserId: "343434343434", message: "Thank you!", privacyUrl: "https://furni.example/" };
  const { id } = await sandbox.client().create(prompt);
  sandbox.answer(id, 9, "Quick!"); // as the customer
  await sandbox.deliveries(); // everything has been delivered
  const scores = kept.map(({ feedback }) => feedback.score);
  assert.deepEqual(scores, [null, 9]); // asked, then answered
});
