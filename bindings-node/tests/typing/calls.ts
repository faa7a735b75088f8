// Every operation of Client, with the type of what it returns.

import {
  type Account,
  Client,
  Credentials,
  type CredentialsFields,
  type EventPage,
  type EventPages,
  type Events,
  type Feedback,
  type FeedbackEvent,
  type Friendship,
  Prompt,
  type RateLimit,
} from "twitter-feedback";

import { exactly } from "./exactly.js";

const KEYS: CredentialsFields = { consumerKey: "k", consumerSecret: "s", accessToken: "t", accessTokenSecret: "ts" };

export function make(): Client {
  exactly<Credentials>()(new Credentials(KEYS));
  exactly<Credentials>()(Credentials.fromEnv());
  exactly<Credentials>()(Credentials.fromFile(new URL("file:///credentials.json")));
  exactly<Client>()(Client.fromEnv());
  exactly<Client>()(Client.fromEnv({ test: true, timeoutMs: 5_000 }));
  new Client({ credentials: new Credentials(KEYS), proxy: undefined });
  return new Client({
    credentials: KEYS,
    apiBase: "https://api.twitter.com",
    test: false,
    clock: "system",
    timeoutMs: 30_000,
    connectTimeoutMs: 2_500,
    readTimeoutMs: 15_000,
    operationTimeoutMs: 120_000,
    maxRateWaitMs: 0,
    maxTries: 1,
    proxy: "http://proxy.example:3128",
    rootCertificate: new Uint8Array(),
    userAgent: "MyHelpdesk/2.1",
  });
}

export async function ask(client: Client, prompt: Prompt): Promise<void> {
  const { signal } = new AbortController();
  exactly<Feedback>()(await client.create(prompt));
  exactly<Feedback>()(await client.create(prompt, { signal }));
  const request = { toUserId: "1", message: "Hello", privacyUrl: "https://furni.example/" };
  exactly<Feedback>()(await client.create({ type: "csat", ...request }));
  exactly<Prompt>()(Prompt.nps(request));
  exactly<Prompt>()(Prompt.csat("1", "Hello", "https://furni.example/", { questionVariantId: 32, externalId: null }));
}

export async function read(client: Client, signal: AbortSignal | undefined): Promise<void> {
  exactly<Feedback>()(await client.show("1", { signal }));
  exactly<boolean | null>()(await client.canDm("1", { signal }));
  exactly<Friendship>()(await client.friendship("1", { signal }));
  exactly<Account>()(await client.verifyCredentials({ signal }));
  exactly<Date>()(await client.serviceTime({ signal }));
  exactly<Readonly<Record<string, RateLimit>>>()(client.rateLimits);
  exactly<string>()(client.apiBase);
}

export async function list(client: Client, signal: AbortSignal): Promise<void> {
  const yesterday = new Date();
  const events = exactly<Events>()(client.events({ fromTime: yesterday, toTime: Date.now(), count: 50, signal }));
  for await (const event of events) {
    exactly<FeedbackEvent>()(event);
  }
  for await (const event of client.events()) {
    exactly<FeedbackEvent>()(event);
  }
  const pages = exactly<EventPages>()(client.events({ cursor: "c" }).pages());
  for await (const page of pages) {
    exactly<EventPage>()(page);
    exactly<readonly FeedbackEvent[]>()(page.events);
    exactly<string | null>()(page.nextCursor);
  }
  const { done, value } = await pages.next();
  exactly<EventPage | undefined>()(value);
  exactly<boolean | undefined>()(done);
  exactly<string | null>()(pages.cursor);
}

export async function close(): Promise<void> {
  using first = make();
  await using second = make();
  exactly<void>()(first.close());
  exactly<boolean>()(second.test);
}

export class MyClient extends Client {
  override async show(id: string): Promise<Feedback> {
    return super.show(id);
  }
}
