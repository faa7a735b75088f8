// What nobody holds any more is collected, with all that it holds natively.

import assert from "node:assert/strict";
import { test } from "node:test";

import { runCase } from "./process-support.js";

const flags = ["--expose-gc"];

const COLLECTED = [
  "clients",
  "programs",
  "listings_that_were_begun",
  "loops_that_were_left",
  "pages_and_their_events",
  "feedbacks",
  "sign_ins_and_who_has_signed_in",
  "verifiers_and_what_they_have_read",
  "calls_that_were_aborted",
  "calls_on_a_signal_that_lives_on",
];
for (const which of COLLECTED) {
  test(`what is abandoned is collected: ${which}`, async (t) => {
    assert.equal(await runCase(t, "garbage", which, { flags }), "collected\n");
  });
}

test("a client in use outlives all who held it until its calls have settled", async (t) => {
  assert.equal(await runCase(t, "garbage", "a_call_whose_client_is_let_go", { flags }), "answered\n");
});

test("a sandbox serves until it is stopped, whoever holds it", async (t) => {
  const name = "a_sandbox_of_which_the_url_alone_is_known";
  assert.equal(await runCase(t, "garbage", name, { flags }), "serving\n");
});

test("an event keeps what it reads from, whatever becomes of its page", async (t) => {
  assert.equal(await runCase(t, "garbage", "an_event_without_its_page", { flags }), "readable\n");
});

for (const which of ["pages", "creates", "clients_by_the_hundred", "programs", "deliveries", "sign_ins", "aborts"]) {
  test(`memory stays bounded over thousands of them: ${which}`, { timeout: 300_000 }, async (t) => {
    const { first, second } = JSON.parse(await runCase(t, "memory", which, { flags, guard: 240_000 }));
    // A leak grows as much in the second half as in the first; what is left is the allocators' own.
    assert.ok(second < 24, `${first} MiB in the first half, ${second} MiB in the second`);
  });
}

test("folds of a ledger that nobody holds are collected before they fill the memory", async (t) => {
  const peak = Number(await runCase(t, "garbage", "large_folds"));
  // They are 900 MiB, of which JavaScript sees nothing but small objects.
  assert.ok(peak < 400, `${peak} MiB`);
});

test("large answers that nobody holds are collected before they fill the memory", async (t) => {
  const peak = Number(await runCase(t, "garbage", "large_answers"));
  // They are 1,280 MiB, of which JavaScript sees nothing but small objects.
  assert.ok(peak < 400, `${peak} MiB`);
});
