// The sandbox as another process, its own calls, and a past to list.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const DAY = 24 * 60 * 60 * 1000;
// Milliseconds; a guard against a hang, never waited out by a healthy run.
const PATIENCE = 30_000;

// What the command printed (`url`, `credentials`, `user_id`), and how to stop it.
export async function startSandbox() {
  const binary = process.env.TWITTER_FEEDBACK_BIN;
  if (!binary) throw new Error("TWITTER_FEEDBACK_BIN must name the twitter-feedback command");
  const child = spawn(binary, ["sandbox", "--port", "0", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", (...how) => resolve(how)));
  const lines = createInterface({ input: child.stdout });
  const watchdog = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
  try {
    const first = await Promise.race([
      once(lines, "line").then(([line]) => line),
      once(child, "error").then(([error]) => Promise.reject(error)),
      ended.then((how) => Promise.reject(new Error(`the sandbox printed nothing and ended: ${how}`))),
    ]);
    return { ...JSON.parse(first), stop };
  } finally {
    clearTimeout(watchdog);
  }

  async function stop() {
    const impatience = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    child.kill("SIGTERM");
    const [, signal] = await ended;
    clearTimeout(impatience);
    lines.close();
    if (signal === "SIGKILL") throw new Error("the sandbox had to be killed");
  }
}

// A control call, which is not part of the platform and takes no signature.
export async function order(sandbox, call, body) {
  const answer = await fetch(`${sandbox.url}/_sandbox/${call}`, { method: "POST", body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${call}: ${answer.status} ${text}`);
  return JSON.parse(text);
}

// Makes a past in and around the last 8 days but the last. Returns the period, in milliseconds, and
// how many feedbacks were created in it.
export async function seedPeriodAndPast(sandbox) {
  const now = Date.now();
  const [begin, end] = [now - 8 * DAY, now - DAY];
  await order(sandbox, "seed", { count: 40, from: begin - 2 * DAY, to: begin - 1000 });
  const inside = await order(sandbox, "seed", { count: 250, from: begin, to: end });
  await order(sandbox, "seed", { count: 40, from: end + 1000, to: now });
  return { period: { from_time: begin, to_time: end }, created: inside.feedbacks };
}
