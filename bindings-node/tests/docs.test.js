// What the README shows runs.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { Sandbox } from "twitter-feedback";

import { environment, PACKAGE, Running } from "./process-support.js";

const DIRECTORY = fileURLToPath(new URL("../examples/", import.meta.url));
const EXAMPLES = fs.readdirSync(DIRECTORY).sort();

/** An example as the README shows it: without its first line, which says what it is, and the empty one below. */
function withoutFirstLine(name) {
  const [title, empty, ...lines] = fs.readFileSync(path.join(DIRECTORY, name), "utf8").split("\n");
  assert.match(title, /^\/\/ \S.*\.$/, name);
  assert.equal(empty, "", name);
  return lines.join("\n");
}

test("every snippet of the README is an example", () => {
  const readme = fs.readFileSync(path.join(PACKAGE, "README.md"), "utf8");
  const snippets = Array.from(
    readme.matchAll(/^```(?:js|mjs|cjs|javascript|ts|typescript)\n(.*?)^```$/gms),
    ([, text]) => text,
  );
  assert.ok(snippets.length > 0);
  const examples = EXAMPLES.map(withoutFirstLine);
  assert.deepEqual(
    snippets.filter((snippet) => !examples.includes(snippet)),
    [],
  );
});

test("there are examples for both kinds of modules and for TypeScript", () => {
  assert.deepEqual(new Set(EXAMPLES.map((name) => path.extname(name))), new Set([".cjs", ".mjs", ".ts"]));
});

// Those in TypeScript run in a project of their own, which compiles them.
for (const name of EXAMPLES.filter((name) => !name.endsWith(".ts"))) {
  test(`an example runs to its end: ${name}`, async (t) => {
    const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
    t.after(() => fs.rmSync(cwd, { recursive: true }));
    const sandbox = await Sandbox.start();
    t.after(() => sandbox.stop());
    const env = environment(sandbox);
    const { code, signal, errors } = await new Running(t, process.execPath, [path.join(DIRECTORY, name)], {
      cwd,
      env,
    }).outcome();
    assert.deepEqual({ code, signal, errors }, { code: 0, signal: null, errors: "" });
  });
}
