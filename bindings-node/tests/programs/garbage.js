// What is abandoned and then collected; the argument names the case. Needs --expose-gc.

import assert from "node:assert/strict";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";

import { Client, Program, SampleDelivery, Sandbox, WebhookCredentials, WebhookVerifier } from "twitter-feedback";

import { arrival, PATIENT, prompt, until } from "../process-support.js";
import { begin } from "../signing-in.js";
import { all, past } from "../support.js";

const sandbox = await Sandbox.start({ limits: false });
const client = sandbox.client(PATIENT);
const period = past(sandbox);
const query = { ...period, count: 10 };
await sandbox.seed(60, period.fromTime, period.toTime);

/** Runs it in a frame of its own, and waits until nothing that it names is left. */
async function collected(abandon) {
  const left = (await abandon()).map((value) => new WeakRef(value));
  assert.ok(left.length > 0);
  await until(() => {
    globalThis.gc();
    return left.every((reference) => reference.deref() === undefined);
  });
  console.log("collected");
}

/** A folder that goes with the process. */
function madeFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
  process.once("exit", () => fs.rmSync(folder, { recursive: true }));
  return folder;
}

/** Whether nothing listens there any more. */
async function refuses(url) {
  const socket = net.connect(Number(new URL(url).port), "127.0.0.1");
  try {
    await once(socket, "connect");
    return false;
  } catch (error) {
    return error.code === "ECONNREFUSED";
  } finally {
    socket.destroy();
  }
}

function times(count, run) {
  return Promise.all(Array.from({ length: count }, (_, number) => run(number)));
}

const CASES = {
  clients: () =>
    collected(() =>
      times(20, async () => {
        const own = sandbox.client();
        await own.verifyCredentials();
        return own;
      }),
    ),

  async programs() {
    const folder = madeFolder();
    await collected(() =>
      times(5, async (number) => {
        const program = await Program.open(client, path.join(folder, `${number}.db`), { backfill: false });
        return [program, await program.send(prompt(number)), await program.fold()];
      }).then((all) => all.flat()),
    );
    // A ledger that is closed has all in its own file.
    await until(() => !fs.readdirSync(folder).some((name) => name.endsWith("-wal")));
  },

  listings_that_were_begun: () =>
    collected(() =>
      times(20, async () => {
        const pages = client.events(query).pages();
        await pages.next();
        return pages;
      }),
    ),

  loops_that_were_left: () =>
    collected(() =>
      times(20, async () => {
        const events = client.events(query);
        for await (const event of events) {
          assert.ok(event.raw);
          break;
        }
        const iterator = events[Symbol.asyncIterator]();
        await iterator.next();
        return [events, iterator];
      }).then((all) => all.flat()),
    ),

  pages_and_their_events: () =>
    collected(async () => {
      const pages = await all(client.events(query).pages());
      return pages.flatMap((page) => [page, ...page.events, ...page.events.map(({ feedback }) => feedback)]);
    }),

  feedbacks: () =>
    collected(async () => {
      const feedbacks = await times(20, (number) => client.create(prompt(number)));
      return [...feedbacks, ...feedbacks.map(({ reply }) => reply.body)];
    }),

  sign_ins_and_who_has_signed_in: () =>
    collected(() =>
      times(20, async () => {
        const signIn = await begin(sandbox);
        const signedIn = await signIn.complete(sandbox.authorize(signIn.oauthToken));
        return [signIn, signedIn, signedIn.credentials];
      }).then((all) => all.flat()),
    ),

  verifiers_and_what_they_have_read: () =>
    collected(() =>
      times(20, () => {
        const credentials = WebhookCredentials.generate();
        const verifier = new WebhookVerifier({ credentials });
        const sample = new SampleDelivery({ credentials, score: 9 });
        const { body, authorization } = sample;
        const event = verifier.verify({ body, authorization });
        return [credentials, verifier, sample, body, event, event.feedback];
      }).then((all) => all.flat()),
    ),

  async a_sandbox_of_which_the_url_alone_is_known() {
    let witnesses = 0;
    const registry = new FinalizationRegistry(() => {
      witnesses += 1;
    });
    const url = await (async () => {
      const own = await Sandbox.start();
      registry.register({}, "a witness that garbage was collected");
      return own.url;
    })();
    await until(() => {
      globalThis.gc();
      return witnesses > 0;
    });
    assert.equal(await refuses(url), false);
    console.log("serving");
  },

  calls_that_were_aborted: () =>
    collected(() =>
      times(20, async (number) => {
        sandbox.fault("show", "hang");
        const before = sandbox.requests.length;
        const stop = new AbortController();
        const [own, reason] = [sandbox.client(PATIENT), new Error(`enough ${number}`)];
        const call = own.show("1", { signal: stop.signal });
        await until(() => sandbox.requests.length > before);
        stop.abort(reason);
        await assert.rejects(call, reason);
        return [own, stop, stop.signal, reason, call];
      }).then((all) => all.flat()),
    ),

  async calls_on_a_signal_that_lives_on() {
    const { signal } = new AbortController();
    await collected(() => times(20, (number) => client.create(prompt(number), { signal })));
    assert.equal(signal.aborted, false);
  },

  async a_call_whose_client_is_let_go() {
    sandbox.fault("create", "latency:300");
    const call = (() => sandbox.client().create(prompt()))();
    await arrival(sandbox, "/create");
    globalThis.gc();
    await call;
    console.log("answered");
  },

  async large_answers() {
    const body = Buffer.from(JSON.stringify({ id: "1", later: "x".repeat(4 * 2 ** 20) }));
    const server = http.createServer((_request, response) => response.end(body)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
    const credentials = { consumerKey, consumerSecret, accessToken, accessTokenSecret };
    const reader = new Client({ credentials, apiBase: `http://127.0.0.1:${server.address().port}` });
    const before = process.resourceUsage().maxRSS;
    for (let number = 0; number < 160; number += 1) {
      assert.equal((await reader.show("1")).id, "1");
    }
    console.log(Math.round((process.resourceUsage().maxRSS - before) / 1024));
    server.close();
  },

  async large_folds() {
    await sandbox.seed(3000, period.fromTime, period.toTime);
    const program = await Program.open(client, path.join(madeFolder(), "feedback.db"), { backfill: false });
    const { new: known } = await program.sync();
    const before = process.resourceUsage().maxRSS;
    for (let number = 0; number < 300; number += 1) {
      assert.equal((await program.fold()).size, known);
    }
    console.log(Math.round((process.resourceUsage().maxRSS - before) / 1024));
    await program.close();
  },

  async an_event_without_its_page() {
    const event = await (async () => (await client.events(query).pages().next()).value.events[0])();
    globalThis.gc();
    assert.equal(event.feedback.id, JSON.parse(event.raw).feedback.id);
    assert.ok(event.feedback.raw.length > 0);
    console.log("readable");
  },
};

await CASES[process.argv[2]]();
