// Pages of 100 events, every field read: this library against twitter-api-v2 and against undici with oauth-1.0a.

import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { median } from "./median.js";
import { AT_ONCE, READERS } from "./readers.js";
import { servedPage } from "./server.js";

const ROUNDS = 11;
// Until the compilers have settled; these do not count.
const WARM_UP = 3;
// In each round.
const PAGES = 480;

/**
 * A process of its own. In one process they disturb each other: what one leaves for the garbage collector is paid for
 * by the next, and functions that several use are compiled for the sum of their habits, faster or slower than alone.
 */
class Contender {
  wall = [];
  cpu = [];

  static async started(name, service) {
    const contender = new Contender();
    contender.name = name;
    contender.child = fork(path.join(import.meta.dirname, "contender.js"), [name, JSON.stringify(service)]);
    await contender.#told();
    return contender;
  }

  /** What it says next. */
  async #told() {
    const heard = new AbortController();
    const [message, end] = ["message", "exit"].map((event) => once(this.child, event, { signal: heard.signal }));
    const ended = end.then(([code]) => Promise.reject(new Error(`${this.name} ended with ${code}`)));
    try {
      const [told] = await Promise.race([message, ended]);
      return told;
    } finally {
      heard.abort();
    }
  }

  async measure(atOnce) {
    this.child.send({ pages: PAGES, atOnce });
    const { wall, cpu, seen } = await this.#told();
    this.wall.push(wall);
    this.cpu.push(cpu);
    this.seen = seen;
  }

  forget() {
    this.wall = [];
    this.cpu = [];
  }
}

/** Alternates, so that whatever else the machine does meets everybody. */
async function measureAll(contenders, atOnce) {
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      if (round === 0) {
        contender.forget();
      }
      await contender.measure(atOnce);
    }
  }
  const same = contenders.filter(({ name }) => name.endsWith("times read") || name === "Client");
  if (new Set(same.map(({ seen }) => seen)).size !== 1) {
    throw new Error(`they did not read the same: ${same.map(({ name, seen }) => `${name} ${seen}`)}`);
  }
}

/** The median, over the rounds, of how much of theirs is one of ours. */
function ratio(theirs, ours) {
  return median(theirs.map((their, round) => their / ours[round]));
}

function report(contenders) {
  const peers = contenders.slice(0, -1);
  const ours = contenders.at(-1);
  for (const { name, wall, cpu } of contenders) {
    const [rate, spent] = [(1e6 / median(wall)).toFixed(0), median(cpu).toFixed(0)];
    console.log(`  ${name.padEnd(33)}${rate.padStart(7)} pages/s   CPU ${spent.padStart(5)} µs/page`);
  }
  for (const { name, wall, cpu } of peers) {
    const [rate, spent] = [ratio(wall, ours.wall).toFixed(2), ratio(ours.cpu, cpu).toFixed(2)];
    console.log(`  Client / ${name.padEnd(33)} pages/s ${rate}   CPU ${spent}`);
  }
}

const { service, bytes, stop } = await servedPage();
const contenders = [];
try {
  for (const name of Object.keys(READERS)) {
    contenders.push(await Contender.started(name, service));
  }
  console.log(`GET of a page of 100 events, ${bytes} bytes, every field read; medians of ${ROUNDS} rounds`);
  for (const atOnce of [1, AT_ONCE]) {
    await measureAll(contenders, atOnce);
    console.log(atOnce === 1 ? "One after another" : `${atOnce} at a time`);
    report(contenders);
  }
  console.log("Wanted, 16 at a time: 1.5 of twitter-api-v2's pages/s or more, and undici's CPU or less");
} finally {
  for (const { child } of contenders) {
    child.disconnect();
  }
  stop();
}
