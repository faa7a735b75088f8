// A year's answers, added up to one state for each feedback.

import { Fold, Sandbox } from "twitter-feedback";

const DAY = 24 * 60 * 60 * 1000;
const now = Date.now();
const sandbox = await Sandbox.start();
const client = sandbox.client();
await sandbox.seed(500, now - 365 * DAY, now - 2 * DAY);

const fold = new Fold();
for await (const event of client.events({ fromTime: now - 366 * DAY })) {
  fold.apply(event); // any number of updates, in any order, add up to the same state
}

const table = {};
for (const { feedback } of fold) {
  if (!feedback.test && feedback.scoreBand !== null) {
    // The wordings of a type ask different things, so their answers are not pooled.
    const question = `${feedback.type} ${feedback.questionVariantId}`;
    table[question] ??= {};
    table[question][feedback.scoreBand] = (table[question][feedback.scoreBand] ?? 0) + 1;
  }
}
console.table(table);
