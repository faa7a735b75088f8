// Programs that log; the argument names the case.

import { once } from "node:events";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

import { Sandbox, setLogger } from "twitter-feedback";

import { UNREADABLE_PAGE } from "../process-support.js";
import { all, past } from "../support.js";

async function logged() {
  const sandbox = await Sandbox.start({ limits: false });
  const client = sandbox.client();
  sandbox.fault("events", "respond", { body: UNREADABLE_PAGE });
  await all(client.events(past(sandbox)));
  await client.verifyCredentials();
  return { sandbox, client };
}

const CASES = {
  nothing: logged,

  async null_again() {
    setLogger(() => console.log("heard"));
    setLogger(null);
    await logged();
  },

  async throwing() {
    const { client } = await logged();
    const [thrown, caught] = [new Set(), new Set()];
    process.on("uncaughtException", (error) => caught.add(error));
    setLogger(
      ({ message }) => {
        const error = new Error(message);
        thrown.add(error);
        throw error;
      },
      { level: "debug" },
    );
    const calls = await Promise.all(Array.from({ length: 50 }, () => client.verifyCredentials()));
    process.once("exit", () => {
      console.log(JSON.stringify({ calls: calls.length, records: thrown.size, uncaught: caught.size }));
    });
  },

  async exit() {
    const { client } = await logged();
    setLogger(({ level, message }) => console.log(`${level} ${message}`), { level: "debug" });
    console.log("before");
    client.verifyCredentials();
    // The thread is busy while the answer comes, and then ends the program.
    const end = Date.now() + 300;
    while (Date.now() < end);
    process.exit(3);
  },

  async debugged() {
    const { sandbox } = await logged();
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
    console.log(JSON.stringify({ secrets: [consumerKey, consumerSecret, accessToken, accessTokenSecret] }));
  },

  async debugged_workers() {
    const workers = Array.from(
      { length: 3 },
      () => new Worker(new URL(import.meta.url), { argv: ["debugged_workers"] }),
    );
    const ids = await Promise.all(workers.map((worker) => once(worker, "message")));
    console.log(JSON.stringify({ ids: ids.flat() }));
  },
};

if (isMainThread) {
  await CASES[process.argv[2]]();
} else {
  const { sandbox } = await logged();
  parentPort.postMessage(sandbox.userId);
}
