// Worker threads that load the package, use it and are ended at any moment, in a process that lives on.

import assert from "node:assert/strict";
import { test } from "node:test";

import { runCase } from "./process-support.js";

async function lives(t, which, work) {
  assert.equal(await runCase(t, "workers", [which, work]), which === "exit" ? "" : "done\n");
}

for (const work of ["uses", "delivers", "hangs", "calls", "begins", "programs"]) {
  test(`a process lives on after 20 workers that alone loaded the package: one that ${work}`, (t) =>
    lives(t, "alone", work));

  test(`a process that uses the package itself lives on after 20 workers: one that ${work}`, (t) =>
    lives(t, "loaded", work));

  test(`several workers at once do not disturb each other: one that ${work}`, (t) => lives(t, "crowd", work));

  test(`a worker may be terminated at any moment: one that ${work}`, (t) => lives(t, "hasty", work));

  test(`a process may exit whatever its workers are at: one that ${work}`, (t) => lives(t, "exit", work));
}

test("workers and the main thread ask one service, each for itself", (t) => lives(t, "beside", "uses"));

test("workers that share a ledger ask each person once", (t) => lives(t, "sharing", "shares"));

test("a client and a sandbox that were never closed keep no worker alive", (t) => lives(t, "polite", "uses"));

for (const work of ["exits", "fails"]) {
  test(`a worker that ends by itself amid its calls ends alone: one that ${work}`, (t) => lives(t, "ending", work));
}
