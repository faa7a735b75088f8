// What the tests of programs share: a sandbox, a ledger of its own for each test, and somebody to ask.

import assert from "node:assert/strict";
import path from "node:path";
import { inspect } from "node:util";

import { SOON } from "./process-support.js";
import { folder, ONE_TRY, openProgram, PROMPT, startSandbox } from "./support.js";

/** Asks at once: no other tool is looked for, and nobody is asked whether they can be asked. */
export const BARE = { backfill: false, requireCanDm: false };

/** Somebody to ask, another for each number. */
export function promptTo(person, more = {}) {
  return { ...PROMPT, toUserId: String(person), ...more };
}

/** A sandbox, a client of it, and the program that they make with a new ledger. */
export async function startProgram(t, { policy = BARE, settings = ONE_TRY, ...options } = {}) {
  const sandbox = await startSandbox(t, options);
  const client = sandbox.client(settings);
  t.after(() => client.close());
  const ledger = path.join(folder(t), "feedback.db");
  const program = await openProgram(t, client, { ledger, policy });
  return { sandbox, client, ledger, program };
}

/** The attempts to ask this person, once none of them is under way. */
export async function settled(program, toUserId) {
  const underWay = ({ state }) => state === "reserved" || state === "sending";
  const end = Date.now() + SOON;
  let attempts = await program.attempts({ toUserId });
  while (attempts.some(underWay)) {
    assert.ok(Date.now() < end, `an attempt never ended: ${inspect(attempts)}`);
    attempts = await program.attempts({ toUserId });
  }
  return attempts;
}

/** How many requests to ask this person have arrived. */
export function createsFor(sandbox, toUserId) {
  return sandbox.requests.filter((request) => request.toUserId === toUserId).length;
}
