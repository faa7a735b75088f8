// Asking without a ledger: who may be asked again is the caller's to know.

import { CannotMessageError, Client, FeedbackError, OutcomeUnknownError } from "twitter-feedback";

const client = Client.fromEnv();

export async function ask(customer, externalId) {
  try {
    const feedback = await client.create({
      type: "csat",
      toUserId: customer,
      message: "Thank you for talking to Furni!",
      privacyUrl: "https://furni.example/privacy",
      externalId,
    });
    return `asked: feedback ${feedback.id}`;
  } catch (error) {
    if (error instanceof OutcomeUnknownError) return `perhaps asked, so never ask again: ${error.message}`;
    if (error instanceof CannotMessageError) return "this person cannot be written to";
    if (error instanceof FeedbackError) return `not asked: ${error.message}`;
    throw error;
  }
}

console.log(await ask("343434343434", "ticket_5555"));
