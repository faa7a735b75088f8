// What a helpdesk's plug-in does when a case is resolved.

import { Client, Program } from "twitter-feedback";

const program = await Program.open(Client.fromEnv(), "feedback.db"); // the ledger, made where there is none

export async function caseResolved({ id, customer, agent, team }) {
  const prompt = {
    type: "csat",
    toUserId: customer,
    message: "Thank you for talking to Furni!",
    privacyUrl: "https://furni.example/privacy",
    externalId: id,
  };
  const outcome = await program.send(prompt, { agentId: agent, team });
  switch (outcome.status) {
    case "sent":
      return `asked: feedback ${outcome.feedback.id}`;
    case "skipped":
      return `not asked: ${outcome.reason}`; // a normal result, such as cooldown
    default:
      return `perhaps asked: ${outcome.message}`; // it counts as asked, and a later sync finds out
  }
}

const resolved = { id: "ticket_5555", customer: "343434343434", agent: "agent_7", team: "north" };
console.log(await caseResolved(resolved));
console.log(await caseResolved(resolved)); // not asked: cooldown
