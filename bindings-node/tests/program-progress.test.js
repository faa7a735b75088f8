// How far a sync has come: told on this thread after each commit, and what is thrown there stops it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ConfigurationError, Fold } from "twitter-feedback";

import { SOON } from "./process-support.js";
import { startProgram } from "./programs-support.js";
import { past, rejection } from "./support.js";

/** A ledger that has nothing yet of a week that is read in four parts. */
async function unread(t) {
  const world = await startProgram(t);
  const { fromTime, toTime } = past(world.sandbox);
  await world.sandbox.seed(400, fromTime, toTime);
  return world;
}

const raws = (fold) => Array.from(fold, ({ feedback }) => feedback.raw);

test("each step counts on, and the last one is the report's", async (t) => {
  const { program } = await unread(t);
  const steps = [];
  const { completeThrough, ...counted } = await program.sync({ progress: (step) => steps.push(step) });
  assert.ok(steps.length >= 4, "a part that is done is a commit");
  for (const [place, step] of steps.slice(1).entries()) {
    assert.ok(step.pages > steps[place].pages && step.windowsDone >= steps[place].windowsDone);
  }
  const { windows, windowsDone, ...last } = steps.at(-1);
  assert.deepEqual([windows, windowsDone], [4, 4]);
  assert.deepEqual(last, counted);
  assert.ok(completeThrough instanceof Date);
});

test("what a step counts is in the ledger already", async (t) => {
  const { program } = await unread(t);
  const looks = [];
  await program.sync({ progress: (step) => looks.push(program.fold().then(({ size }) => size >= step.new)) });
  assert.ok(looks.length > 0);
  assert.ok((await Promise.all(looks)).every(Boolean));
});

const THROWN = { "an error": new Error("enough"), "a string": "enough", undefined, null: null };

for (const [name, thrown] of Object.entries(THROWN)) {
  test(`what progress throws is what the sync rejects with, and what was stored stays: ${name}`, async (t) => {
    const { program, sandbox } = await unread(t);
    const steps = [];
    const progress = (step) => {
      steps.push(step);
      throw thrown;
    };
    assert.equal(await rejection(program.sync({ progress })), thrown);
    assert.equal(steps.length, 1);
    const kept = await program.fold();
    assert.ok(kept.size >= steps[0].new && kept.size > 0);

    const report = await program.sync();
    assert.equal(steps.length, 1, "nobody is told of a sync that was stopped");
    assert.ok(report.new < 400 || kept.size === 400);
    assert.deepEqual(raws(await program.fold()), raws(await listed(t, sandbox)));
  });
}

for (const [name, thrown] of Object.entries(THROWN)) {
  test(`what a promise of progress rejects with is what the sync rejects with: ${name}`, async (t) => {
    const { program } = await unread(t);
    assert.equal(await rejection(program.sync({ progress: () => Promise.reject(thrown) })), thrown);
    // It is usable, and goes on.
    await program.sync();
    assert.equal((await program.fold()).size, 400);
  });
}

test("what a promise rejects with once the sync itself is done is what the sync rejects with", async (t) => {
  const { program } = await unread(t);
  const enough = new Error("enough");
  const progress = async ({ windows, windowsDone }) => {
    if (windows === windowsDone) {
      // One sync follows the other.
      await program.sync();
      throw enough;
    }
  };
  assert.equal(await rejection(program.sync({ progress })), enough);
});

test("a report waits for the promises of progress, and can be aborted meanwhile", async (t) => {
  const { program } = await unread(t);
  let open;
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  const abort = new AbortController();
  const aborted = rejection(program.sync({ progress: () => gate, signal: abort.signal }));
  // One sync follows the other: the first has only its promises left.
  await program.sync();
  abort.abort();
  assert.equal(await aborted, abort.signal.reason);

  const seen = [];
  const progress = async () => {
    seen.push("told");
    await gate;
    seen.push("heard");
  };
  const whole = program.sync({ progress }).then(() => seen.push("report"));
  await program.sync();
  assert.deepEqual(new Set(seen), new Set(["told"]));
  open();
  await whole;
  const steps = seen.filter((what) => what === "told");
  assert.deepEqual(seen, [...steps, ...steps.map(() => "heard"), "report"]);
});

/** What all events of the sandbox add up to. */
async function listed(t, sandbox) {
  const fold = new Fold();
  const client = sandbox.client();
  t.after(() => client.close());
  for await (const event of client.events(past(sandbox))) {
    fold.apply(event);
  }
  return fold;
}

test("what progress throws drops the parts that are still being read", async (t) => {
  const { program, sandbox } = await unread(t);
  // The account is asked for once, so that the parts come next.
  await program.coverage();
  sandbox.fault("events", "hang", { times: 3 });
  const enough = new Error("enough");
  const progress = () => {
    throw enough;
  };
  assert.equal(await rejection(program.sync({ progress })), enough);
  // It would wait for them.
  const report = await program.sync({ signal: AbortSignal.timeout(SOON) });
  assert.ok(report.new > 0);
});

test("what the last step throws is what the sync rejects with, although all is stored", async (t) => {
  const { program } = await unread(t);
  const enough = new Error("enough");
  const progress = ({ windows, windowsDone }) => {
    if (windows === windowsDone) {
      throw enough;
    }
  };
  assert.equal(await rejection(program.sync({ progress })), enough);
  const { gaps, periods } = await program.coverage();
  assert.deepEqual([periods.length, gaps], [1, []]);
});

test("a program that is closed amid a step finishes its sync and begins no other", async (t) => {
  const { program } = await unread(t);
  const closings = [];
  const report = await program.sync({ progress: () => closings.push(program.close()) });
  await Promise.all(closings);
  assert.equal(report.new, 400);
  assert.ok((await rejection(program.sync())) instanceof ConfigurationError);
});

test("two syncs at once follow each other, and each tells its own progress", async (t) => {
  const { program } = await unread(t);
  const steps = [[], []];
  const reports = await Promise.all(steps.map((own) => program.sync({ progress: (step) => own.push(step) })));
  for (const [place, { pages, events }] of reports.entries()) {
    const last = steps[place].at(-1);
    assert.deepEqual([last.pages, last.events], [pages, events]);
  }
  assert.deepEqual(reports.map((report) => report.new).toSorted(), [0, 400]);
});
