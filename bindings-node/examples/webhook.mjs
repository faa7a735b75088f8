// Receives deliveries, and tries that with one made up.

import { once } from "node:events";
import http from "node:http";

import { SampleDelivery, WebhookCredentials, WebhookError, WebhookVerifier } from "twitter-feedback";

const credentials = WebhookCredentials.generate(); // in earnest, those that you registered with the URL
const verifier = new WebhookVerifier({ credentials });

const server = http.createServer(async (request, response) => {
  const sender = {
    authorization: request.headers.authorization,
    remoteAddr: request.socket.remoteAddress,
    forwardedFor: request.headers["x-forwarded-for"],
  };
  try {
    verifier.authenticate(sender); // before anything is read
    const { feedback } = verifier.verify({ body: Buffer.concat(await request.toArray()), ...sender });
    console.log(feedback.id, feedback.score); // keep it, and answer soon
    response.writeHead(200).end();
  } catch (error) {
    response.writeHead(error instanceof WebhookError ? error.status : 500).end();
  }
});
await once(server.listen(0, "127.0.0.1"), "listening");

const { headers, body } = new SampleDelivery({ type: "csat", score: 5, credentials });
const url = `http://127.0.0.1:${server.address().port}/`;
console.log((await fetch(url, { method: "POST", headers, body })).status); // 200
console.log((await fetch(url, { method: "POST", body })).status); // 401
server.close();
