// Aborting a program's calls: nobody gets a second prompt, and nothing that was stored is lost.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import path from "node:path";
import { test } from "node:test";

import { Program } from "twitter-feedback";

import { arrival, PATIENT, SOON } from "./process-support.js";
import { BARE, createsFor, promptTo, settled, startProgram } from "./programs-support.js";
import { folder, openProgram, past, rejection } from "./support.js";

const ENOUGH = new Error("enough");

/** Each operation; those that ask the service with the part of a path by which they are known. */
const OPERATIONS = {
  open: { call: ({ client, ledger }, options) => Program.open(client, `${ledger}.new`, BARE, options) },
  send: { call: ({ program }, options) => program.send(promptTo(1001), null, options), part: "/create" },
  sync: { call: ({ program }, options) => program.sync(options), part: "/events" },
  reconcile: { call: ({ program }, options) => program.reconcile(options), part: "/" },
  promptStatus: { call: ({ program }, options) => program.promptStatus("case_1", options) },
  coverage: { call: ({ program }, options) => program.coverage(options), part: "/verify" },
  attempts: { call: ({ program }, options) => program.attempts({}, options) },
  folded: { call: ({ program }, options) => program.folded("1", options) },
  fold: { call: ({ program }, options) => program.fold(options) },
};

for (const [name, { call, part }] of Object.entries(OPERATIONS)) {
  test(`a signal that is aborted before keeps a program's call from starting: ${name}`, async (t) => {
    const world = await startProgram(t, { settings: PATIENT });
    assert.equal(await rejection(call(world, { signal: AbortSignal.abort(ENOUGH) })), ENOUGH);
    await world.client.serviceTime();
    assert.equal(world.sandbox.requests.length, 1);
    assert.deepEqual(await world.program.attempts(), []);
  });

  test(`a program's call rejects with the reason at once when it is aborted: ${name}`, async (t) => {
    const world = await startProgram(t, { settings: PATIENT });
    const { sandbox } = world;
    if (name !== "coverage") {
      // The account is asked for once in a ledger's life.
      await world.program.coverage();
    }
    const stop = new AbortController();
    const before = sandbox.requests.length;
    if (part !== undefined) {
      sandbox.fault(name === "send" ? "create" : name === "sync" ? "events" : "any", "hang");
    }
    const waiting = call(world, { signal: stop.signal });
    if (part !== undefined) {
      const known = sandbox.requests.slice(0, before).filter((request) => request.path.includes(part)).length;
      await arrival(sandbox, part, known + 1);
    }
    stop.abort(ENOUGH);
    assert.equal(await rejection(waiting), ENOUGH);
    assert.deepEqual(getEventListeners(stop.signal, "abort"), []);
    // What was dropped holds up nothing, and the program goes on as it was.
    await world.program.sync({ signal: AbortSignal.timeout(SOON) });
    assert.equal((await world.program.send(promptTo(2002))).status, "sent");
  });
}

for (const [fault, state] of [
  ["hang", "unknown"],
  ["latency:300", "sent"],
]) {
  test(`a send that is aborted during its request is ${state} then, and asks nobody twice: ${fault}`, async (t) => {
    const settings = { ...PATIENT, timeoutMs: 900 };
    const { sandbox, program } = await startProgram(t, { settings });
    sandbox.fault("create", fault);
    const stop = new AbortController();
    const waiting = program.send(promptTo(1001, { externalId: "case_1" }), null, { signal: stop.signal });
    await arrival(sandbox, "/create");
    stop.abort(ENOUGH);
    assert.equal(await rejection(waiting), ENOUGH);
    const meanwhile = await program.send(promptTo(1001));
    assert.equal(meanwhile.status, "skipped");
    assert.ok(["in_progress", "cooldown"].includes(meanwhile.reason), meanwhile.reason);

    const attempts = await settled(program, "1001");
    assert.equal(attempts.at(-1).state, state);
    assert.ok(attempts.at(-1).coolUntil > sandbox.now);
    assert.equal((await program.promptStatus("case_1")).state, state);
    assert.equal((await program.send(promptTo(1001))).reason, "cooldown");
    assert.equal(createsFor(sandbox, "1001"), 1);
  });
}

test("a send may be aborted at any moment, and a person is asked at most once", async (t) => {
  const { sandbox, program } = await startProgram(t);
  await program.coverage();
  const states = new Set();
  for (let number = 0; number < 60; number += 1) {
    const person = String(5000 + number);
    const stop = new AbortController();
    const waiting = program.send(promptTo(person), null, { signal: stop.signal });
    // Other calls pass the time, a little more of it for each person.
    for (let step = 0; step < number % 12; step += 1) {
      await program.promptStatus("nothing");
    }
    stop.abort(ENOUGH);
    const outcome = await waiting.catch((reason) => assert.equal(reason, ENOUGH));
    const again = await program.send(promptTo(person));
    assert.ok(outcome === undefined || again.status === "skipped", person);
    await settled(program, person);
    // Whoever was not asked by then is free to be.
    await program.send(promptTo(person));
    for (const { state } of await program.attempts({ toUserId: person })) {
      states.add(state);
    }
    assert.equal(createsFor(sandbox, person), 1, person);
  }
  const expected = ["sent", "released", "skipped"];
  assert.deepEqual(
    [...states].filter((state) => !expected.includes(state)),
    [],
  );
});

test("a sync that is aborted keeps what it has stored, and the next one brings the rest", async (t) => {
  const { sandbox, client, program } = await startProgram(t, { settings: PATIENT });
  const period = past(sandbox);
  await sandbox.seed(600, period.fromTime, period.toTime);
  const whole = await openProgram(t, client, { ledger: path.join(folder(t), "other.db"), policy: BARE });
  await whole.sync();
  const before = sandbox.requests.length;

  const stop = new AbortController();
  let stored;
  const abort = (progress) => {
    stored ??= progress;
    stop.abort(ENOUGH);
  };
  assert.equal(await rejection(program.sync({ progress: abort, signal: stop.signal })), ENOUGH);
  assert.ok(stored.pages > 0);
  const kept = await program.fold();
  assert.ok(kept.size >= stored.new && stored.new > 0);
  await program.sync();
  const raws = (fold) => Array.from(fold, ({ feedback }) => feedback.raw);
  assert.deepEqual(raws(await program.fold()), raws(await whole.fold()));
  assert.ok(sandbox.requests.length > before);
});
