// A sandbox, people who are asked, and a browser that looks.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach } from "node:test";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { startSandbox } from "../clients/node/sandbox.js";

const run = promisify(execFile);

// How large a phone and a desktop are.
export const PHONE = { width: 375, height: 667 };
export const DESKTOP = { width: 1280, height: 800 };
// A name that somebody has pointed at this machine.
export const FOREIGN = "rebound.example";

// What there is while a test runs; each has a sandbox of its own, and a folder for the command's ledger.
export const scene = { browser: undefined, sandbox: undefined, folder: undefined };
let visits = [];

export function setTheScene() {
  before(async () => {
    const root = process.getuid?.() === 0;
    scene.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: [
        // Chromium refuses to isolate itself as root.
        ...(root ? ["--no-sandbox"] : []),
        // Nothing but this machine has a name.
        `--host-resolver-rules=MAP ${FOREIGN} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ],
    });
  });
  after(() => scene.browser?.close());
  beforeEach(async () => {
    scene.sandbox = await startSandbox();
    scene.folder = await mkdtemp(path.join(tmpdir(), "twitter-feedback-"));
  });
  afterEach(async () => {
    for (const { page } of visits) await page.context().close();
    const checked = visits;
    visits = [];
    await scene.sandbox?.stop();
    await rm(scene.folder, { recursive: true });
    for (const { noise } of checked) assert.deepEqual(noise, [], "a quiet page that stays at home");
  });
}

async function command(...args) {
  const env = { ...process.env };
  env.TWITTER_FEEDBACK_API_BASE = scene.sandbox.url;
  env.TWITTER_FEEDBACK_CLOCK = "service";
  env.TWITTER_FEEDBACK_LEDGER = path.join(scene.folder, "ledger.db");
  for (const [name, value] of Object.entries(scene.sandbox.credentials)) {
    env[`TWITTER_FEEDBACK_${name.toUpperCase()}`] = value;
  }
  const { stdout } = await run(process.env.TWITTER_FEEDBACK_BIN, [...args, "--json"], { env });
  return JSON.parse(stdout);
}

// Asks somebody over signed HTTP and returns the feedback's id.
export async function ask(type, { to = "343434343434", message = "Our pleasure! Enjoy your furniture.", name } = {}) {
  const more = name === undefined ? [] : ["--display-name", name];
  const where = ["--to", to, "--privacy-url", "https://furni.example/privacy"];
  const sent = await command("send", "--type", type, "--message", message, ...where, ...more);
  return sent.feedback.id;
}

// What the service tells the sender of an answer, `[score, text]`.
export async function answered(id) {
  const { response } = await command("show", id);
  return [response?.score?.value, response?.text?.value];
}

// The page in a browser. What it complains of and whom else it asks fails the test, but for what is `expected`. `routes`
// are answers that do not come from the sandbox.
export async function visit({ path = "/", expected, clock = false, routes = {}, ...options } = {}) {
  const context = await scene.browser.newContext({ viewport: PHONE, ...options });
  const page = await context.newPage();
  const noise = [];
  const note = (what) => {
    if (!expected?.test(what)) noise.push(what);
  };
  page.on("console", (message) => note(`console: ${message.text()}`));
  page.on("pageerror", (error) => note(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    note(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== scene.sandbox.url) note(`request: ${request.url()}`);
  });
  visits.push({ page, noise });
  for (const [pattern, handler] of Object.entries(routes)) await page.route(pattern, handler);
  if (clock) await page.clock.install();
  await page.goto(scene.sandbox.url + path);
  return page;
}

// The page once it shows a card.
export async function visitCard(options) {
  const page = await visit(options);
  await page.locator(".card").last().waitFor();
  return page;
}

export const radio = (page, name) => page.getByRole("radio", { name, exact: true });

// What the page last announced.
export async function said(page, words) {
  await page.getByRole("status").filter({ hasText: words }).waitFor({ state: "attached" });
}
