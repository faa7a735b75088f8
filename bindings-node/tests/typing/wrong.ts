// Mistakes that a compiler must find: an expected error that does not come is an error itself.

import {
  Client,
  Credentials,
  type CredentialsFields,
  Feedback,
  FeedbackError,
  FeedbackEvent,
  Fold,
  Prompt,
  Sandbox,
  setLogger,
} from "twitter-feedback";

export function settings(credentials: CredentialsFields): void {
  // @ts-expect-error: milliseconds are a number
  new Client({ credentials, timeoutMs: "30" });
  // @ts-expect-error: no such clock
  new Client({ credentials, clock: "mine" });
  // @ts-expect-error: no such option
  new Client({ credentials, maxRetries: 3 });
  // @ts-expect-error: credentials are needed
  new Client({ apiBase: "https://api.twitter.com" });
  // @ts-expect-error: options are an object
  new Client("key");
  // @ts-expect-error: a boolean
  Client.fromEnv({ test: "true" });
  // @ts-expect-error: three of four
  new Credentials({ consumerKey: "key", consumerSecret: "secret", accessToken: "token" });
  // @ts-expect-error: credentials are not shown
  new Credentials(credentials).consumerSecret;
}

export function prompts(client: Client, prompt: Prompt): void {
  // @ts-expect-error: ids are strings
  Prompt.csat(5, "Hello", "https://furni.example/");
  // @ts-expect-error: options are an object
  Prompt.nps("1", "Hello", "https://furni.example/", "ticket_5555");
  // @ts-expect-error: no such type
  new Prompt({ type: "smiley", toUserId: "1", message: "Hello", privacyUrl: "https://furni.example/" });
  // @ts-expect-error: the service's spelling is not ours
  new Prompt({ type: "nps", to_user_id: "1", message: "Hello", privacyUrl: "https://furni.example/" });
  // @ts-expect-error: the privacy policy is needed
  client.create({ type: "csat", toUserId: "5", message: "Hello" });
  // @ts-expect-error: a prompt is not a string
  client.create("1");
  // @ts-expect-error: the signal stands among options
  client.create(prompt, new AbortController().signal);
  // @ts-expect-error: a prompt does not change
  prompt.message = "Bye";
}

export function reading(client: Client, feedback: Feedback): void {
  // @ts-expect-error: ids are strings
  client.show(1);
  // @ts-expect-error: the id, not the feedback
  client.show(feedback);
  // @ts-expect-error: a Date or milliseconds
  client.events({ fromTime: "2024-01-01" });
  // @ts-expect-error: a property
  client.rateLimits();
  // @ts-expect-error: a feedback does not change
  feedback.id = "2";
  // @ts-expect-error: no such member
  feedback.userId;
  // @ts-expect-error: there may be no score
  feedback.score + 1;
  // @ts-expect-error: an event, not a feedback
  new Fold().apply(feedback);
  // @ts-expect-error: they come from the service alone
  new Feedback();
  // @ts-expect-error: they come from the service alone
  new FeedbackEvent();
  // @ts-expect-error: every error is of a kind
  new FeedbackError("broken");
}

export async function waiting(client: Client): Promise<void> {
  // @ts-expect-error: a promise has no id
  client.show("1").id;
  // @ts-expect-error: events are awaited one by one
  for (const event of client.events()) {
    void event;
  }
}

export async function sandboxes(sandbox: Sandbox): Promise<void> {
  // @ts-expect-error: options are an object
  await Sandbox.start(8080);
  // @ts-expect-error: made by Sandbox.start
  new Sandbox();
  // @ts-expect-error: a score is a number
  sandbox.answer("1", "5");
  // @ts-expect-error: milliseconds
  sandbox.advance("1 day");
  // @ts-expect-error: no such option
  sandbox.client({ timeouts: 1 });
  // @ts-expect-error: no such level
  setLogger(console.log, { level: "verbose" });
}
