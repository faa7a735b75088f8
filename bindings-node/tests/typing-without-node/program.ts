// A program whose project knows browsers alone: bundlers and editors see such projects.

import { type Client, type Feedback, type Program, Prompt, type WebhookVerifier } from "twitter-feedback";

export async function ask(client: Client, person: string): Promise<Feedback> {
  return client.create(Prompt.nps(person, "Thank you for talking to Furni!", "https://furni.example/privacy"));
}

export async function resolved(program: Program, person: string, signal: AbortSignal): Promise<string> {
  const prompt = Prompt.nps(person, "Thank you for talking to Furni!", "https://furni.example/privacy");
  const outcome = await program.send(prompt, { agentId: "agent_7" }, { signal });
  return outcome.status === "skipped" ? outcome.reason : outcome.attemptId;
}

export async function receive(verifier: WebhookVerifier, request: Request): Promise<Feedback> {
  const body = new Uint8Array(await request.arrayBuffer());
  return verifier.verify({ body, authorization: request.headers.get("authorization") }).feedback;
}
