// The table of operations and the public names of this package say the same.

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { inspect } from "node:util";

import { parse } from "smol-toml";
import * as library from "twitter-feedback";

import { BUNDLES, CLASSES, KNOWN, methods, PARAMETERS, PUBLIC, properties, UNIONS, VALUES } from "./parity-declared.js";
import { valuesOf } from "./parity-values.js";

const file = process.env.TWITTER_FEEDBACK_PARITY;
assert.ok(file, "TWITTER_FEEDBACK_PARITY names the table");
const TABLE = parse(fs.readFileSync(file, "utf8"));
const ROWS = Object.values(TABLE).flatMap((section) => (Array.isArray(section) ? [] : Object.values(section)));
const LISTED = [...ROWS.flatMap(({ node = [] }) => node), ...TABLE.node_only.flatMap(({ names }) => names)];
const listed = new Set(LISTED);

/** Functions that the files of the package have for each other and no declaration shows. */
const INTERNAL = [".all", ".alone", ".given", ".is", ".native", ".of", ".place"];

/** Passes when no name is one for which this holds. */
function assertNone(names, holds, message) {
  const found = names.filter(holds);
  assert.deepEqual(found, [], message);
}

const isMissing = (name) => !listed.has(name);
/** An option stands in the table with its function or as a member of its bundle. */
const isListed = ({ name, member }) => listed.has(name) || listed.has(member);

test("every name in the table exists and is public", () => {
  assertNone(LISTED, (name) => !KNOWN.has(name));
});

test("every public name is in the table", () => {
  assertNone(PUBLIC, isMissing);
});

test("no name is in the table twice", () => {
  assertNone(LISTED, (name, place) => LISTED.indexOf(name) !== place);
});

test("where one option or parameter is in the table, all that may be left out are", () => {
  const functions = new Set(PARAMETERS.filter(({ name }) => listed.has(name)).map(({ of }) => of));
  assert.ok(functions.has("Client"));
  const optional = PARAMETERS.filter(({ of, optional }) => optional && functions.has(of));
  assertNone(optional, (parameter) => !isListed(parameter));
});

test("every option that may be left out is in the table, with some function that takes it or in its bundle", () => {
  assert.ok(BUNDLES.has("ClientSettings"));
  const options = PARAMETERS.filter(({ bundle }) => bundle !== undefined);
  const named = new Set(options.filter(isListed).map(({ bundle, key }) => `${bundle}${key}`));
  const optional = options.filter((option) => option.optional);
  assertNone(optional, ({ bundle, key }) => !named.has(`${bundle}${key}`));
});

test("an error class stands in the row of its kind", () => {
  const classes = Object.entries(library).filter(([, { prototype }]) => prototype instanceof library.FeedbackError);
  const kinds = classes.map(([name, ErrorClass]) => [new ErrorClass("").kind, name]);
  const rows = Object.entries(TABLE.error_kind).map(([kind, { node }]) => [kind, node]);
  assert.deepEqual(Object.fromEntries(kinds), Object.fromEntries(rows));
});

test("what the package declares is what it exports", () => {
  // A mark that compiled CommonJS modules carry.
  const exported = Object.keys(library).filter((name) => name !== "__esModule");
  assert.deepEqual(exported.sort(), VALUES.toSorted());
});

for (const name of CLASSES) {
  test(`what ${name} declares is what it has`, () => {
    const declared = methods(name);
    assert.deepEqual(keysOf(library[name].prototype), declared.prototype.sort());
    const others = keysOf(library[name]).filter((key) => !INTERNAL.includes(key) || declared.statics.includes(key));
    assert.deepEqual(others, declared.statics.sort());
  });
}

test("every value that the library hands out has the properties that its type declares", async (t) => {
  const values = await valuesOf(t);
  for (const [name, value] of Object.entries(values)) {
    assert.deepEqual(Object.keys(value).sort(), properties(name).sort(), name);
  }
  const owners = PUBLIC.filter((name) => /^\w+\.\w+$/.test(name)).map((name) => name.split(".")[0]);
  const isWithout = (name) => !(name in values) && !UNIONS.includes(name);
  assertNone([...new Set(owners)], isWithout, "types without a value here");
});

/** The keys of a class or its prototype, as the table writes them. */
function keysOf(owner) {
  const builtIn = ["length", "name", "prototype", "constructor"];
  const known = Object.getOwnPropertyNames(Symbol);
  return Reflect.ownKeys(owner)
    .filter((key) => !builtIn.includes(key) && key !== inspect.custom)
    .map((key) => (typeof key === "symbol" ? `[Symbol.${known.find((name) => Symbol[name] === key)}]` : `.${key}`))
    .sort();
}
