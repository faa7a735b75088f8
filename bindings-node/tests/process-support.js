// What the tests of a process and the programs in `programs/` share. It loads no native module: some programs must not.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Milliseconds; a guard against a hang, never waited out by a healthy run. */
export const GUARD = 60_000;

/** Milliseconds that a program may take that has to end by itself, its start included. */
export const SOON = 15_000;

/** Options of a client whose calls end only when something happens to them. */
export const PATIENT = { timeoutMs: GUARD, readTimeoutMs: GUARD, operationTimeoutMs: GUARD, maxTries: 1 };

/** One event without a feedback, and one that can be read. */
export const UNREADABLE_PAGE = {
  events: [
    { event_type: "feedback.created", created_at: "Tue Dec 15 00:00:00 +0000 2015" },
    {
      event_type: "feedback.created",
      created_at: "Tue Dec 15 00:00:00 +0000 2015",
      feedback: { id: "1", type: "nps" },
    },
  ],
  next_cursor: "",
};

const PROGRAMS = path.join(path.dirname(fileURLToPath(import.meta.url)), "programs");

/** Where the package is installed. */
export const PACKAGE = path.dirname(createRequire(import.meta.url).resolve("twitter-feedback/package.json"));

/** A prompt to the person of this number. */
export function prompt(number = 0) {
  return {
    type: "csat",
    toUserId: String(343434343434 + number),
    message: "Thank you for talking to Furni!",
    privacyUrl: "https://furni.example/privacy",
  };
}

/** The requests that have arrived whose path has this part. */
export function seen(sandbox, part) {
  return sandbox.requests.filter((request) => request.path.includes(part));
}

/** Lets the event loop turn once. */
export const turn = promisify(setImmediate);

/** Lets the event loop run until the condition holds. */
export async function until(condition) {
  const end = Date.now() + GUARD;
  while (!condition()) {
    assert.ok(Date.now() < end, "what was waited for never came");
    await turn();
  }
}

/** Lets the event loop run until so many of these requests have arrived. */
export async function arrival(sandbox, part, times = 1) {
  await until(() => seen(sandbox, part).length >= times);
}

/** This process's environment, without settings of the library and proxies, and with the sandbox's keys. */
export function environment(sandbox, more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(TWITTER_FEEDBACK_|NODE_)|_proxy$/i.test(name));
  if (sandbox === undefined) {
    return { ...Object.fromEntries(kept), ...more };
  }
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
  return {
    ...Object.fromEntries(kept),
    TWITTER_FEEDBACK_CONSUMER_KEY: consumerKey,
    TWITTER_FEEDBACK_CONSUMER_SECRET: consumerSecret,
    TWITTER_FEEDBACK_ACCESS_TOKEN: accessToken,
    TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET: accessTokenSecret,
    TWITTER_FEEDBACK_API_BASE: sandbox.url,
    TWITTER_FEEDBACK_CLOCK: "service",
    ...more,
  };
}

/** A process in a group of its own, so that its children end with it. Killed after `guard` milliseconds. */
export class Running {
  #child;
  #chunks;
  #rest = "";
  #errors = "";
  #closed;
  #watchdog;

  constructor(t, command, args, { env = environment(), cwd, guard = GUARD } = {}) {
    this.#child = spawn(command, args, { env, cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    this.#child.stdout.setEncoding("utf8");
    this.#child.stderr.setEncoding("utf8").on("data", (chunk) => {
      this.#errors += chunk;
    });
    this.#chunks = this.#child.stdout[Symbol.asyncIterator]();
    this.#closed = new Promise((resolve, reject) => {
      this.#child.once("close", (code, signal) => resolve({ code, signal }));
      this.#child.once("error", reject);
    });
    this.#watchdog = setTimeout(() => this.#kill(), guard);
    t.after(() => this.#end());
  }

  kill(signal) {
    this.#child.kill(signal);
  }

  /** The next line that it prints. */
  async line() {
    while (!this.#rest.includes("\n")) {
      const { done, value } = await this.#chunks.next();
      if (done) {
        assert.fail(`it printed no line: ${JSON.stringify(await this.outcome())}`);
      }
      this.#rest += value;
    }
    const [line] = this.#rest.split("\n", 1);
    this.#rest = this.#rest.slice(line.length + 1);
    return line;
  }

  /** How it ended, the rest of its output, and all that it wrote to stderr. */
  async outcome() {
    let output = this.#rest;
    this.#rest = "";
    for (let chunk = await this.#chunks.next(); !chunk.done; chunk = await this.#chunks.next()) {
      output += chunk.value;
    }
    const { code, signal } = await this.#closed;
    return { code, signal, output, errors: this.#errors };
  }

  /** Its output; it must end with this exit code and say nothing on stderr. */
  async endsWell(expected = 0) {
    const { code, signal, output, errors } = await this.outcome();
    assert.deepEqual({ code, signal, errors }, { code: expected, signal: null, errors: "" }, output);
    return output;
  }

  /** Whether a process of its group is left. */
  get alive() {
    try {
      return process.kill(-this.#child.pid, 0);
    } catch (error) {
      assert.equal(error.code, "ESRCH");
      return false;
    }
  }

  #kill() {
    if (this.#child.pid !== undefined && this.alive) {
      process.kill(-this.#child.pid, "SIGKILL");
    }
  }

  async #end() {
    clearTimeout(this.#watchdog);
    this.#kill();
    await this.#closed.catch(() => {});
  }
}

/** A program of `programs/`; `flags` are Node's own. */
export function program(t, name, args = [], { flags = [], ...options } = {}) {
  return new Running(t, process.execPath, [...flags, path.join(PROGRAMS, `${name}.js`), ...args], options);
}

/** Runs a case of a program to its good end; returns its output. */
export async function runCase(t, name, which, { code = 0, ...options } = {}) {
  return program(t, name, [which].flat(), options).endsWell(code);
}
