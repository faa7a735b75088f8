// The command that the package carries, as npm installs it: `node_modules/.bin/twitter-feedback`.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";

import { Client } from "twitter-feedback";

import { arrival, environment, PACKAGE, PATIENT, prompt, Running, SOON, seen } from "./process-support.js";
import { past, startSandbox } from "./support.js";

const COMMAND = path.join(PACKAGE, "..", ".bin", "twitter-feedback");
const SEND = [
  ...["send", "--to", prompt().toUserId, "--type", "nps", "--message", "Thank you for talking to Furni today!"],
  ...["--privacy-url", "https://furni.example/privacy", "--json"],
];

function command(t, args, options) {
  return new Running(t, COMMAND, args, options);
}

function temporary(t) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
  t.after(() => fs.rmSync(directory, { recursive: true }));
  return directory;
}

/** A shell that goes to the sandbox and remembers it in a ledger of its own. */
function withLedger(t, sandbox, more = {}) {
  return environment(sandbox, { TWITTER_FEEDBACK_LEDGER: path.join(temporary(t), "ledger.db"), ...more });
}

test("it tells the version of the package", async (t) => {
  const { version } = JSON.parse(fs.readFileSync(path.join(PACKAGE, "package.json"), "utf8"));
  assert.equal(await command(t, ["--version"]).endsWell(), `twitter-feedback ${version}\n`);
});

test("its help names the commands", async (t) => {
  const help = await command(t, ["--help"]).endsWell();
  for (const name of ["demo", "sandbox", "send", "show", "events", "can-dm", "sync", "attempts"]) {
    assert.match(help, new RegExp(`^ +${name} `, "m"));
  }
});

test("the demo writes its file into the folder that it is told, and is killed on the way", async (t) => {
  const cwd = temporary(t);
  const { code, signal, output, errors } = await command(t, ["demo", "--out", "made"], { cwd }).outcome();
  assert.deepEqual({ code, signal }, { code: 0, signal: null }, errors);
  assert.match(output, /was killed \(kill -9\)/, "it can start itself once more");
  assert.deepEqual(fs.readdirSync(cwd), ["made"]);
  const lines = fs.readFileSync(path.join(cwd, "made", "feedback.csv"), "utf8").split("\n");
  assert.ok(lines.length > 100);
});

test("send asks with credentials from the environment and prints one document", async (t) => {
  const sandbox = await startSandbox(t);
  const { code, output, errors } = await command(t, SEND, { env: withLedger(t, sandbox) }).outcome();
  assert.equal(code, 0, errors);
  const document = JSON.parse(output);
  assert.equal(document.status, "sent");
  assert.equal(seen(sandbox, "/create").length, 1);
  const client = sandbox.client();
  assert.equal((await client.show(document.feedback.id)).toUserId, prompt().toUserId);
  client.close();
});

test("what it writes to a pipe is complete, however much it is", async (t) => {
  const sandbox = await startSandbox(t);
  const { fromTime, toTime } = past(sandbox);
  const { events } = await sandbox.seed(2000, fromTime, toTime);
  const args = ["events", "--json", "--from", String(fromTime), "--to", String(toTime)];
  const { code, output, errors } = await command(t, args, { env: environment(sandbox) }).outcome();
  assert.equal(code, 0, errors);
  const lines = output.split("\n");
  assert.equal(lines.pop(), "");
  assert.equal(lines.length, events);
  assert.ok(lines.every((line) => JSON.parse(line).event_type.startsWith("feedback.")));
});

test("it is stopped by a reader that goes away, and says nothing", {
  skip: process.platform === "win32",
}, async (t) => {
  const sandbox = await startSandbox(t);
  const { fromTime, toTime } = past(sandbox);
  await sandbox.seed(2000, fromTime, toTime);
  const shell = `"${COMMAND}" events --json --from ${fromTime} --to ${toTime} | head -n 1`;
  const output = await new Running(t, "sh", ["-c", shell], { env: environment(sandbox) }).endsWell();
  assert.equal(output.split("\n").length, 2);
});

