// The package as a registry would give it: the native module comes in a package of its own for each platform.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);

const manifestOf = (name) => require(`${name}/package.json`);
const directoryOf = (name) => path.dirname(require.resolve(`${name}/package.json`));
const nativeModulesOf = (name) =>
  fs.readdirSync(directoryOf(name), { recursive: true }).filter((file) => file.endsWith(".node"));

const main = manifestOf("twitter-feedback");
const [[name, version], ...others] = Object.entries(main.optionalDependencies);
const platform = manifestOf(name);

// The layout was made for this machine alone.
assert.deepEqual(others, []);
assert.equal(version, main.version);
assert.equal(platform.version, main.version);
assert.deepEqual(nativeModulesOf("twitter-feedback"), []);
assert.deepEqual(nativeModulesOf(name), [platform.main]);
assert.deepEqual([platform.os, platform.cpu], [[process.platform], [process.arch]]);
assert.deepEqual([platform.engines, platform.license], [main.engines, main.license]);
// Nothing can run at install.
assert.deepEqual(platform.scripts ?? {}, {});
