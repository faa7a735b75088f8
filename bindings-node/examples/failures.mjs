// What a test of your own code can do with the sandbox.

import assert from "node:assert/strict";

import { OutcomeUnknownError, Sandbox } from "twitter-feedback";

const sandbox = await Sandbox.start();
const client = sandbox.client();
sandbox.fault("create", "reset_after_work"); // the person is asked, and the answer is lost

const asking = client.create({
  type: "nps",
  toUserId: "343434343434",
  message: "Thank you for talking to Furni!",
  privacyUrl: "https://furni.example/privacy",
});
await assert.rejects(asking, (error) => error instanceof OutcomeUnknownError && error.maybeSent && !error.retryable);
assert.equal(sandbox.requests.filter(({ path }) => path.includes("create")).length, 1);
