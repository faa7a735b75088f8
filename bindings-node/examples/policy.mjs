// Whom to ask, and when not to.

import { Client, Program } from "twitter-feedback";

const DAY = 24 * 60 * 60 * 1000;
const program = await Program.open(Client.fromEnv(), "feedback.db", {
  minIntervalMs: 30 * DAY, // default 7 days; an hour is added
  sampleRate: 0.5, // the same half of all people every time; default 1
  quietHours: { from: "21:00", to: "08:00", zone: "Europe/Berlin" },
  maxPerDay: 200, // default 1,000
  suppressedUserIds: ["343434343434"],
});
await program.close();
