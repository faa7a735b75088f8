// Calls what answers as no service should. Arguments: its URL, the file of cases, and the loads of those that are called.
// Prints what is wrong, a line for each complaint. Needs --expose-gc.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import { inspect } from "node:util";

import { Client, FeedbackError } from "twitter-feedback";

import { prompt, turn } from "../process-support.js";

const TIMEOUT = 2_000;
/** Milliseconds after its timeout in which a call may end, as long as the machine has nothing else to do. */
const GRACE = { busy: 15_000 };
/** All keys begin alike, so that one look finds each. */
const SECRET = "d41d8cd9";
const MOST_MIB = 100;
const LONGEST = 8 * 1024;
/** How many calls at once, by what a case costs. */
const AT_ONCE = { idle: 100, light: 4, large: 1, busy: 1 };

const CALLS = {
  show: (client) => client.show("1"),
  events: (client) => client.events({ fromTime: 1, toTime: 2 }).pages().next(),
  create: (client) => client.create({ ...prompt(), toUserId: "12" }),
  can_dm: (client) => client.canDm("12"),
  verify_credentials: (client) => client.verifyCredentials(),
};

const [, , url, file, ...loads] = process.argv;
const { cases } = JSON.parse(fs.readFileSync(file, "utf8"));
const names = ["consumerKey", "consumerSecret", "accessToken", "accessTokenSecret"];
const credentials = Object.fromEntries(names.map((name) => [name, `${SECRET}-${name}`]));

/** What a call fails with, if it does. */
async function outcome(path, operation) {
  const apiBase = `${url}/${path}`;
  const client = new Client({ credentials, apiBase, timeoutMs: TIMEOUT, readTimeoutMs: 1_000, maxTries: 1 });
  try {
    await CALLS[operation](client);
  } catch (error) {
    assert.ok(error instanceof FeedbackError, inspect(error));
    return error;
  } finally {
    client.close();
  }
  return undefined;
}

/** How many processes share a processor of this machine, one at least. */
function crowd() {
  return Math.max(1, os.loadavg()[0] / os.cpus().length);
}

async function complain({ name, case: path, says = "", load, expected }, operation) {
  const begun = performance.now();
  const error = await outcome(path, operation);
  const took = performance.now() - begun;
  const found = error === undefined ? [] : complaintsOf(error, says);
  if (took > TIMEOUT + (GRACE[load] ?? 5_000) * crowd()) {
    found.push(`took ${Math.round(took)} ms`);
  }
  const kind = error?.kind ?? "ok";
  if (!expected[operation].includes(kind)) {
    found.push(`${kind} instead of ${expected[operation]}: ${error}`);
  }
  for (const complaint of found) {
    console.log(`${name} on ${operation}: ${complaint.slice(0, 500)}`);
  }
}

function complaintsOf(error, says) {
  const found = [];
  const [text] = error.stack.split("\n    at ", 1);
  if (!error.message.includes(says)) {
    found.push(`does not say ${says}: ${text}`);
  }
  if (text.length > LONGEST || String(error).length > LONGEST) {
    found.push(`${text.length} characters long: ${text}`);
  }
  if (/\p{Cc}/u.test(text)) {
    found.push(`control characters: ${JSON.stringify(text)}`);
  }
  if (`${inspect(error)} ${JSON.stringify(error)} ${error}`.includes(SECRET)) {
    found.push("shows a secret");
  }
  if (error.maybeSent && !(error.cause instanceof FeedbackError)) {
    found.push(`no cause: ${text}`);
  }
  return found;
}

/** Does these one after the other, and so many of them at once. */
async function inTurn(calls, atOnce) {
  const rest = calls.values();
  const worker = async () => {
    for (const [which, operation] of rest) {
      await complain(which, operation);
      if (atOnce === 1) {
        // What JavaScript has not collected yet is no growth of ours.
        globalThis.gc();
        await turn();
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const peakMib = () => process.resourceUsage().maxRSS / 1024;

assert.equal(await outcome("good", "show"), undefined);
const before = peakMib();
for (const load of loads) {
  // What keeps a machine busy takes long, and all that read do it in the same way.
  const operations = load === "busy" ? ["show", "create"] : Object.keys(CALLS);
  const calls = cases.filter((one) => (one.load ?? "light") === load);
  assert.ok(calls.length > 0, load);
  await inTurn(
    calls.flatMap((one) => operations.map((operation) => [one, operation])),
    AT_ONCE[load],
  );
}
const grown = peakMib() - before;
if (grown > MOST_MIB) {
  console.log(`the process grew by ${Math.round(grown)} MiB`);
}
