// Programs that end while something is still going on; the argument names the case.

import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";

import {
  Client,
  Program,
  SampleDelivery,
  Sandbox,
  setLogger,
  WebhookCredentials,
  WebhookVerifier,
} from "twitter-feedback";

import { arrival, PATIENT, prompt, seen, until } from "../process-support.js";
import { begin } from "../signing-in.js";
import { past } from "../support.js";

const kept = [];
const ignore = () => {};

async function started() {
  const sandbox = await Sandbox.start({ limits: false });
  const client = sandbox.client(PATIENT);
  kept.push(sandbox, client);
  return { sandbox, client };
}

/** Calls of every kind that never end by themselves. */
async function hanging() {
  const { sandbox, client } = await started();
  sandbox.fault("any", "hang", { times: 20 });
  const pages = client.events(past(sandbox)).pages();
  for (let number = 0; number < 5; number += 1) {
    const calls = [client.create(prompt(number)), client.show("1"), pages.next(), client.friendship("1")];
    kept.push(...calls.map((call) => call.catch(ignore)));
  }
  // One listing asks for one page at a time.
  await until(() => sandbox.requests.length >= 16);
  return { sandbox, client };
}

/** Calls that end just now, one after the other. */
async function busy() {
  const { client } = await started();
  const calls = Array.from({ length: 300 }, (_, number) => client.create(prompt(number)).catch(ignore));
  await calls[0];
}

/** A receiver that keeps no process alive by itself, and a sandbox that has begun to deliver to it. */
async function delivering(status) {
  const { sandbox, client } = await started();
  const arrived = Promise.withResolvers?.() ?? {};
  arrived.promise ??= new Promise((resolve) => Object.assign(arrived, { resolve }));
  const server = http.createServer((_request, response) => {
    arrived.resolve();
    if (status !== undefined) {
      response.writeHead(status).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.on("connection", (socket) => socket.unref()).unref();
  sandbox.webhook(`http://127.0.0.1:${server.address().port}/`);
  await client.create(prompt());
  return { sandbox, arrived: arrived.promise };
}

/** A program on a ledger that goes with the process. */
async function opened() {
  const { sandbox, client } = await started();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
  process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 9 }));
  const open = () => Program.open(client, path.join(folder, "feedback.db"), { backfill: false });
  const program = await open();
  kept.push(program);
  return { sandbox, client, program, open };
}

