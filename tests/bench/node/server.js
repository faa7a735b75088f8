// The sandbox in a process of its own, as an installed package starts it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

import { Client } from "twitter-feedback";

const DAY = 24 * 60 * 60 * 1000;
const now = Date.now();
const period = { fromTime: now - 8 * DAY, toTime: now - 2 * DAY };
const root = path.dirname(createRequire(import.meta.url).resolve("twitter-feedback/package.json"));

/**
 * Starts a sandbox, reads one page as it is served, and plays those bytes to everybody from then on, so that the
 * server's own work costs little. Gives what the contenders must know, the size of the body, and `stop`.
 */
export async function servedPage() {
  const command = [path.join(root, "bin", "twitter-feedback.js"), "sandbox", "--no-limits", "--even-pages", "--json"];
  const child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  const stop = () => child.kill("SIGKILL");
  try {
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    const service = { ...described(JSON.parse(line)), period };
    await order(service, "seed", { count: 2_000, from: period.fromTime, to: period.toTime });
    const body = await typicalBody(service);
    const played = { headers: { "content-type": "application/json;charset=utf-8" }, body };
    await order(service, "faults", { operation: "events", fault: "respond", times: 10_000_000, ...played });
    return { service, bytes: Buffer.byteLength(body), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function described({ url, credentials }) {
  const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  const entries = Object.entries(credentials).map(([name, value]) => [camel(name), value]);
  return { url, credentials: Object.fromEntries(entries) };
}

async function order({ url }, call, body) {
  const answer = await fetch(`${url}/_sandbox/${call}`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
}

/** A page from the middle of the period, where there are answers. */
async function typicalBody({ url, credentials }) {
  const client = new Client({ credentials, apiBase: url });
  const middle = { ...period, fromTime: (period.fromTime + period.toTime) / 2 };
  const { value: page } = await client.events(middle).pages().next();
  if (page.events.length !== 100) {
    throw new Error(`a page of ${page.events.length} events, not 100`);
  }
  return Buffer.from(page.reply.body).toString();
}
