// The same in TypeScript, closing what it opens.

import { Prompt, Sandbox } from "twitter-feedback";

export async function tour(): Promise<void> {
  await using sandbox = await Sandbox.start();
  await using client = sandbox.client();

  const prompt = Prompt.csat("343434343434", "Thank you for talking to Furni!", "https://furni.example/privacy");
  const feedback = await client.create(prompt);
  sandbox.answer(feedback.id, 5, "You were quick.");
  sandbox.advance(2 * 24 * 60 * 60 * 1000); // events are shown once they are 24 hours old
  for await (const event of client.events()) {
    console.log(event.createdAt, event.eventType, event.feedback.score, event.feedback.comment);
  }
}

await tour();
