// Many who share one ledger: a person is asked once, whoever asks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { seen } from "./process-support.js";
import { BARE, createsFor, promptTo, startProgram } from "./programs-support.js";
import { openProgram } from "./support.js";

const MANY = 64;

function counted(outcomes) {
  const words = outcomes.map(({ status, reason }) => reason ?? status);
  return Object.groupBy?.(words, (word) => word) ?? Object.fromEntries(words.map((word) => [word, words]));
}

test("64 sends at once to one person ask once, and all others say that they did not", async (t) => {
  const { sandbox, program } = await startProgram(t);
  const outcomes = await Promise.all(Array.from({ length: MANY }, () => program.send(promptTo(1001))));
  assert.equal(outcomes.filter(({ status }) => status === "sent").length, 1);
  const skipped = outcomes.filter(({ status }) => status === "skipped");
  assert.equal(skipped.length, MANY - 1);
  assert.ok(
    skipped.every(({ reason, until }) => ["in_progress", "cooldown"].includes(reason) && until instanceof Date),
    JSON.stringify(counted(outcomes)),
  );
  assert.equal(createsFor(sandbox, "1001"), 1);
  const attempts = await program.attempts();
  assert.deepEqual(new Set(attempts.map(({ id }) => id)), new Set(outcomes.map(({ attemptId }) => attemptId)));
});

test("64 sends at once to 64 people ask each of them, and each is told their own", async (t) => {
  const { sandbox, program } = await startProgram(t);
  const people = Array.from({ length: MANY }, (_, number) => String(1001 + number));
  const outcomes = await Promise.all(people.map((person) => program.send(promptTo(person))));
  assert.deepEqual(
    outcomes.map(({ feedback }) => feedback?.toUserId),
    people,
  );
  assert.equal(seen(sandbox, "/create").length, MANY);
});

test("two programs on one ledger know what the other one does", async (t) => {
  const { sandbox, client, ledger, program } = await startProgram(t);
  const other = await openProgram(t, client, { ledger, policy: BARE });
  const both = [program, other];
  const sends = Array.from({ length: MANY }, (_, number) => both[number % 2].send(promptTo(1001)));
  const outcomes = await Promise.all(sends);
  assert.equal(outcomes.filter(({ status }) => status === "sent").length, 1);
  assert.equal(createsFor(sandbox, "1001"), 1);
  assert.equal((await other.attempts()).length, MANY);

  await program.close();
  assert.equal((await other.send(promptTo(1001))).reason, "cooldown");
  assert.equal((await other.send(promptTo(1002))).status, "sent");
});
