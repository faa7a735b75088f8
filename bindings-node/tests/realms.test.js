// The package where JavaScript has a realm or an environment of its own: test runners, windows, workers.

import assert from "node:assert/strict";
import { once } from "node:events";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import vm from "node:vm";
import { Worker } from "node:worker_threads";

import { Client, setLogger } from "twitter-feedback";

import { EVENT } from "./samples.js";
import { appOf, CALLBACK } from "./signing-in.js";
import {
  folder,
  KEYS,
  PRIVACY_URL,
  PROMPT,
  past,
  rejection,
  setEnvironment,
  startSandbox,
  startWithClient,
  VARIABLES,
} from "./support.js";

const GLOBALS = { process, Buffer, queueMicrotask, AbortSignal, URL };

/** The package as a test runner loads it: its script runs in a realm of its own, the native module does not. */
function inOwnRealm(globals = {}) {
  const file = createRequire(import.meta.url).resolve("twitter-feedback");
  const context = vm.createContext({ ...GLOBALS, ...globals });
  const script = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(file, "utf8")}\n})`;
  const module = { exports: {} };
  const run = vm.runInContext(script, context, { filename: file });
  run(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

test("what native code refuses at once has its class in every realm", () => {
  const library = inOwnRealm();
  const refused = [
    [() => library.Prompt.nps("nobody", "Thank you!", PRIVACY_URL), library.InvalidRequestError],
    [() => new library.Client({ credentials: KEYS, apiBase: "http://furni.example" }), library.ConfigurationError],
    [() => library.Feedback.fromJSON("{}"), library.DecodeError],
  ];
  for (const [run, errorClass] of refused) {
    assert.throws(run, (error) => error instanceof errorClass);
  }
});

test("a client works in every realm, also where timers are a window's", async (t) => {
  const { url, credentials } = await startSandbox(t);
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret, userId } = credentials;
  const library = inOwnRealm({ setInterval: () => 7 });
  const keys = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
  const client = new library.Client({ credentials: keys, apiBase: url, clock: "service" });
  assert.equal((await client.verifyCredentials()).userId, userId);
  await assert.rejects(client.show("7"), (error) => error instanceof library.NotFoundError);
});

test("a webhook is judged in every realm, whichever one a body comes from", () => {
  const library = inOwnRealm();
  const credentials = library.WebhookCredentials.generate();
  const { authorization } = credentials;
  const verifier = new library.WebhookVerifier({ credentials: vm.runInNewContext("[given]", { given: credentials }) });
  for (const body of [
    Buffer.from(EVENT),
    vm.runInNewContext("new Uint8Array(bytes)", { bytes: [...Buffer.from(EVENT)] }),
  ]) {
    const event = verifier.verify({ body, authorization: vm.runInNewContext("[given]", { given: authorization }) });
    assert.ok(event instanceof library.FeedbackEvent);
  }
  const refused = (error) => error instanceof library.WebhookError && error.status === 401;
  assert.throws(() => verifier.authenticate({}), refused);
  assert.throws(() => verifier.authenticate({ authorization: 7 }), library.InvalidRequestError);
  const { body } = new library.SampleDelivery({ createdAt: vm.runInNewContext("new Date(0)") });
  assert.equal(library.FeedbackEvent.fromWebhook(body).createdAt.getTime(), 0);
});

test("a program works in every realm, and what it refuses has its class there", async (t) => {
  const sandbox = await startSandbox(t);
  const library = inOwnRealm();
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
  const credentials = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
  const client = new library.Client({ credentials, apiBase: sandbox.url, clock: "service" });
  const ledger = path.join(folder(t), "feedback.db");
  const policy = vm.runInNewContext('({ backfill: false, suppressedUserIds: ["9"] })');
  const program = await library.Program.open(client, ledger, policy);
  t.after(() => program.close());
  const { feedback } = await program.send(PROMPT, vm.runInNewContext('({ tags: ["vip"] })'));
  assert.ok(feedback instanceof library.Feedback);
  const thrown = vm.runInNewContext("new Error('enough')");
  const progress = vm.runInNewContext("() => { throw thrown; }", { thrown });
  assert.equal(await rejection(program.sync({ progress })), thrown);
  assert.ok((await program.fold()) instanceof library.Fold);
  await assert.rejects(program.send(PROMPT, 7), (error) => error instanceof library.InvalidRequestError);
  // A client of this realm is none of that one.
  const stranger = new Client({ credentials: KEYS });
  await assert.rejects(library.Program.open(stranger, ledger), (error) => error instanceof library.ConfigurationError);
});

test("signing in works in every realm", async (t) => {
  const sandbox = await startSandbox(t);
  const library = inOwnRealm();
  const signIn = await library.SignIn.begin(appOf(sandbox, { callback: new URL(CALLBACK) }));
  const { credentials } = await signIn.completeCallback(new URL(sandbox.authorize(signIn.oauthToken)));
  const client = new library.Client({ credentials, apiBase: sandbox.url, clock: "service" });
  assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
  await assert.rejects(signIn.complete("1234567"), (error) => error instanceof library.AuthenticationError);
});

test("a worker's own environment is what counts there", async (t) => {
  setEnvironment(t, { TWITTER_FEEDBACK_API_BASE: "https://api.twitter.com" });
  const keys = Object.fromEntries(Object.entries(VARIABLES).map(([name, variable]) => [variable, KEYS[name]]));
  const worker = new Worker(
    `const { Client } = require(${JSON.stringify(createRequire(import.meta.url).resolve("twitter-feedback"))});
    const first = Client.fromEnv().apiBase;
    process.env.TWITTER_FEEDBACK_API_BASE = "http://127.0.0.1:7";
    require("node:worker_threads").parentPort.postMessage([first, Client.fromEnv().apiBase]);`,
    { eval: true, env: { ...keys, TWITTER_FEEDBACK_API_BASE: "http://127.0.0.1:9" } },
  );
  const [bases] = await once(worker, "message");
  assert.deepEqual(bases, ["http://127.0.0.1:9", "http://127.0.0.1:7"]);
});

test("a worker's own environment names its ledger", async (t) => {
  const place = folder(t);
  setEnvironment(t, { TWITTER_FEEDBACK_LEDGER: path.join(place, "main.db") });
  const worker = new Worker(
    `const { Client, Program } = require(${JSON.stringify(createRequire(import.meta.url).resolve("twitter-feedback"))});
    const { parentPort, workerData } = require("node:worker_threads");
    Program.open(new Client({ credentials: workerData }))
      .then((program) => program.close())
      .then(() => parentPort.postMessage("closed"));`,
    { eval: true, env: { TWITTER_FEEDBACK_LEDGER: path.join(place, "worker.db") }, workerData: KEYS },
  );
  assert.deepEqual(await once(worker, "message"), ["closed"]);
  const made = fs.readdirSync(place);
  assert.deepEqual([made.includes("worker.db"), made.includes("main.db")], [true, false]);
});

test("a client of a sandbox never leaves it, whatever is left undefined", async (t) => {
  const sandbox = await startSandbox(t);
  for (const options of [{}, { apiBase: undefined }, { clock: undefined }, { apiBase: undefined, clock: undefined }]) {
    const client = sandbox.client(options);
    assert.ok(client instanceof Client);
    assert.equal(client.apiBase, sandbox.url);
    assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
  }
});

test("a logger that aborts costs no page that was read", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const period = past(sandbox);
  await sandbox.seed(60, period.fromTime, period.toTime);
  const abort = new AbortController();
  const pages = client.events({ ...period, count: 10, signal: abort.signal }).pages();
  t.after(() => setLogger(null));
  setLogger(({ message }) => message.includes("answered") && abort.abort(), { level: "debug" });
  const before = pages.cursor;
  const arrived = await pages.next().then(
    () => true,
    () => false,
  );
  assert.ok(abort.signal.aborted);
  // Either it arrived, or the listing stands where it stood.
  assert.equal(pages.cursor !== before, arrived);
});

test("a sandbox that is stopped while it makes up a past serves no more", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const period = past(sandbox);
  const seeding = sandbox.seed(100_000, period.fromTime, period.toTime);
  const [first, second] = [sandbox.stop(), sandbox.stop()];
  await Promise.all([first, second]);
  await assert.rejects(client.verifyCredentials(), { name: "ConnectionFailedError" });
  assert.equal((await seeding).feedbacks, 100_000);
});
