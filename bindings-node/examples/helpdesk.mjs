// What a helpdesk's plug-in does when a case is resolved.

import { CannotMessageError, Client, FeedbackError, OutcomeUnknownError } from "twitter-feedback";

const client = Client.fromEnv();

export async function caseResolved({ id, customer }) {
  try {
    const feedback = await client.create({
      type: "csat",
      toUserId: customer,
      message: "Thank you for talking to Furni!",
      privacyUrl: "https://furni.example/privacy",
      externalId: id,
    });
    return `asked: feedback ${feedback.id}`;
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return `perhaps asked, so never ask again: ${error.message}`;
    if (error instanceof CannotMessageError) return "this person cannot be written to";
    if (error instanceof FeedbackError) return `not asked: ${error.message}`;
    throw error;
  }
}

console.log(await caseResolved({ id: "ticket_5555", customer: "343434343434" }));
