// What every suite needs: sandboxes that end with their test, the shared cases, and errors to look at.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import * as library from "twitter-feedback";

const { FeedbackError, Program, Sandbox } = library;

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export const PERSON = "343434343434";
export const MESSAGE = "Thank you for talking to Furni today!";
export const PRIVACY_URL = "https://furni.example/privacy";
export const PROMPT = { type: "csat", toUserId: PERSON, message: MESSAGE, privacyUrl: PRIVACY_URL };

/** Keys of nobody, none of which a message may show. */
export const KEYS = {
  consumerKey: "hush-consumer-key",
  consumerSecret: "hush-consumer-secret",
  accessToken: "hush-token",
  accessTokenSecret: "hush-token-secret",
};

/** The variables of the environment that hold them. */
export const VARIABLES = Object.fromEntries(
  Object.keys(KEYS).map((name) => [name, `TWITTER_FEEDBACK_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`]),
);

/** Sets variables of the environment for this test alone; `undefined` takes one away. */
export function setEnvironment(t, variables) {
  for (const [name, value] of Object.entries(variables)) {
    const before = process.env[name];
    put(name, value);
    t.after(() => put(name, before));
  }
}

function put(name, value) {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}

/** What is tested is what one answer means. */
export const ONE_TRY = { maxTries: 1, maxRateWaitMs: 0 };

/** Half of a pair, which JavaScript's strings hold and no text on a network does. */
export const SURROGATE = "half \ud83d an emoji";

/** Every class of errors by its kind. */
export const CLASSES = Object.fromEntries(
  Object.values(library)
    .filter((value) => value?.prototype instanceof FeedbackError)
    .map((errorClass) => [new errorClass("").kind, errorClass]),
);

/** A sandbox that stops after the test. */
export async function startSandbox(t, options) {
  const sandbox = await Sandbox.start(options);
  t.after(() => sandbox.stop());
  return sandbox;
}

/** A sandbox and a client of it that tries once. */
export async function startWithClient(t, options) {
  const sandbox = await startSandbox(t, options);
  const client = sandbox.client(ONE_TRY);
  t.after(() => client.close());
  return { sandbox, client };
}

/** A folder that goes with its test. */
export function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
  t.after(() => fs.rmSync(made, { recursive: true }));
  return made;
}

/** A program that closes after the test, on a new ledger unless one is named. */
export async function openProgram(t, client, { ledger = path.join(folder(t), "feedback.db"), policy } = {}) {
  const program = await Program.open(client, ledger, policy);
  t.after(() => program.close());
  return program;
}

/** The week that a new sandbox shows. */
export function past(sandbox) {
  const now = sandbox.now.getTime();
  return { fromTime: now - 8 * DAY, toTime: now - DAY - MINUTE };
}

/** The operations by the names that faults have for them. */
export const OPERATIONS = {
  create: (client) => client.create(PROMPT),
  show: (client) => client.show("1"),
  friendship: (client) => client.friendship(PERSON),
  events: (client, sandbox) => client.events(past(sandbox)).pages().next(),
};

function sharedText(file) {
  const directory = process.env.TWITTER_FEEDBACK_VECTORS;
  assert.ok(directory, "TWITTER_FEEDBACK_VECTORS names the directory of the shared cases");
  return fs.readFileSync(path.join(directory, file), "utf8");
}

/** The cases of a file of shared cases. */
export function vectors(file, member = "cases") {
  const cases = JSON.parse(sharedText(file))[member];
  assert.ok(cases.length > 0);
  return cases;
}

/** A case's name for something as this package has it. */
export const camel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** A case's fields as arguments have them. */
export function inCamelCase(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [camel(name), value]));
}

/** The rows of a shared table, each an object by the names of its first line. */
export function table(file) {
  const [names, ...rows] = sharedText(file).trimEnd().split(/\r?\n/).map(fieldsOf);
  assert.ok(rows.length > 0);
  return rows.map((row) => Object.fromEntries(names.map((name, place) => [name, row[place]])));
}

function fieldsOf(line) {
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return Array.from(fields, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}

/** What this function throws. */
export function thrown(run) {
  try {
    run();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

/** What this promise rejects with. */
export async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail("it was not rejected");
}

/** All that an iterable has. */
export async function all(iterable) {
  const found = [];
  for await (const one of iterable) {
    found.push(one);
  }
  return found;
}
