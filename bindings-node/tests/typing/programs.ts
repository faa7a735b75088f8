// Every operation of Program, with the type of what it returns.

import {
  type Attempt,
  type AttemptError,
  type AttemptFilter,
  type AttemptState,
  type Client,
  type Coverage,
  type Feedback,
  type Fold,
  type Folded,
  type Period,
  type Policy,
  Program,
  Prompt,
  type PromptContext,
  type PromptFields,
  type PromptStatus,
  type QuietHours,
  type ReconcileReport,
  type SendOutcome,
  type SentOutcome,
  type SkippedOutcome,
  type SkipReason,
  type SyncProgress,
  type SyncReport,
  type UnknownOutcome,
} from "twitter-feedback";

import { exactly } from "./exactly.js";

export async function open(client: Client, signal: AbortSignal): Promise<Program> {
  const quietHours: QuietHours = { from: "21:00", to: "08:00", zone: "Europe/Berlin" };
  const policy: Policy = {
    minIntervalMs: 7 * 86_400_000,
    sampleRate: 0.5,
    quietHours,
    requireCanDm: true,
    maxPerDay: 1000,
    suppressedUserIds: ["1"],
    backfill: true,
    allowListed: false,
    acceptBlindDay: undefined,
  };
  exactly<Program>()(await Program.open(client));
  exactly<Program>()(await Program.open(client, new URL("file:///feedback.db"), {}));
  exactly<Program>()(await Program.open(client, undefined, policy));
  return Program.open(client, "sqlite:feedback.db", null, { signal });
}

export async function ask(
  program: Program,
  prompt: Prompt,
  fields: PromptFields,
  signal: AbortSignal,
): Promise<string> {
  const context: PromptContext = { agentId: "agent_7", team: null, tags: ["vip"], language: undefined };
  exactly<SendOutcome>()(await program.send(fields));
  exactly<SendOutcome>()(await program.send(Prompt.nps("1", "Hello", "https://furni.example/"), context));
  const outcome = exactly<SendOutcome>()(await program.send(prompt, null, { signal }));
  exactly<string>()(outcome.attemptId);
  exactly<"sent" | "skipped" | "unknown">()(outcome.status);
  switch (outcome.status) {
    case "sent":
      exactly<Feedback>()(outcome.feedback);
      return exactly<SentOutcome>()(outcome).status;
    case "skipped":
      exactly<SkipReason>()(outcome.reason);
      exactly<Date | null>()(outcome.until);
      return exactly<SkippedOutcome>()(outcome).status;
    case "unknown":
      exactly<string>()(outcome.message);
      return exactly<UnknownOutcome>()(outcome).status;
  }
}

export async function pull(program: Program, signal: AbortSignal | undefined): Promise<void> {
  const progress = (step: SyncProgress): void => {
    exactly<number>()(step.windowsDone);
  };
  const report = exactly<SyncReport>()(await program.sync({ since: new Date(), until: 7, progress, signal }));
  exactly<Date | null>()(report.completeThrough);
  exactly<SyncReport>()(await program.sync());
  exactly<ReconcileReport>()(await program.reconcile({ signal }));
}

export async function look(program: Program, signal: AbortSignal): Promise<void> {
  const status = exactly<PromptStatus | null>()(await program.promptStatus("case_1", { signal }));
  exactly<boolean | undefined>()(status?.answered);
  const coverage = exactly<Coverage>()(await program.coverage({ signal }));
  exactly<readonly Period[]>()(coverage.gaps);
  exactly<Date | null>()(coverage.end);
  const filter: AttemptFilter = {
    toUserId: "1",
    state: "sent",
    fromTime: new Date(),
    toTime: 7,
    before: "9",
    limit: 7,
  };
  const attempts = exactly<Attempt[]>()(await program.attempts(filter, { signal }));
  for (const { state, reason, context, askedAt, attemptedAt, error } of attempts) {
    exactly<AttemptState>()(state);
    exactly<SkipReason | null>()(reason);
    exactly<string | null>()(context.agentId);
    exactly<readonly string[]>()(context.tags);
    exactly<Date | null>()(askedAt);
    exactly<Date>()(attemptedAt);
    exactly<AttemptError | null>()(error);
    // What was kept can be given again.
    context satisfies PromptContext;
  }
  exactly<Folded | null>()(await program.folded("7", { signal }));
  exactly<Fold>()(await program.fold());
}

export async function close(opened: Promise<Program>): Promise<void> {
  await using program = await opened;
  exactly<Client>()(program.client);
  exactly<void>()(await program.close());
}
