// A program may end at any moment: in time, with its own exit code, and without a word.

import assert from "node:assert/strict";
import { test } from "node:test";

import { runCase, SOON } from "./process-support.js";

const LEFT_BEHIND = [
  "only_a_client",
  "only_a_sandbox",
  "only_a_program",
  "a_program_that_sent",
  "an_aborted_send",
  "a_client_that_called",
  "an_aborted_call",
  "an_aborted_create",
  "an_unfinished_listing",
  "a_listing_that_is_never_begun",
  "a_logger",
  "a_sign_in_that_was_begun",
  "a_verifier_and_what_it_has_read",
  "a_webhook_that_nobody_answers",
];
for (const which of LEFT_BEHIND) {
  test(`what was made and never closed keeps no program alive: ${which}`, async (t) => {
    assert.equal(await runCase(t, "exits", which, { guard: SOON }), "");
  });
}

const UNDER_WAY = {
  calls_that_nobody_awaits: "not_found\nnot_found\nnot_found\n",
  a_sandbox_that_is_still_starting: "true\n",
  a_past_that_is_still_made: "20000\n",
  a_sign_in_that_nobody_awaits: "true\n",
  deliveries_that_are_waited_for: "204\n",
  a_send_that_nobody_awaits: "sent\n",
  a_ledger_that_is_still_closing: "closed\n",
  a_call_before_the_exit: "called\n",
};
for (const [which, output] of Object.entries(UNDER_WAY)) {
  test(`a program goes on until its calls have settled: ${which}`, async (t) => {
    assert.equal(await runCase(t, "exits", which), output);
  });
}

const INTERRUPTED = [
  "hanging_calls",
  "busy_calls",
  "calls_that_were_just_begun",
  "a_sandbox_that_was_just_begun",
  "programs_under_way",
  "a_progress_that_ends_the_program",
  "a_past_that_was_just_begun",
  "a_sign_in_that_was_just_begun",
  "deliveries_that_never_end",
  "a_logger_that_ends_the_program",
  "a_callback_that_ends_the_program",
  "calls_begun_by_an_exit_handler",
  "calls_and_aborts",
  "a_sandbox_that_is_just_stopping",
  "an_uncaught_error",
];
for (const which of INTERRUPTED) {
  test(`process.exit ends a program with its own code whatever is under way: ${which}`, async (t) => {
    assert.equal(await runCase(t, "exits", which, { guard: SOON, code: 3 }), "");
  });
}
