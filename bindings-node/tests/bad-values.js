// What no argument may be, and how a refusal must read.

import assert from "node:assert/strict";
import { inspect } from "node:util";

import { ConfigurationError, InvalidRequestError } from "twitter-feedback";

import { rejection, SURROGATE } from "./support.js";

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Whatever is done to it throws. */
function hostile() {
  const fail = () => {
    throw new RangeError("a trap was sprung");
  };
  return new Proxy({}, Object.fromEntries(Reflect.ownKeys(Reflect).map((trap) => [trap, fail])));
}

/** What is wrong wherever it stands, each with what a test calls it. */
const NEVER = [
  ["a bigint", 1n],
  ["a symbol", Symbol("text")],
  ["a function", () => "text"],
  ["an object without a prototype", Object.create(null)],
  ["an object that throws", hostile()],
  ["a revoked proxy", revoked()],
  ["a promise", Promise.resolve("text")],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
];

const OTHERS = {
  text: ["text", new String("text")],
  number: [7, new Number(7)],
  fraction: [1.5],
  boolean: [true, new Boolean(true)],
  array: [["text"], [7], []],
  object: [{}, { toString: () => "text", valueOf: () => 7 }, new Map([["text", 7]])],
  date: [new Date(1_450_202_300_000)],
  bytes: [Buffer.from("text"), new Uint8Array(3)],
};

function allBut(...kinds) {
  const others = Object.entries(OTHERS).filter(([kind]) => !kinds.includes(kind));
  return others.flatMap(([, values]) => values.map((value) => [inspect(value), value]));
}

const TIMES = [
  ["an invalid Date", new Date(Number.NaN)],
  ["a time that no Date knows", 8.64e15 + 1],
  ["a time before all that a Date knows", -8.64e15 - 1],
  ["a look-alike of a Date", Object.create(Date.prototype)],
];

const BOXED_TEXT = [["a boxed string", new String("text")]];

const WRONG = {
  text: [...NEVER, ...allBut("text"), ...BOXED_TEXT, ["a lone surrogate", SURROGATE]],
  "text or bytes": [...NEVER, ...allBut("text", "bytes"), ...BOXED_TEXT, ["a lone surrogate", SURROGATE]],
  whole: [...NEVER, ...allBut("number"), ["a boxed number", new Number(7)], ["an unsafe whole number", 2 ** 64]],
  "text in any form": [...NEVER, ...allBut("text"), ...BOXED_TEXT],
  "text or a list": [...NEVER, ...allBut("text", "array"), ...BOXED_TEXT],
  list: [...NEVER, ...allBut("array")],
  boolean: [...NEVER, ...allBut("boolean"), ["a boxed boolean", new Boolean(false)]],
  time: [...NEVER, ...allBut("number", "date"), ["a boxed number", new Number(7)], ...TIMES],
  duration: [
    ...NEVER,
    ...allBut("number", "fraction"),
    ["a boxed number", new Number(7)],
    ["a negative number", -1],
    ["a negative fraction", -0.001],
    ["more than a Date knows", 8.64e15 + 1],
    ["far beyond", 1e300],
  ],
  share: [
    ...NEVER,
    ...allBut("number", "fraction"),
    ["a boxed number", new Number(1)],
    ["more than all", 1.5],
    ["less than nobody", -0.001],
  ],
  function: [...NEVER.filter(([, value]) => typeof value !== "function"), ...allBut()],
  signal: [...NEVER, ...allBut(), ["an AbortController", new AbortController()]],
  instance: [...NEVER, ...allBut()],
  "instance or a list": [...NEVER, ...allBut("array")],
};

/**
 * One argument of one operation: the field that a refusal names, what it takes, and how it is called with a value.
 *
 * `leaveOut` lists what stands for nothing: `undefined`, and `null` where data may have it.
 */
export function argument(operation, field, takes, call, leaveOut = []) {
  return { label: `${operation} ${field}`, field, takes, call, leaveOut };
}

/** Every value that this argument must refuse, with what a test calls it. */
export function wrongValues({ takes, leaveOut }) {
  const nothing = [undefined, null].filter((value) => !leaveOut.includes(value));
  return [...WRONG[takes], ...nothing.map((value) => [String(value), value])];
}

/** What calling it with this value fails with, whether at once or later. */
export function failure(argument, value, ...context) {
  return rejection((async () => argument.call(value, ...context))());
}

/** The field and the rule, in the message and among the problems, and an error that says who called. */
export function assertNames(error, errorClass, field) {
  assert.equal(error?.constructor, errorClass, inspect(error));
  const problem = error.problems.find((one) => one.field === field);
  assert.ok(problem, `${field} is not among ${inspect(error.problems)}`);
  assert.match(problem.rule, /^(must|may|goes|is) /);
  assert.ok(error.message.includes(`${field} ${problem.rule}`), error.message);
  assert.ok(error.message.isWellFormed() && error.message.length < 2000, error.message);
  assert.equal(typeof problem.given, "string");
  assert.ok(problem.given.isWellFormed() && problem.given.length <= 100, problem.given);
  assert.match(error.stack, /\.test\.js/);
}

export function assertRefused(error, field) {
  assertNames(error, InvalidRequestError, field);
}

export function assertMisconfigured(error, field) {
  assertNames(error, ConfigurationError, field);
}
