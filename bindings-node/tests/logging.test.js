// The library's log: nothing unless somebody asks for it, and whatever a logger does, calls settle as they would.

import assert from "node:assert/strict";
import { test } from "node:test";

import { InvalidRequestError, OutcomeUnknownError, setLogger } from "twitter-feedback";

import { environment, program, prompt, runCase, UNREADABLE_PAGE, until } from "./process-support.js";
import { all, past, rejection, startWithClient, thrown } from "./support.js";

const ORDER = ["trace", "debug", "info", "warn", "error"];

/** The records from now on. */
function listening(t, options) {
  const records = [];
  setLogger((record) => records.push(record), options);
  t.after(() => setLogger(null));
  return records;
}

/** Something of every level that the library logs at. */
async function provoke(sandbox, client) {
  sandbox.fault("events", "respond", { body: UNREADABLE_PAGE });
  await all(client.events(past(sandbox)).pages());
  await client.verifyCredentials();
}

/** Turns the loop until all that waited has been handed over, and ends the log. */
async function handedOver(client) {
  const records = [];
  setLogger((record) => records.push(record), { level: "debug" });
  await client.verifyCredentials();
  await until(() => records.length > 0);
  setLogger(null);
}

test("every answer is a record with a date, a level and a message", async (t) => {
  const { client } = await startWithClient(t);
  const records = listening(t, { level: "debug" });
  const begun = Date.now();
  for (let times = 1; times <= 3; times += 1) {
    await client.verifyCredentials();
    await until(() => records.filter(({ message }) => message.includes("200")).length >= times);
  }
  for (const record of records) {
    assert.deepEqual(Object.keys(record).sort(), ["at", "level", "message"]);
    assert.ok(record.at instanceof Date);
    assert.ok(record.at.getTime() >= begun && record.at.getTime() <= Date.now());
    assert.equal(record.level, "debug");
    assert.ok(record.message.length > 0);
  }
});

for (const level of ORDER) {
  test(`a logger hears records of its level and above, and no others: ${level}`, async (t) => {
    const { sandbox, client } = await startWithClient(t);
    const records = listening(t, { level });
    await provoke(sandbox, client);
    await handedOver(client);
    const levels = new Set(records.map((record) => record.level));
    for (const heard of levels) {
      assert.ok(ORDER.indexOf(heard) >= ORDER.indexOf(level), heard);
    }
    assert.equal(levels.has("warn"), ORDER.indexOf(level) <= ORDER.indexOf("warn"));
    assert.equal(levels.has("debug"), ORDER.indexOf(level) <= ORDER.indexOf("debug"));
  });
}

test("a logger hears from `info` on unless a level is named", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const records = listening(t);
  await provoke(sandbox, client);
  await handedOver(client);
  assert.deepEqual(
    records.map(({ level }) => level),
    ["warn"],
  );
});

test("an unreadable event is a warning that says where, from single events too", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const records = listening(t, { level: "warn" });
  sandbox.fault("events", "respond", { body: UNREADABLE_PAGE, times: 2 });
  const [page] = await all(client.events(past(sandbox)).pages());
  assert.equal(page.unreadable.length, 1);
  assert.equal((await all(client.events(past(sandbox)))).length, 1);
  await handedOver(client);
  assert.equal(records.length, 2);
  assert.ok(records.every(({ level, message }) => level === "warn" && message.includes(page.unreadable[0].jsonPath)));
});

test("a logger hears what arose in its time, at its level, and nothing else", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const heard = [];
  for (let number = 0; number < 20; number += 1) {
    const records = listening(t, { level: number % 2 === 0 ? "debug" : "warn" });
    await provoke(sandbox, client);
    heard.push(records);
  }
  setLogger(null);
  setLogger(null);
  await provoke(sandbox, client);
  await handedOver(client);
  for (const [number, records] of heard.entries()) {
    const levels = records.map(({ level }) => level);
    assert.equal(levels.filter((level) => level === "warn").length, 1, `${number}: ${levels}`);
    assert.equal(levels.includes("debug"), number % 2 === 0, `${number}: ${levels}`);
  }
});

test("a wrong logger or level is refused by name, and the logger before it stays", async (t) => {
  const { client } = await startWithClient(t);
  const records = listening(t, { level: "debug" });
  const cases = [
    [["console"], "logger"],
    [[undefined], "logger"],
    [[{}], "logger"],
    [[() => {}, { level: "loud" }], "level"],
    [[() => {}, { level: 10 }], "level"],
    [[() => {}, { level: "toString" }], "level"],
    [[() => {}, "debug"], "options"],
    [[() => {}, null], "options"],
    [[() => {}, { levels: "debug" }], "levels"],
  ];
  for (const [args, field] of cases) {
    const error = thrown(() => setLogger(...args));
    assert.ok(error instanceof InvalidRequestError);
    assert.deepEqual(
      error.problems.map((problem) => problem.field),
      [field],
    );
  }
  await client.verifyCredentials();
  await until(() => records.length > 0);
});

