// One value of each class and interface that the library hands out, by the name of its type.

import * as library from "twitter-feedback";
import {
  EventPage,
  Feedback,
  Fold,
  Prompt,
  Question,
  RateLimitedError,
  SampleDelivery,
  setLogger,
  WebhookCredentials,
  WebhookVerifier,
} from "twitter-feedback";

import { startReceiver } from "./receiver.js";

import { ANSWERED, PAGE } from "./samples.js";
import { begin } from "./signing-in.js";
import { openProgram, PERSON, PRIVACY_URL, PROMPT, rejection, startSandbox, thrown } from "./support.js";

export async function valuesOf(t) {
  const sandbox = await startSandbox(t);
  const client = sandbox.client();
  t.after(() => client.close());
  const feedback = Feedback.fromJSON(ANSWERED);
  const page = EventPage.fromJSON(PAGE);
  const fold = new Fold();
  fold.applyFeedback(feedback);
  const prompt = Prompt.nps({ toUserId: PERSON, message: "Well?", privacyUrl: PRIVACY_URL });
  const { problems } = thrown(() => new Prompt({ ...PROMPT, toUserId: "nobody" }));
  const { url } = await startReceiver(t);
  sandbox.webhook(url);
  const created = await client.create(PROMPT);
  const signIn = await begin(sandbox);
  const credentials = WebhookCredentials.generate();
  const program = await openProgram(t, client);
  const steps = [];
  const outcomes = await outcomesOf(program, sandbox);
  const report = await program.sync({ progress: (step) => steps.push(step) });
  const [attempt] = await program.attempts({ state: "unknown" });
  const errors = Object.entries(library).filter(([, { prototype }]) => prototype instanceof library.FeedbackError);
  return {
    ...Object.fromEntries(errors.map(([name, ErrorClass]) => [name, new ErrorClass("why")])),
    Account: await client.verifyCredentials(),
    Advice: prompt.advice()[0],
    Answer: feedback.response.score,
    Attempt: attempt,
    AttemptError: attempt.error,
    Check: (await client.doctor())[0],
    Client: client,
    Coverage: await program.coverage(),
    Credentials: new library.Credentials(sandbox.credentials),
    EventPage: page,
    EventPages: client.events().pages(),
    Events: client.events(),
    Feedback: feedback,
    FeedbackError: new RateLimitedError("why"),
    FeedbackEvent: page.events[0],
    Fold: fold,
    Folded: fold.get(feedback.id),
    Friendship: await client.friendship(PERSON),
    LogRecord: await logged(client),
    LoggedDelivery: (await sandbox.deliveries())[0],
    LoggedRequest: sandbox.requests[0],
    Period: (await program.coverage()).periods[0],
    Problem: problems[0],
    Program: program,
    Prompt: prompt,
    PromptContext: attempt.context,
    PromptStatus: await program.promptStatus("ticket"),
    Question: Question.all()[0],
    RateLimit: Object.values(client.rateLimits)[0],
    ReconcileReport: await program.reconcile(),
    Reply: created.reply,
    Response: feedback.response,
    SampleDelivery: new SampleDelivery(),
    Sandbox: sandbox,
    SandboxCredentials: sandbox.credentials,
    Seeded: await sandbox.seed(1, new Date("2015-12-01"), new Date("2015-12-15")),
    ...outcomes,
    ServiceMessage: (await rejection(client.show("1"))).errors[0],
    SignIn: signIn,
    SignedIn: await signIn.complete(sandbox.authorize(signIn.oauthToken)),
    SyncProgress: steps[0],
    SyncReport: report,
    UnreadableEvent: page.unreadable[0],
    WebhookCredentials: credentials,
    WebhookVerifier: new WebhookVerifier({ credentials }),
  };
}

/** One of each kind, by the name of its type. */
async function outcomesOf(program, sandbox) {
  const outcomes = { SentOutcome: await program.send({ ...PROMPT, toUserId: "1001", externalId: "ticket" }) };
  outcomes.SkippedOutcome = await program.send({ ...PROMPT, toUserId: "1001" });
  sandbox.fault("create", "reset_after_work");
  outcomes.UnknownOutcome = await program.send({ ...PROMPT, toUserId: "1002" });
  return outcomes;
}

/** The first record of the log. */
async function logged(client) {
  const records = [];
  setLogger((record) => records.push(record), { level: "trace" });
  // The log comes when it comes and keeps no process alive; calls do.
  while (records.length === 0) {
    await client.serviceTime();
  }
  setLogger(null);
  return records[0];
}
