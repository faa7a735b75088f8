// A program whose project knows browsers alone: bundlers and editors see such projects.

import { type Client, type Feedback, Prompt } from "twitter-feedback";

export async function ask(client: Client, person: string): Promise<Feedback> {
  return client.create(Prompt.nps(person, "Thank you for talking to Furni!", "https://furni.example/privacy"));
}
