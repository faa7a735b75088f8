// Starts workers and ends them. The arguments: the case, and what each worker is to do. `alone` never loads the package.

import assert from "node:assert/strict";
import { once } from "node:events";
import { Worker } from "node:worker_threads";

import { prompt } from "../process-support.js";

const TIMES = 20;

const [, , which, work] = process.argv;

/** A worker that is told once it has done its work. */
function start(data = {}) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: { which: work, ...data } });
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

function inTurn(count, run) {
  return Array.from({ length: count }).reduce((before, _, number) => before.then(() => run(number)), Promise.resolve());
}

const CASES = {
  /** The addon is loaded and let go by workers alone. */
  alone: () => inTurn(TIMES, (number) => startAndTerminate({ number })),

  /** Several at once, again and again. */
  crowd: () =>
    inTurn(TIMES / 4, () => Promise.all(Array.from({ length: 4 }, (_, number) => startAndTerminate({ number })))),

  /** Each lists and asks by itself, and the main thread goes on. */
  async beside() {
    const { Sandbox } = await import("twitter-feedback");
    const sandbox = await Sandbox.start();
    const client = sandbox.client();
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
    const credentials = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
    await inTurn(TIMES, async (number) => {
      const { toUserId } = prompt(number);
      await startAndTerminate({ credentials, url: sandbox.url, number }, (done) =>
        assert.deepEqual(done, { toUserId }),
      );
      assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
    });
    assert.equal(sandbox.requests.filter(({ path }) => path.includes("/create")).length, TIMES);
  },

  /** With the main thread using the package too. */
  async loaded() {
    const { Sandbox } = await import("twitter-feedback");
    const sandbox = await Sandbox.start();
    const client = sandbox.client();
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
