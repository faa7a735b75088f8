// What loading the package costs, against twitter-api-v2, and how big it is.

import { execFileSync } from "node:child_process";
import fs from "node:fs";

import { median } from "./median.js";

const RUNS = 15;
const PEER = "twitter-api-v2";
const OURS = "twitter-feedback";

/** Milliseconds of loading a package, as its process sees it, and of that whole process. */
function loading(name) {
  const load = name === undefined ? "" : `require(${JSON.stringify(name)});`;
  const program = `const begun = performance.now(); ${load} console.log(performance.now() - begun);`;
  const begun = performance.now();
  const inside = Number(execFileSync(process.execPath, ["--input-type=commonjs", "--eval", program]));
  return { inside, whole: performance.now() - begun };
}

const taken = new Map([undefined, PEER, OURS].map((name) => [name, []]));
// Once for the disk's sake, then in turns.
for (let run = 0; run <= RUNS; run += 1) {
  for (const [name, times] of taken) {
    const one = loading(name);
    if (run > 0) {
      times.push(one);
    }
  }
}

function say(title, [peer, ours], wanted = "") {
  const shown = `${PEER} ${peer.toFixed(1)} ms, ${OURS} ${ours.toFixed(1)} ms: ${(ours / peer).toFixed(3)}`;
  console.log(`${title}: ${shown}${wanted}`);
}

const medianOf = (name, which) => median(taken.get(name).map((one) => one[which]));
const inside = [PEER, OURS].map((name) => medianOf(name, "inside"));
say(`require, median of ${RUNS} processes`, inside, "   (wanted: at most 0.2)");
const empty = medianOf(undefined, "whole");
const whole = [PEER, OURS].map((name) => medianOf(name, "whole") - empty);
say(`  whole processes, less an empty one of ${empty.toFixed(0)} ms`, whole);
console.log(`Package: ${(fs.statSync(process.argv[2]).size / 2 ** 20).toFixed(2)} MiB`);
