// A listing as a file of JSON lines, read no faster than it is written.

import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

import { Sandbox } from "twitter-feedback";

const DAY = 24 * 60 * 60 * 1000;
const now = Date.now();
const sandbox = await Sandbox.start();
const client = sandbox.client();
await sandbox.seed(500, now - 30 * DAY, now - 2 * DAY);

async function* lines(events) {
  for await (const event of events) {
    yield `${JSON.stringify(event)}\n`;
  }
}

await pipeline(client.events({ fromTime: now - 31 * DAY }), lines, createWriteStream("events.jsonl"));
