// A program: what it gives back, which ledger it opens, and closing it.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import { ConfigurationError, Feedback, Fold, LedgerError, Program, Prompt, setLogger } from "twitter-feedback";

import { arrival } from "./process-support.js";
import { BARE, createsFor, promptTo, startProgram } from "./programs-support.js";
import { all, DAY, folder, past, rejection, setEnvironment, startWithClient } from "./support.js";

const HOUR = DAY / 24;

test("a person who was asked is a feedback with its answer, and the attempt that asked", async (t) => {
  const { sandbox, program } = await startProgram(t);
  const { status, attemptId, feedback, ...others } = await program.send(new Prompt(promptTo(1001)));
  assert.deepEqual([status, others], ["sent", {}]);
  assert.ok(feedback instanceof Feedback);
  assert.equal(feedback.toUserId, "1001");
  assert.equal(feedback.reply.status, 200);
  assert.equal(JSON.parse(feedback.reply.body).id, JSON.parse(feedback.raw).id);
  const [attempt] = await program.attempts();
  assert.deepEqual([attempt.id, attempt.feedbackId], [attemptId, feedback.id]);
  assert.ok(attempt.coolUntil.getTime() - attempt.askedAt.getTime() === 7 * DAY + HOUR);
  assert.ok(Math.abs(attempt.attemptedAt - sandbox.now) < 60_000);
});

test("a skip is a normal result that says why and until when", async (t) => {
  const { sandbox, program } = await startProgram(t, { policy: { ...BARE, suppressedUserIds: ["9"] } });
  await program.send(promptTo(1001));
  const again = await program.send(promptTo(1001));
  const [attempt] = await program.attempts();
  assert.deepEqual(again, { status: "skipped", attemptId: attempt.id, reason: "cooldown", until: attempt.until });
  assert.ok(again.until.getTime() > sandbox.now.getTime() + 7 * DAY);
  const never = await program.send(promptTo(9));
  assert.deepEqual([never.reason, never.until], ["suppressed", null]);
});

test("an outcome that nobody can tell says what happened, and so does its attempt", async (t) => {
  const { sandbox, program } = await startProgram(t);
  sandbox.fault("create", "reset_after_work");
  const { status, attemptId, message, ...others } = await program.send(promptTo(1001));
  assert.deepEqual([status, others], ["unknown", {}]);
  const [{ id, state, error }] = await program.attempts();
  assert.deepEqual([id, state, error.kind, error.message], [attemptId, "unknown", "outcome_unknown", message]);
});

test("an attempt keeps the prompt and what was known of the conversation", async (t) => {
  const { program } = await startProgram(t);
  const prompt = promptTo(1001, { externalId: "case 1", questionVariantId: 2, displayName: "Furni", test: true });
  const context = { agentId: "agent_7", team: "nörth", tags: ["vip", "late 🙂"], language: "pt-BR" };
  await program.send(prompt, context);
  await program.send(promptTo(1002), { team: null, agentId: undefined });
  const [bare, full] = await program.attempts();
  assert.deepEqual(full.context, context);
  const { externalId, questionVariantId, displayName, type, test: marked } = full;
  assert.deepEqual([externalId, questionVariantId, displayName, type, marked], ["case 1", "2", "Furni", "csat", true]);
  assert.deepEqual(bare.context, { agentId: null, team: null, tags: [], language: null });
  // What was kept can be given again.
  assert.equal((await program.send(promptTo(1003), full.context)).status, "sent");
});

test("the status of a prompt holds neither score nor text", async (t) => {
  const { sandbox, program } = await startProgram(t);
  const { feedback, attemptId } = await program.send(promptTo(1001, { externalId: "case_1" }));
  sandbox.answer(feedback.id, 5, "hush, hush");
  sandbox.advance(30 * HOUR);
  await program.sync();
  const status = await program.promptStatus("case_1");
  const { askedAt, ...others } = status;
  assert.ok(askedAt instanceof Date);
  assert.deepEqual(others, {
    externalId: "case_1",
    attemptId,
    state: "sent",
    reason: null,
    type: "csat",
    toUserId: "1001",
    answered: true,
  });
  assert.doesNotMatch(inspect(status) + JSON.stringify(status), /hush/);
  assert.equal(await program.promptStatus("case_2"), null);
});