const CASES = {
  async only_a_program() {
    await opened();
  },

  async a_program_that_sent() {
    const { program } = await opened();
    kept.push(await program.send(prompt()), await program.fold());
  },

  async an_aborted_send() {
    const { sandbox, program } = await opened();
    sandbox.fault("create", "hang");
    const stop = new AbortController();
    const call = program.send(prompt(), null, { signal: stop.signal }).catch(ignore);
    await arrival(sandbox, "/create");
    stop.abort();
    await call;
  },

  async a_send_that_nobody_awaits() {
    const { sandbox, program } = await opened();
    sandbox.fault("create", "latency:300");
    program.send(prompt()).then(({ status }) => console.log(status));
  },

  async a_ledger_that_is_still_closing() {
    const { program } = await opened();
    program.send(prompt()).catch(ignore);
    program.close().then(() => console.log("closed"));
  },

  async programs_under_way() {
    const { sandbox, program, open } = await opened();
    sandbox.fault("create", "hang", { times: 5 });
    for (let number = 0; number < 5; number += 1) {
      program.send(prompt(number)).catch(ignore);
    }
    await arrival(sandbox, "/create", 5);
    program.sync({ progress: ignore }).catch(ignore);
    open().catch(ignore);
    program.close().catch(ignore);
    process.exit(3);
  },

  async a_progress_that_ends_the_program() {
    const { program } = await opened();
    await program.sync({ progress: () => process.exit(3) });
  },

  only_a_client() {
    const keys = { consumerKey: "a", consumerSecret: "b", accessToken: "1-c", accessTokenSecret: "d" };
    kept.push(new Client({ credentials: keys }));
  },

  only_a_sandbox: async () => kept.push(await Sandbox.start()),

  async a_client_that_called() {
    const { client } = await started();
    kept.push(await client.create(prompt()));
  },

  async an_aborted_call() {
    const { sandbox, client } = await started();
    sandbox.fault("show", "hang");
    const stop = new AbortController();
    const call = client.show("1", { signal: stop.signal }).catch(ignore);
    await arrival(sandbox, "/show/");
    stop.abort();
    await call;
  },

  async an_aborted_create() {
    const { sandbox, client } = await started();
    sandbox.fault("create", "hang");
    const stop = new AbortController();
    const call = client.create(prompt(), { signal: stop.signal }).catch(ignore);
    await arrival(sandbox, "/create");
    stop.abort();
    await call;
  },

  async an_unfinished_listing() {
    const { sandbox, client } = await started();
    const period = past(sandbox);
    await sandbox.seed(60, period.fromTime, period.toTime);
    const events = client.events({ ...period, count: 10 });
    const [pages, single] = [events.pages(), events[Symbol.asyncIterator]()];
    kept.push(pages, single, await pages.next(), await single.next());
    for await (const event of events) {
      kept.push(event);
      break;
    }
  },

  async a_listing_that_is_never_begun() {
    const { client } = await started();
    kept.push(client.events(), client.events().pages());
  },

  async a_logger() {
    const { client } = await started();
    setLogger((record) => kept.push(record), { level: "trace" });
    await client.verifyCredentials();
  },

  async a_sign_in_that_was_begun() {
    const { sandbox } = await started();
    const signIn = await begin(sandbox);
    kept.push(signIn, await signIn.complete(sandbox.authorize(signIn.oauthToken)));
  },

  a_verifier_and_what_it_has_read() {
    const credentials = WebhookCredentials.generate();
    const verifier = new WebhookVerifier({ credentials });
    const { body, authorization } = new SampleDelivery({ credentials });
    kept.push(verifier, verifier.verify({ body, authorization }));
  },

  async a_webhook_that_nobody_answers() {
    kept.push(await delivering());
  },

  async a_sign_in_that_nobody_awaits() {
    const { sandbox } = await started();
    sandbox.fault("any", "latency:300");
    begin(sandbox).then(({ oauthToken }) => console.log(oauthToken.length > 0));
  },

  async deliveries_that_are_waited_for() {
    const { sandbox } = await delivering(204);
    sandbox.deliveries().then(([{ status }]) => console.log(status));
  },

  async a_sign_in_that_was_just_begun() {
    const { sandbox } = await started();
    begin(sandbox).catch(ignore);
    process.exit(3);
  },

  async deliveries_that_never_end() {
    const { sandbox, arrived } = await delivering();
    sandbox.deliveries().catch(ignore);
    await arrived;
    process.exit(3);
  },

  async calls_that_nobody_awaits() {
    const { sandbox, client } = await started();
    sandbox.fault("show", "latency:300", { times: 3 });
    for (let number = 0; number < 3; number += 1) {
      client.show("1").catch((error) => console.log(error.kind));
    }
  },

  a_sandbox_that_is_still_starting() {
    Sandbox.start().then((sandbox) => console.log(sandbox.userId.length > 0));
  },

  async a_past_that_is_still_made() {
    const { sandbox } = await started();
    const { fromTime, toTime } = past(sandbox);
    sandbox.seed(20_000, fromTime, toTime).then(({ feedbacks }) => console.log(feedbacks));
  },

  async a_call_before_the_exit() {
    const { client } = await started();
    process.once("beforeExit", async () => {
      await client.verifyCredentials();
      console.log("called");
    });
  },

  async hanging_calls() {
    await hanging();
    process.exit(3);
  },

  async busy_calls() {
    await busy();
    process.exit(3);
  },

  async calls_that_were_just_begun() {
    const { client } = await started();
    for (let number = 0; number < 50; number += 1) {
      client.create(prompt(number)).catch(ignore);
      client.show("1").catch(ignore);
    }
    process.exit(3);
  },

  a_sandbox_that_was_just_begun() {
    Sandbox.start();
    process.exit(3);
  },

  async a_past_that_was_just_begun() {
    const { sandbox } = await started();
    const { fromTime, toTime } = past(sandbox);
    sandbox.seed(100_000, fromTime, toTime);
    process.exit(3);
  },

  async a_logger_that_ends_the_program() {
    const { client } = await started();
    setLogger(() => process.exit(3), { level: "debug" });
    await Promise.all(Array.from({ length: 50 }, () => client.verifyCredentials()));
  },

  async a_callback_that_ends_the_program() {
    const { client } = await started();
    for (let number = 0; number < 50; number += 1) {
      client.verifyCredentials().then(() => process.exit(3));
    }
  },

  async calls_begun_by_an_exit_handler() {
    const { sandbox, client } = await hanging();
    process.once("exit", () => {
      client.show("1").catch(ignore);
      client.close();
      sandbox.answer(kept.length === 0 ? "" : "1", 5);
    });
    process.once("uncaughtException", (error) => process.exit(error.kind === "not_found" ? 3 : 4));
    process.exit(0);
  },

  async calls_and_aborts() {
    const { sandbox, client } = await started();
    sandbox.fault("any", "hang", { times: 50 });
    const stop = new AbortController();
    for (let number = 0; number < 25; number += 1) {
      client.create(prompt(number), { signal: stop.signal }).catch(ignore);
      client.show("1", { signal: stop.signal }).catch(ignore);
    }
    await until(() => seen(sandbox, "/").length >= 50);
    stop.abort();
    process.exit(3);
  },

  async a_sandbox_that_is_just_stopping() {
    const { sandbox } = await hanging();
    sandbox.stop();
    process.exit(3);
  },

  async an_uncaught_error() {
    await hanging();
    process.once("uncaughtException", () => process.exit(3));
    throw new Error("provoked");
  },
};

await CASES[process.argv[2]]();
