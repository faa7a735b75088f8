// The shared cases of what a program does, each with a sandbox and a new ledger.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { Program } from "twitter-feedback";

import { seen } from "./process-support.js";
import { folder, inCamelCase, MESSAGE, openProgram, PRIVACY_URL, rejection, startSandbox, vectors } from "./support.js";

function promptOf({ to_user_id: toUserId, external_id: externalId }) {
  return { type: "nps", toUserId, message: MESSAGE, privacyUrl: PRIVACY_URL, externalId };
}

/** By the names that the cases have for its members. */
function attemptOf({ toUserId, externalId, state, reason, error, context }) {
  const { agentId, ...others } = context;
  return {
    to_user_id: toUserId,
    external_id: externalId,
    state,
    reason,
    error,
    context: { agent_id: agentId, ...others },
  };
}

/** What each step does with a case under way, and what of its result the cases know. */
const STEPS = {
  async send({ program, sent }, step) {
    const outcome = await program.send(promptOf(step), inCamelCase(step.context ?? {}));
    if (outcome.status === "sent") {
      sent.set(step.external_id, outcome.feedback.id);
    }
    return outcome;
  },
  create: async ({ program }, step) => void (await program.client.create(promptOf(step))),
  sync: ({ program }) => program.sync(),
  reconcile: ({ program }) => program.reconcile(),
  prompt_status: ({ program }, step) => program.promptStatus(step.external_id),
  attempts: async ({ program }, { filter }) => (await program.attempts(inCamelCase(filter))).map(attemptOf),
  async folded({ program, sent }, step) {
    const { feedback } = await program.folded(sent.get(step.external_id));
    return { score: feedback.score, comment: feedback.comment };
  },
  async coverage({ program }) {
    const { periods, gaps } = await program.coverage();
    return { periods: periods.length, gaps: gaps.length };
  },
  fault: ({ sandbox }, { rule: { operation, fault, ...options } }) => sandbox.fault(operation, fault, options),
  answer: ({ sandbox, sent }, step) => void sandbox.answer(sent.get(step.external_id), step.score, step.text),
  advance: ({ sandbox }, { milliseconds }) => void sandbox.advance(milliseconds),
  async reopen(play) {
    await play.program.close();
    play.program = await play.open();
  },
  count_creates: ({ sandbox }) => seen(sandbox, "/create").length,
};

/** Passes when `given` has all that is expected, among other things. */
function assertHas(given, expected, where) {
  if (typeof expected === "object" && expected !== null) {
    assert.ok(typeof given === "object" && given !== null, `${where}: ${given}`);
    if (Array.isArray(expected)) {
      assert.equal(given.length, expected.length, where);
    }
    for (const [name, value] of Object.entries(expected)) {
      assertHas(given[name], value, `${where}, ${name}`);
    }
  } else {
    assert.equal(given, expected, where);
  }
}

for (const { name, policy = {}, start_at: startAt, steps } of vectors("program.json")) {
  test(`a program does what the vectors say: ${name}`, async (t) => {
    const sandbox = await startSandbox(t, { startAt: startAt && new Date(startAt) });
    const client = sandbox.client();
    t.after(() => client.close());
    const ledger = path.join(folder(t), "feedback.db");
    const open = () => openProgram(t, client, { ledger, policy: inCamelCase(policy) });
    const play = { sandbox, open, program: await open(), sent: new Map() };
    assert.ok(play.program instanceof Program);
    for (const [place, step] of steps.entries()) {
      const where = `step ${place + 1}, ${step.do}`;
      const outcome = (async () => STEPS[step.do](play, step))();
      if (step.raises !== undefined) {
        assert.equal((await rejection(outcome)).kind, step.raises, where);
      } else if ("gives" in step) {
        assertHas(await outcome, step.gives, where);
      } else {
        assert.equal(await outcome, undefined, where);
      }
    }
  });
}
