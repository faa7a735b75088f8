// What TypeScript makes of the package as it is installed. `typing/` is somebody's program.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Running } from "./process-support.js";

const PROGRAM = fileURLToPath(new URL("typing/", import.meta.url));
const WITHOUT_NODE = fileURLToPath(new URL("typing-without-node/", import.meta.url));
const require = createRequire(import.meta.url);

const RESOLUTIONS = [
  ["node16", "node16"],
  ["nodenext", "nodenext"],
  ["esnext", "bundler"],
];

// The oldest has `using`, which the declarations speak of.
for (const compiler of ["typescript", "typescript-oldest"]) {
  const tsc = path.join(path.dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
  const { version } = require(`${compiler}/package.json`);
  for (const [module, resolution] of RESOLUTIONS) {
    test(`TypeScript ${version} passes a strict program and finds every mistake: ${resolution}`, async (t) => {
      const options = ["--project", PROGRAM, "--module", module, "--moduleResolution", resolution];
      assert.equal(await new Running(t, process.execPath, [tsc, ...options]).endsWell(), "");
    });
    test(`TypeScript ${version} needs no types of Node: ${resolution}`, async (t) => {
      const options = ["--project", WITHOUT_NODE, "--module", module, "--moduleResolution", resolution];
      assert.equal(await new Running(t, process.execPath, [tsc, ...options]).endsWell(), "");
    });
  }
}
