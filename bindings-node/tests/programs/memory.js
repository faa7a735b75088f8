// Measures how much memory two equal halves of some work take; the argument names the work. Needs --expose-gc.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { Program, SampleDelivery, Sandbox, WebhookCredentials, WebhookVerifier } from "twitter-feedback";

import { prompt, turn } from "../process-support.js";
import { begin } from "../signing-in.js";
import { all, past } from "../support.js";

const sandbox = await Sandbox.start({ limits: false });
const client = sandbox.client();
const period = past(sandbox);
await sandbox.seed(1000, period.fromTime, period.toTime);
const events = client.events(period);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true }));
const ledger = path.join(folder, "feedback.db");

/** Each is one step; a half has 100 of them. */
const STEPS = {
  // 14 pages and more.
  pages: async () => (await all(events.pages())).length,
  creates: () => Promise.all(Array.from({ length: 20 }, (_, number) => client.create(prompt(number)))),
  async clients_by_the_hundred() {
    for (let number = 0; number < 20; number += 1) {
      const own = sandbox.client();
      if (number === 0) {
        await own.verifyCredentials();
      }
    }
  },
  /** Opened, used and closed, on one ledger. */
  async programs() {
    const program = await Program.open(client, ledger, { backfill: false });
    await Promise.all([program.send(prompt()), program.fold(), program.attempts(), program.promptStatus("none")]);
    await program.close();
  },
  async deliveries() {
    const credentials = WebhookCredentials.generate();
    const verifier = new WebhookVerifier({ credentials });
    for (let number = 0; number < 20; number += 1) {
      const { body, authorization } = new SampleDelivery({ credentials, text: "x".repeat(10_000) });
      verifier.verify({ body, authorization });
      // One is not delivered before the event loop has turned, and native memory not freed.
      await turn();
    }
  },
  async sign_ins() {
    const signIns = await Promise.all(Array.from({ length: 5 }, () => begin(sandbox)));
    await Promise.all(signIns.map((signIn) => signIn.complete(sandbox.authorize(signIn.oauthToken))));
  },
  async aborts() {
    const stops = Array.from({ length: 20 }, () => new AbortController());
    const calls = stops.map(({ signal }) => client.show("1", { signal }));
    for (const stop of stops) {
      stop.abort();
    }
    await Promise.allSettled(calls);
  },
};

async function half() {
  for (let step = 0; step < 100; step += 1) {
    await STEPS[process.argv[2]]();
  }
  globalThis.gc();
  // What is collected is freed when the event loop turns.
  await turn();
  return process.memoryUsage().rss / 2 ** 20;
}

// The allocators' own growth comes before.
const before = await half();
const first = await half();
const second = await half();
console.log(JSON.stringify({ first: Math.round(first - before), second: Math.round(second - first) }));
