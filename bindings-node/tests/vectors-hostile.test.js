// Answers that no service should give: the right kind of error in bounded time and memory, whatever is answered. The
// path of what gives them comes in TWITTER_FEEDBACK_HOSTILE_BIN.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import readline from "node:readline";
import { test } from "node:test";

import { runCase } from "./process-support.js";

/** Milliseconds, for a thousand calls of which many wait for their timeout, in a build without optimisation. */
const PATIENCE = 600_000;

test("every answer has its kind in bounded time and memory and tells no secret", { timeout: PATIENCE }, async (t) => {
  const command = process.env.TWITTER_FEEDBACK_HOSTILE_BIN;
  assert.ok(command, "TWITTER_FEEDBACK_HOSTILE_BIN names the program");
  const running = spawn(command, { stdio: ["pipe", "pipe", "inherit"] });
  t.after(async () => {
    // Which ends it.
    running.stdin.end();
    await (running.exitCode ?? once(running, "close"));
  });
  const [line] = await once(readline.createInterface(running.stdout), "line");
  const file = path.join(process.env.TWITTER_FEEDBACK_VECTORS, "hostile.json");
  const loads = ["idle", "light", "large", "busy"];
  const options = { guard: PATIENCE, flags: ["--expose-gc"] };
  const output = await runCase(t, "hostile", [JSON.parse(line).url, file, ...loads], options);
  assert.equal(output, "");
});
