// What is read, what it adds up to, and what a sandbox has besides.

import {
  type Advice,
  type Answer,
  Client,
  EventPage,
  Feedback,
  FeedbackEvent,
  type FeedbackType,
  Fold,
  type Folded,
  type LoggedRequest,
  type LogLevel,
  type LogRecord,
  type Prompt,
  Question,
  type Reply,
  Sandbox,
  type SandboxCredentials,
  type ScoreBand,
  type Seeded,
  setLogger,
  type UnreadableEvent,
} from "twitter-feedback";

import { exactly } from "./exactly.js";

export function values(feedback: Feedback, event: FeedbackEvent, prompt: Prompt): void {
  exactly<string>()(feedback.id);
  exactly<number | null>()(feedback.score);
  exactly<string | null>()(feedback.comment);
  exactly<ScoreBand | null>()(feedback.scoreBand);
  exactly<Answer<number> | null>()(feedback.response.score);
  exactly<Answer<string> | null>()(feedback.response.text);
  exactly<Date | null>()(feedback.updatedAt);
  exactly<Reply | null>()(feedback.reply);
  exactly<Record<string, unknown>>()(feedback.toJSON());
  exactly<Feedback>()(Feedback.fromJSON(feedback.raw));
  exactly<Feedback>()(event.feedback);
  exactly<Date | null>()(event.createdAt);
  exactly<FeedbackEvent>()(FeedbackEvent.fromJSON(event.raw));
  exactly<readonly UnreadableEvent[]>()(EventPage.fromJSON(new Uint8Array()).unreadable);
  exactly<Advice[]>()(prompt.advice());
  exactly<FeedbackType>()(prompt.type);
  exactly<readonly Question[]>()(Question.all());
  exactly<string | undefined>()(Question.find("nps", 1)?.text("Furni"));
}

export function folds(event: FeedbackEvent, feedback: Feedback): void {
  const fold = new Fold();
  exactly<void>()(fold.apply(event));
  fold.applyFeedback(feedback);
  fold.merge(new Fold());
  exactly<number>()(fold.size);
  exactly<Folded | null>()(fold.get("1"));
  exactly<Folded[]>()([...fold]);
  for (const { scores, texts, scoreConflict } of fold) {
    exactly<readonly Answer<number>[]>()(scores);
    exactly<readonly Answer<string>[]>()(texts);
    exactly<boolean>()(scoreConflict);
  }
}

export async function sandboxes(): Promise<void> {
  await using sandbox = await Sandbox.start({ seed: 1, limits: false, startAt: new Date(), port: undefined });
  exactly<Client>()(sandbox.client({ maxTries: 1 }));
  exactly<SandboxCredentials>()(sandbox.credentials);
  new Client({ credentials: sandbox.sender(1), apiBase: sandbox.url });
  exactly<Date>()(sandbox.advance(86_400_000));
  exactly<Feedback>()(sandbox.answer("1", 5));
  exactly<Feedback>()(sandbox.answer("1", null, "Quick!"));
  exactly<Seeded>()(await sandbox.seed(10, 0, sandbox.now));
  exactly<LoggedRequest[]>()(sandbox.requests);
  exactly<void>()(sandbox.fault("create", "reset_after_work", { times: 2 }));
  sandbox.fault("events", "respond", { status: 420, headers: { "retry-after": 7, date: null }, body: { errors: [] } });
  exactly<void>()(await sandbox.stop());
}

export function logs(): void {
  setLogger((record) => {
    exactly<LogRecord>()(record);
    exactly<LogLevel>()(record.level);
  });
  setLogger(null, { level: "debug" });
}