test("no record holds a secret or a comment", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
  const comment = "Nobody told me why";
  const secrets = [consumerKey, consumerSecret, accessToken, accessTokenSecret, comment, "oauth_signature"];
  const records = listening(t, { level: "trace" });
  const feedback = await client.create(prompt());
  sandbox.answer(feedback.id, 3, comment);
  await client.show(feedback.id);
  // A proxy that echoes what it was sent.
  sandbox.fault("show", "respond", { status: 400, headers: { "x-echo": consumerKey }, body: secrets.join(" ") });
  await rejection(client.show(feedback.id));
  sandbox.fault("events", "respond", { body: { events: [{ event_type: consumerSecret }], next_cursor: "" } });
  await all(client.events());
  sandbox.fault("create", "reset_after_work");
  await assert.rejects(client.create(prompt(1)), OutcomeUnknownError);
  await handedOver(client);
  assert.deepEqual([...new Set(records.map(({ level }) => level))].sort(), ["debug", "warn"]);
  const written = JSON.stringify(records);
  assert.deepEqual(
    secrets.filter((secret) => written.includes(secret)),
    [],
  );
});

test("a logger may call the client itself", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const inner = [];
  setLogger(
    () => {
      if (inner.length < 3) {
        inner.push(client.verifyCredentials());
      }
    },
    { level: "debug" },
  );
  t.after(() => setLogger(null));
  await client.verifyCredentials();
  await until(() => inner.length === 3);
  for (const { userId } of await Promise.all(inner)) {
    assert.equal(userId, sandbox.userId);
  }
});

test("a logger may end the log, and then hears nothing more", async (t) => {
  const { client } = await startWithClient(t);
  let heard = 0;
  setLogger(
    () => {
      heard += 1;
      setLogger(null);
    },
    { level: "debug" },
  );
  await Promise.all(Array.from({ length: 20 }, () => client.verifyCredentials()));
  await handedOver(client);
  assert.equal(heard, 1);
});

test("many calls at once lose no record", async (t) => {
  const { client } = await startWithClient(t, { limits: false });
  const records = listening(t, { level: "debug" });
  await Promise.all(Array.from({ length: 500 }, () => client.verifyCredentials()));
  await handedOver(client);
  assert.equal(records.filter(({ message }) => message.includes("200")).length, 500);
});

for (const which of ["nothing", "null_again"]) {
  test(`nothing is printed by default: ${which}`, async (t) => {
    assert.equal(await runCase(t, "logs", which), "");
  });
}

test("what a logger throws is an uncaught exception, and costs no call its answer and no record its place", async (t) => {
  const { calls, records, uncaught } = JSON.parse(await runCase(t, "logs", "throwing"));
  assert.equal(calls, 50);
  assert.ok(records >= 50);
  assert.equal(uncaught, records);
});

test("records that wait when the program ends are handed over", async (t) => {
  assert.match(await runCase(t, "logs", "exit", { code: 3 }), /^before\n(debug .*\n)+$/);
});

test("NODE_DEBUG=twitter-feedback prints the log on stderr, nothing on stdout, and no secret", async (t) => {
  const running = await printed(t, "debugged", "twitter-feedback");
  const { secrets } = JSON.parse(running.output);
  assert.match(running.errors, /^TWITTER-FEEDBACK \d+: debug .*200/m);
  assert.match(running.errors, /^TWITTER-FEEDBACK \d+: warn /m);
  assert.deepEqual(
    secrets.filter((secret) => running.errors.includes(secret)),
    [],
  );
});

for (const section of ["http", "twitter", ""]) {
  test(`NODE_DEBUG for others prints nothing of the library: ${JSON.stringify(section)}`, async (t) => {
    const { errors } = await printed(t, "debugged", section);
    assert.doesNotMatch(errors, /TWITTER-FEEDBACK/);
  });
}

test("NODE_DEBUG prints what workers do once", async (t) => {
  const { output, errors } = await printed(t, "debugged_workers", "twitter-feedback");
  const { ids } = JSON.parse(output);
  assert.equal(ids.length, 3);
  const lines = errors.split("\n").filter((line) => line.includes("200") && line.includes("verify_credentials"));
  assert.equal(lines.length, 3, errors);
});

async function printed(t, which, section) {
  const env = environment(undefined, { NODE_DEBUG: section });
  const { code, signal, output, errors } = await program(t, "logs", [which], { env }).outcome();
  assert.deepEqual({ code, signal }, { code: 0, signal: null }, errors);
  return { output, errors };
}