test("attempts are listed newest first, page by page, and as far as the filter wants them", async (t) => {
  const { sandbox, program } = await startProgram(t, { startAt: new Date("2026-01-05T10:00:00Z") });
  const times = [];
  for (const person of [1001, 1001, 1002, 1003]) {
    await program.send(promptTo(person, { externalId: `case ${person}` }));
    times.push(sandbox.now);
    sandbox.advance(HOUR);
  }
  const ids = async (filter) => (await program.attempts(filter)).map(({ id }) => Number(id));
  const [newest, third, second, first] = await ids();
  assert.ok(newest > third && third > second && second > first);
  assert.deepEqual(await ids({ limit: 2 }), [newest, third]);
  assert.deepEqual(await ids({ limit: 2, before: String(third) }), [second, first]);
  assert.deepEqual(await ids({ toUserId: "1001" }), [second, first]);
  assert.deepEqual(await ids({ externalId: "case 1002" }), [third]);
  assert.deepEqual(await ids({ toUserId: "1001", state: "skipped" }), [second]);
  // A Date of the service is to the second, and the clock goes on from there.
  assert.deepEqual(await ids({ fromTime: times[1], toTime: times[2].getTime() + 1000 }), [third, second]);
  assert.deepEqual(await ids({ toUserId: "7" }), []);
});

test("what a ledger has seen is the fold of the same events", async (t) => {
  const { sandbox, client, program } = await startProgram(t);
  const period = past(sandbox);
  const { feedbacks } = await sandbox.seed(200, period.fromTime, period.toTime);
  assert.equal((await program.sync()).new, feedbacks);
  const expected = new Fold();
  for await (const event of client.events(period)) {
    expected.apply(event);
  }
  const fold = await program.fold();
  assert.ok(fold instanceof Fold);
  const raws = (states) => Array.from(states, ({ feedback }) => feedback.raw);
  assert.deepEqual(raws(fold), raws(expected));
  const [state] = [...fold];
  assert.deepEqual(await program.folded(state.id), state);
  assert.equal(await program.folded("1"), null);
  // It is a fold like any other.
  fold.merge(expected);
  assert.equal(fold.size, feedbacks);
});

test("coverage says which periods were seen, and what lies between", async (t) => {
  const { sandbox, program } = await startProgram(t);
  assert.deepEqual(await program.coverage(), { periods: [], gaps: [], start: null, end: null });
  const day = (back) => new Date(sandbox.now.getTime() - back * DAY);
  await program.sync({ since: day(30), until: day(25).getTime() });
  const report = await program.sync({ since: day(10), until: day(5) });
  const { periods, gaps, start, end } = await program.coverage();
  assert.deepEqual([periods.length, gaps.length], [2, 1]);
  assert.deepEqual([start, end], [periods[0].fromTime, periods[1].toTime]);
  assert.equal(gaps[0].fromTime.getTime(), periods[0].toTime.getTime() + 1);
  assert.equal(gaps[0].toTime.getTime(), periods[1].fromTime.getTime() - 1);
  assert.deepEqual(report.completeThrough, periods[0].toTime, "what lies behind a gap is not complete");
});

test("a ledger is named by a path, a file URL, sqlite: and a path, or the environment", async (t) => {
  const { ledger, client, program } = await startProgram(t);
  await program.send(promptTo(1001));
  await program.close();
  setEnvironment(t, { TWITTER_FEEDBACK_LEDGER: ledger });
  for (const name of [ledger, pathToFileURL(ledger), `sqlite:${ledger}`, path.relative(".", ledger), undefined, null]) {
    const opened = await Program.open(client, name, BARE);
    assert.equal((await opened.attempts()).length, 1, String(name));
    await opened.close();
  }
});

test("without a name there is no ledger, and the message says how to name one", async (t) => {
  const { client } = await startWithClient(t);
  for (const value of [undefined, ""]) {
    setEnvironment(t, { TWITTER_FEEDBACK_LEDGER: value });
    const error = await rejection(Program.open(client));
    assert.ok(error instanceof ConfigurationError);
    assert.match(error.message, /^ledger must name a file, or set TWITTER_FEEDBACK_LEDGER/);
  }
});

test("a ledger that cannot be used is an error that names it, and never an empty one", async (t) => {
  const { client } = await startWithClient(t);
  const place = folder(t);
  const text = path.join(place, "text.db");
  fs.writeFileSync(text, "no database, but longer than the head of one ".repeat(100));
  for (const ledger of [text, place, path.join(place, "nowhere", "feedback.db"), `${text}\0`]) {
    const error = await rejection(Program.open(client, ledger));
    assert.ok(error instanceof LedgerError, inspect(error));
    assert.ok(error.message.includes(place), error.message);
  }
  assert.match(fs.readFileSync(text, "utf8"), /^no database/);
});

