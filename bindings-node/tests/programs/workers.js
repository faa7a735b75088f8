// Starts workers and ends them. The arguments: the case, and what each worker is to do. `alone` never loads the package.

import assert from "node:assert/strict";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";

import { prompt } from "../process-support.js";

const TIMES = 20;

const [, , which, work] = process.argv;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 9 }));

/** A worker that is told once it has done its work. */
function start(data = {}) {
  const workerData = { which: work, folder, ...data };
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData });
  const done = once(worker, "message").then(([message]) => message);
  // Not every case waits for it.
  done.catch(() => {});
  return { worker, done };
}

async function startAndTerminate(data, check = () => {}) {
  const { worker, done } = start(data);
  check(await done);
  await worker.terminate();
}

/** A sandbox of the main thread's own, and its keys for workers. */
async function started() {
  const { Sandbox } = await import("twitter-feedback");
  const sandbox = await Sandbox.start();
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
  const credentials = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
  return { sandbox, client: sandbox.client(), credentials };
}

function creates(sandbox) {
  return sandbox.requests.filter((request) => request.path.includes("/create"));
}

function inTurn(count, run) {
  return Array.from({ length: count }).reduce((before, _, number) => before.then(() => run(number)), Promise.resolve());
}

const CASES = {
  /** The addon is loaded and let go by workers alone. */
  alone: () => inTurn(TIMES, (number) => startAndTerminate({ number })),

  /** Several at once, again and again. */
  crowd: () =>
    inTurn(TIMES / 4, () => Promise.all(Array.from({ length: 4 }, (_, number) => startAndTerminate({ number })))),

  /** Four at once ask the same people through one ledger. */
  async sharing() {
    const { sandbox, credentials } = await started();
    const people = Array.from({ length: 16 }, (_, number) => number);
    const data = { credentials, url: sandbox.url, people, ledger: path.join(folder, "feedback.db") };
    const sent = [];
    const ask = () => startAndTerminate(data, (done) => sent.push(...done.sent));
    await Promise.all(Array.from({ length: 4 }, ask));
    const expected = people.map((person) => prompt(person).toUserId);
    assert.deepEqual(sent.sort(), expected);
    assert.deepEqual(
      creates(sandbox)
        .map(({ toUserId }) => toUserId)
        .sort(),
      expected,
    );
  },

  /** Each lists and asks by itself, and the main thread goes on. */
  async beside() {
    const { sandbox, client, credentials } = await started();
    await inTurn(TIMES, async (number) => {
      const { toUserId } = prompt(number);
      await startAndTerminate({ credentials, url: sandbox.url, number }, (done) =>
        assert.deepEqual(done, { toUserId }),
      );
      assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
    });
    assert.equal(creates(sandbox).length, TIMES);
  },

  /** With the main thread using the package too. */
  async loaded() {
    const { sandbox, client } = await started();
    await inTurn(TIMES, async () => {
      const before = client.verifyCredentials();
      await startAndTerminate();
      assert.equal((await before).userId, sandbox.userId);
    });
  },

  /** They end by themselves or fail. */
  ending: () =>
    inTurn(TIMES, async () => {
      const { worker } = start();
      const failed = once(worker, "error").then(([error]) => assert.equal(error.message, "provoked"));
      const code = await new Promise((resolve) => worker.once("exit", resolve));
      assert.equal(code, work === "fails" ? 1 : 0);
      await (work === "fails" ? failed : undefined);
    }),

  /** Terminated at whatever they are at, their start included. */
  async hasty() {
    await inTurn(TIMES, async () => {
      const { worker } = start();
      await once(worker, "online");
      await worker.terminate();
    });
  },

  /** The process ends and the workers with it. */
  async exit() {
    await Promise.all(Array.from({ length: 4 }, () => start().done));
    process.exit(0);
  },

  /** Asked to end, they do, though a sandbox and a client were never closed. */
  polite: () =>
    inTurn(TIMES / 4, async () => {
      const { worker, done } = start();
      await done;
      const ended = once(worker, "exit");
      worker.postMessage("end");
      assert.deepEqual(await ended, [0]);
    }),
};

await CASES[which]();
console.log("done");
