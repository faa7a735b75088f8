// A sandbox for each test of the file that imports this: none sees the prompts, nonces or quotas of another.

import { afterEach, beforeEach } from "node:test";

import { startSandbox } from "./sandbox.js";

export let sandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await sandbox?.stop();
  sandbox = undefined;
});
