// A worker's thread. It loads the package by itself; `workerData` says what it is to do, and it tells when that is done.

import fs from "node:fs";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";

import { Client, Program, Sandbox, setLogger, WebhookCredentials, WebhookVerifier } from "twitter-feedback";

import { PATIENT, prompt, until } from "../process-support.js";
import { startReceiver } from "../receiver.js";
import { begin } from "../signing-in.js";
import { all, past } from "../support.js";

const ignore = () => {};

/** A client of the given sandbox, or of one of this thread's own. */
async function connected(options) {
  const { credentials, url } = workerData;
  if (credentials !== undefined) {
    return { client: new Client({ credentials, apiBase: url, clock: "service", ...options }) };
  }
  const sandbox = await Sandbox.start({ limits: false });
  return { sandbox, client: sandbox.client(options) };
}

const CASES = {
  /** Asks one person and lists a past. */
  async uses() {
    const { sandbox, client } = await connected();
    const { toUserId } = await client.create(prompt(workerData.number));
    if (sandbox === undefined) {
      return { toUserId };
    }
    const period = past(sandbox);
    const seeded = await sandbox.seed(30, period.fromTime, period.toTime);
    const listed = await all(client.events({ ...period, count: 10 }));
    return { toUserId, complete: listed.length === seeded.events };
  },

  /** Signs in, asks, and is told of the answer by a webhook of its own. */
  async delivers() {
    const { sandbox } = await connected();
    const signIn = await begin(sandbox);
    const { credentials } = await signIn.complete(sandbox.authorize(signIn.oauthToken));
    const client = new Client({ credentials, apiBase: sandbox.url, clock: "service" });
    const { username, password, authorization } = WebhookCredentials.generate();
    const verifier = new WebhookVerifier({ credentials: new WebhookCredentials(username, password) });
    const scores = [];
    const forever = { after: ignore };
    const { url } = await startReceiver(forever, ({ body, headers }) => {
      scores.push(verifier.verify({ body, authorization: headers.authorization }).feedback.score);
      return 200;
    });
    sandbox.webhook(url, { username, password });
    const { id } = await client.create(prompt());
    sandbox.answer(id, 5);
    const logged = await sandbox.deliveries();
    return { scores, expected: logged.every((delivery) => delivery.authorization === authorization) };
  },

  /** Asks the people whom all others ask too, through the ledger that all share. */
  async shares() {
    const { client } = await connected();
    const program = await Program.open(client, workerData.ledger, { backfill: false, requireCanDm: false });
    const outcomes = await Promise.all(workerData.people.map((person) => program.send(prompt(person))));
    return { sent: outcomes.filter(({ status }) => status === "sent").map(({ feedback }) => feedback.toUserId) };
  },

  /** Syncs, sends and reads without end, and never closes anything. */
  async programs() {
    const { sandbox, client } = await connected();
    const place = fs.mkdtempSync(path.join(workerData.folder, "ledger-"));
    const program = await Program.open(client, path.join(place, "feedback.db"), { backfill: false });
    const { fromTime, toTime } = past(sandbox);
    await sandbox.seed(300, fromTime, toTime);
    let person = 0;
    for (let number = 0; number < 4; number += 1) {
      repeat(() => program.send(prompt(person++)));
      repeat(() => program.sync({ since: fromTime, progress: ignore }));
      repeat(() => program.fold());
      repeat(() => program.attempts({}, { signal: AbortSignal.timeout(1) }).catch(ignore));
    }
    return { size: (await program.fold()).size > 0 };
  },

  /** Leaves calls behind that never end by themselves. */
  async hangs() {
    const { sandbox, client } = await connected(PATIENT);
    sandbox.fault("any", "hang", { times: 10 });
    for (let number = 0; number < 3; number += 1) {
      client.create(prompt(number)).catch(ignore);
      client.show("1").catch(ignore);
      client.events(past(sandbox)).pages().next().catch(ignore);
    }
    await until(() => sandbox.requests.length === 9);
    return {};
  },

  /** Never stops calling, many at a time. */
  async calls() {
    const { sandbox, client } = await connected();
    setLogger(ignore, { level: "debug" });
    const period = past(sandbox);
    await sandbox.seed(300, period.fromTime, period.toTime);
    const events = client.events({ ...period, count: 20 });
    for (let number = 0; number < 8; number += 1) {
      repeat(() => client.verifyCredentials());
      repeat(() => client.show("1").catch(ignore));
      repeat(() => all(events));
      repeat(() => client.show("1", { signal: AbortSignal.timeout(1) }).catch(ignore));
    }
    await client.verifyCredentials();
    return {};
  },

  /** Begins calls and does not wait for anything. */
  async begins() {
    const { sandbox, client } = await connected();
    const { fromTime, toTime } = past(sandbox);
    for (let number = 0; number < 20; number += 1) {
      client.create(prompt(number)).catch(ignore);
    }
    sandbox.seed(10_000, fromTime, toTime).catch(ignore);
    Sandbox.start().catch(ignore);
    return {};
  },

  /** Ends by itself, with calls under way. */
  async exits() {
    await CASES.hangs();
    process.exit(0);
  },

  /** Fails, with calls under way. */
  async fails() {
    await CASES.hangs();
    throw new Error("provoked");
  },
};

async function repeat(call) {
  for (;;) {
    await call();
  }
}

const done = await CASES[workerData.which]();
// Whoever waits for messages is kept alive until it is terminated.
parentPort.on("message", () => parentPort.close());
parentPort.postMessage(done);
