// What a job does every night, and what is in the ledger then.

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Program, Sandbox } from "twitter-feedback";

const folder = await mkdtemp(path.join(os.tmpdir(), "feedback-")); // a sandbox needs a ledger of its own
const sandbox = await Sandbox.start();
const program = await Program.open(sandbox.client(), path.join(folder, "feedback.db"));
const prompt = { type: "nps", message: "Thank you!", privacyUrl: "https://furni.example/", externalId: "ticket_5555" };
const { feedback } = await program.send({ ...prompt, toUserId: "343434343434" });
sandbox.answer(feedback.id, 9, "Quick!"); // as the customer
sandbox.advance(30 * 60 * 60 * 1000); // the service shows events once they are 24 hours old

// Every night:
const told = ({ windowsDone, windows }) => console.log(`${windowsDone} of ${windows} parts`);
const { events, updated, completeThrough } = await program.sync({ progress: told });
await program.reconcile(); // what became of those who were perhaps asked
console.log(`${events} events, ${updated} feedbacks with news, complete through ${completeThrough.toISOString()}`);
console.log((await program.coverage()).gaps); // times of which the ledger has not seen everything

// On the agent's screen: whether, and never what.
const { state, answered } = await program.promptStatus("ticket_5555");
console.log(state, answered); // sent true

// For supervisors:
const { score, comment } = (await program.folded(feedback.id)).feedback;
console.log(score, comment);
for (const { toUserId, state, reason, context, attemptedAt } of await program.attempts({ limit: 100 })) {
  console.log(attemptedAt, toUserId, state, reason, context.agentId);
}

await program.close();
await rm(folder, { recursive: true });