const WRONG = { "an unknown type": ["send", "--type", "smiley"], "an unknown command": ["smiley"], nothing: [] };
for (const [name, args] of Object.entries(WRONG)) {
  test(`wrong usage is exit code 2 and prints no data: ${name}`, async (t) => {
    const { code, output, errors } = await command(t, args).outcome();
    assert.deepEqual({ code, output }, { code: 2, output: "" });
    assert.ok(errors.length > 0);
  });
}

const REFUSED = {
  "not accepted": [3, (sandbox, t) => withLedger(t, sandbox, { TWITTER_FEEDBACK_ACCESS_TOKEN_SECRET: "wrong" })],
  "not there": [2, () => environment()],
};
for (const [name, [expected, environmentOf]] of Object.entries(REFUSED)) {
  test(`credentials that are ${name} are exit code ${expected}, and nobody is asked`, async (t) => {
    const sandbox = await startSandbox(t);
    const { code, output, errors } = await command(t, SEND, { env: environmentOf(sandbox, t) }).outcome();
    assert.deepEqual({ code, output }, { code: expected, output: "" });
    assert.match(errors, /^error: /m);
    assert.deepEqual(
      seen(sandbox, "/create").filter(({ status }) => status === 200),
      [],
    );
  });
}

test("arguments reach it to the letter", async (t) => {
  const sandbox = await startSandbox(t);
  const message = 'a * \' ( ) ! ~ é 😀 "quoted" & = + % z';
  const args = SEND.map((arg) => (arg.startsWith("Thank you") ? message : arg));
  const { code, output, errors } = await command(t, args, { env: withLedger(t, sandbox) }).outcome();
  assert.equal(code, 0, errors);
  const client = sandbox.client();
  const { raw } = await client.show(JSON.parse(output).feedback.id);
  assert.equal(JSON.parse(raw).text, message);
  client.close();
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  test(`a sandbox serves until ${signal} and then ends with no process left`, async (t) => {
    const running = command(t, ["sandbox", "--json"]);
    const { url, credentials, user_id: userId } = JSON.parse(await running.line());
    const client = new Client({ credentials: named(credentials), apiBase: url, clock: "service" });
    t.after(() => client.close());
    assert.equal((await client.verifyCredentials()).userId, userId);
    assert.equal((await client.create(prompt())).toUserId, prompt().toUserId);
    running.kill(signal);
    assert.equal(await running.endsWell(), "");
    assert.equal(running.alive, false);
  });

  test(`a sandbox ends at ${signal} though a request hangs in it`, async (t) => {
    const running = command(t, ["sandbox", "--json"], { guard: SOON });
    const { url, credentials } = JSON.parse(await running.line());
    const order = { operation: "show", fault: "hang", times: 1 };
    await fetch(`${url}/_sandbox/faults`, { method: "POST", body: JSON.stringify(order) });
    const client = new Client({ credentials: named(credentials), apiBase: url, clock: "service", ...PATIENT });
    t.after(() => client.close());
    const waiting = assert.rejects(client.show("1"), { kind: "connection" });
    for (let arrived = false; !arrived; ) {
      const requests = await (await fetch(`${url}/_sandbox/requests`)).json();
      arrived = requests.some((request) => request.path.includes("/show/"));
    }
    running.kill(signal);
    assert.equal(await running.endsWell(), "");
    await waiting;
  });

  test(`${signal} ends a command that waits as it ends any program`, async (t) => {
    const sandbox = await startSandbox(t);
    sandbox.fault("show", "hang");
    const running = command(t, ["show", "1"], { env: environment(sandbox) });
    await arrival(sandbox, "/show/");
    running.kill(signal);
    assert.deepEqual(await running.outcome(), { code: null, signal, output: "", errors: "" });
    assert.equal(running.alive, false);
  });
}

function named(credentials) {
  return {
    consumerKey: credentials.consumer_key,
    consumerSecret: credentials.consumer_secret,
    accessToken: credentials.access_token,
    accessTokenSecret: credentials.access_token_secret,
  };
}
