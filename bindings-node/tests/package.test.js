// The package as it is installed.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";

import * as imported from "twitter-feedback";

import { environment, PACKAGE, Running } from "./process-support.js";

/** What a release may weigh; a debug build carries its symbols and is not judged. */
const MOST_BYTES = 16 * 1024 * 1024;

const require = createRequire(import.meta.url);
const manifest = require("twitter-feedback/package.json");
const FILES = fs
  .readdirSync(PACKAGE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    path.relative(PACKAGE, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, "/"),
  );
const [MODULE, ...OTHERS] = FILES.filter((file) => file.endsWith(".node"));

/** Every path that the manifest leads to. */
function targets(entry) {
  return typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targets);
}

/** Every set of conditions among the exports. */
function conditions(entry) {
  return typeof entry === "string" ? [] : [entry, ...Object.values(entry).flatMap(conditions)];
}

function readelf(t, option) {
  const file = path.join(PACKAGE, MODULE);
  const elf = fs.readFileSync(file).subarray(0, 4).equals(Buffer.from("\x7fELF", "latin1"));
  if (!elf || spawnSync("readelf", ["--version"]).error !== undefined) {
    t.skip("no ELF file, or no readelf");
    return null;
  }
  return execFileSync("readelf", [option, "--wide", file], { encoding: "utf8" });
}

test("it says what it is", () => {
  assert.equal(manifest.name, "twitter-feedback");
  assert.match(manifest.version, /^\d+\.\d+\.\d+/);
  assert.ok(manifest.description && manifest.keywords.length > 0);
  assert.equal(manifest.license, "MIT OR Apache-2.0");
});

test("it needs Node 20 and nothing else", () => {
  assert.equal(manifest.engines.node, ">=20");
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"]) {
    assert.deepEqual(Object.keys(manifest[kind] ?? {}), [], kind);
  }
});

test("installing it runs nothing and downloads nothing", () => {
  const atInstall = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];
  assert.deepEqual(
    Object.keys(manifest.scripts).filter((name) => atInstall.includes(name)),
    [],
  );
  // With it, npm would run a build at install without any script.
  assert.ok(!FILES.includes("binding.gyp"));
});

test("everything that its manifest leads to is there", () => {
  const led = [manifest.main, manifest.types, ...targets(manifest.exports), ...targets(manifest.bin)];
  assert.deepEqual(
    led.filter((target) => !FILES.includes(path.posix.normalize(target))),
    [],
  );
});

test("types come first among conditions, or they would not be found", () => {
  for (const condition of conditions(manifest.exports).filter((condition) => "types" in condition)) {
    assert.equal(Object.keys(condition)[0], "types");
  }
});

test("it is one package, whichever way it is loaded", () => {
  const required = require("twitter-feedback");
  assert.ok(Object.keys(required).length > 0);
  for (const [name, value] of Object.entries(required)) {
    assert.equal(imported[name], value, name);
  }
});

test("what is inside is nobody's business", () => {
  for (const inside of ["twitter-feedback/dist/index.js", "twitter-feedback/dist/native/index.js"]) {
    assert.throws(() => require(inside), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
  }
});

test("only what is needed is inside, with the readme and both licences", () => {
  const top = FILES.filter((file) => !file.includes("/"));
  assert.deepEqual(top.sort(), ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"]);
  const needed =
    /^(bin\/[^/]+\.js|dist\/[^/]+(\.js|\.d\.ts)|dist\/native\/(index\.js|index\.d\.ts|[^/]+\.node)|esm\/[^/]+)$/;
  assert.deepEqual(
    FILES.filter((file) => file.includes("/") && !needed.test(file)),
    [],
  );
});

test("every file of code has its types", () => {
  const untyped = FILES.filter((file) => /^(dist|esm)\/.*\.m?js$/.test(file))
    .map((file) => file.replace(/\.(m?)js$/, ".d.$1ts"))
    .filter((file) => !FILES.includes(file));
  assert.deepEqual(untyped, []);
});

test("one native module is inside: this machine's", () => {
  assert.match(MODULE, new RegExp(`^dist/native/twitter-feedback\\.${process.platform}-${process.arch}`));
  assert.deepEqual(OTHERS, []);
});

test("its command says the version of the package", async (t) => {
  const command = path.join(PACKAGE, manifest.bin["twitter-feedback"]);
  const running = new Running(t, process.execPath, [command, "--version"], { env: environment() });
  assert.equal(await running.endsWell(), `twitter-feedback ${manifest.version}\n`);
});

test("a release is small", (t) => {
  const bytes = fs.statSync(path.join(PACKAGE, MODULE)).size;
  const sections = readelf(t, "--sections");
  if (sections?.includes(".debug_info")) {
    t.skip(`a debug build, ${bytes} bytes`);
  } else {
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes`);
  }
});

test("it is linked to the C library alone, and stays loaded when a worker ends", (t) => {
  const dynamic = readelf(t, "--dynamic");
  if (dynamic !== null) {
    const needed = Array.from(dynamic.matchAll(/\(NEEDED\).*\[(.*)\]/g), ([, name]) => name);
    assert.deepEqual(
      needed.filter((name) => !/^(ld-linux|ld-musl|libc\.|libm\.|libgcc_s\.|libdl\.|libpthread\.|librt\.)/.test(name)),
      [],
    );
    assert.match(dynamic, /\(FLAGS_1\).*NODELETE/);
  }
});