test("a program's client is the one that it was opened with, and closing that does not close the program", async (t) => {
  const { client, program, sandbox } = await startProgram(t);
  assert.equal(program.client, client);
  client.close();
  assert.equal((await program.send(promptTo(1001))).status, "sent");
  assert.equal(createsFor(sandbox, "1001"), 1);
  assert.ok((await rejection(Program.open(client, "feedback.db"))) instanceof ConfigurationError);
});

test("an account whose blind day is not over is told until when", async (t) => {
  const { sandbox, program } = await startProgram(t, { policy: { allowListed: true } });
  const error = await rejection(program.send(promptTo(1001)));
  assert.ok(error instanceof LedgerError && !error.maybeSent, inspect(error));
  assert.ok(error.retryAt > sandbox.now);
  assert.equal(createsFor(sandbox, "1001"), 0);
});

test("what a program logs holds no secret, no comment and nothing of a conversation", async (t) => {
  const records = [];
  setLogger((record) => records.push(record), { level: "trace" });
  t.after(() => setLogger(null));
  const { sandbox, program } = await startProgram(t);
  const { feedback } = await program.send(promptTo(1001, { message: "hush 1" }), {
    agentId: "hush 2",
    tags: ["hush 3"],
  });
  sandbox.answer(feedback.id, 5, "hush 4");
  sandbox.fault("create", "reset_after_work");
  await program.send(promptTo(1002));
  sandbox.advance(30 * HOUR);
  await program.sync();
  await program.folded(feedback.id);
  await program.close();
  assert.ok(records.length > 0);
  const { accessTokenSecret, consumerSecret } = sandbox.credentials;
  for (const { message } of records) {
    assert.doesNotMatch(message, new RegExp(`hush|${accessTokenSecret}|${consumerSecret}`));
  }
});

const CLOSINGS = {
  close: (program) => program.close(),
  "Symbol.asyncDispose": (program) => program[Symbol.asyncDispose](),
};
const CALLS = {
  send: (program) => program.send(promptTo(1001)),
  sync: (program) => program.sync(),
  reconcile: (program) => program.reconcile(),
  promptStatus: (program) => program.promptStatus("case_1"),
  coverage: (program) => program.coverage(),
  attempts: (program) => program.attempts(),
  folded: (program) => program.folded("1"),
  fold: (program) => program.fold(),
};

for (const [name, close] of Object.entries(CLOSINGS)) {
  test(`a program that is closed refuses every further call and says why: ${name}`, async (t) => {
    const { sandbox, program } = await startProgram(t);
    assert.equal(await close(program), undefined);
    await Promise.all([close(program), close(program)]);
    const before = sandbox.requests.length;
    for (const [operation, call] of Object.entries(CALLS)) {
      const error = await rejection(call(program));
      assert.ok(error instanceof ConfigurationError, `${operation}: ${error}`);
      assert.match(error.message, /^the program is closed/);
    }
    assert.equal(sandbox.requests.length, before);
    assert.match(inspect(program), /closed/);
  });

  test(`calls that are under way end as they would when their program is closed: ${name}`, async (t) => {
    const { sandbox, program } = await startProgram(t);
    sandbox.fault("create", "latency:200");
    const waiting = program.send(promptTo(1001));
    await arrival(sandbox, "/create");
    await close(program);
    assert.equal((await waiting).status, "sent");
  });
}

test("a ledger that was closed has all in its own file", async (t) => {
  const { ledger, program } = await startProgram(t);
  await program.send(promptTo(1001));
  await program.close();
  assert.deepEqual(
    fs.readdirSync(path.dirname(ledger)).filter((name) => /-(wal|shm|journal)$/.test(name)),
    [],
  );
});

test("what is shown of a program is where it asks, and no secret", async (t) => {
  const { sandbox, program } = await startProgram(t);
  const shown = inspect(program);
  assert.ok(shown.startsWith("Program (") && shown.includes(sandbox.url), shown);
  assert.ok(!shown.includes(sandbox.credentials.accessTokenSecret));
  assert.deepEqual(Object.keys(program), []);
  assert.deepEqual(await all((await program.attempts()).values()), []);
});
