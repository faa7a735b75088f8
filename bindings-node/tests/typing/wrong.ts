// Mistakes that a compiler must find: an expected error that does not come is an error itself.

import {
  Client,
  Credentials,
  type CredentialsFields,
  Feedback,
  FeedbackError,
  FeedbackEvent,
  Fold,
  Program,
  Prompt,
  SampleDelivery,
  Sandbox,
  SignIn,
  setLogger,
  WebhookCredentials,
  WebhookVerifier,
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

export async function programs(client: Client, prompt: Prompt): Promise<void> {
  // @ts-expect-error: made by Program.open
  new Program(client);
  // @ts-expect-error: the client comes first
  await Program.open("feedback.db", client);
  // @ts-expect-error: milliseconds
  const program = await Program.open(client, "feedback.db", { minInterval: 7 });
  // @ts-expect-error: quiet hours have a zone
  await Program.open(client, "feedback.db", { quietHours: { from: "21:00", to: "08:00" } });
  // @ts-expect-error: the signal stands among options, behind the context
  await program.send(prompt, { signal: new AbortController().signal });
  // @ts-expect-error: our spelling
  await program.send(prompt, { agent_id: "agent_7" });
  // @ts-expect-error: it may not have been sent
  (await program.send(prompt)).feedback;
  // @ts-expect-error: a status holds no score
  (await program.promptStatus("case_1"))?.score;
  // @ts-expect-error: a status holds no text
  (await program.promptStatus("case_1"))?.comment;
  // @ts-expect-error: no such state
  await program.attempts({ state: "done" });
  // @ts-expect-error: a function
  await program.sync({ progress: true });
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

export async function signingIn(signIn: SignIn): Promise<void> {
  // @ts-expect-error: both keys of the app are needed
  await SignIn.begin({ consumerKey: "key" });
  // @ts-expect-error: not those of an account
  await SignIn.begin({ consumerKey: "key", consumerSecret: "secret", accessToken: "token" });
  // @ts-expect-error: made by begin and resume
  new SignIn();
  // @ts-expect-error: a PIN is a string
  await signIn.complete(1234567);
  // @ts-expect-error: credentials are not shown
  (await signIn.complete("1234567")).accessToken;
}

export function webhooks(verifier: WebhookVerifier, headers: Record<string, string>): void {
  // @ts-expect-error: user name and password
  new WebhookCredentials("furni");
  // @ts-expect-error: credentials, not their parts
  new WebhookVerifier({ credentials: { username: "furni", password: "hush" } });
  // @ts-expect-error: networks are a list
  new WebhookVerifier({ networks: "10.0.0.0/8" });
  // @ts-expect-error: the body as it came, not parsed
  verifier.verify({ body: { feedback: {} } });
  // @ts-expect-error: the body is needed
  verifier.verify({ authorization: "Basic" });
  // @ts-expect-error: no such member
  verifier.authenticate({ remoteAddress: "::1" });
  // @ts-expect-error: it returns or throws
  if (verifier.authenticate({ authorization: headers["authorization"] })) {
  }
  // @ts-expect-error: a score is a number
  new SampleDelivery({ score: "9" });
  // @ts-expect-error: no such type
  new SampleDelivery({ type: "ces" });
}
