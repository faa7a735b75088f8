// Signing in, and what is delivered.

import type { IncomingMessage } from "node:http";

import {
  type Check,
  type CheckState,
  Client,
  type Credentials,
  FeedbackEvent,
  type LoggedDelivery,
  SampleDelivery,
  type SampleDeliveryFields,
  type Sandbox,
  type SandboxCredentials,
  type SignedIn,
  SignIn,
  type SignInOptions,
  WebhookCredentials,
  type WebhookDelivery,
  WebhookError,
  type WebhookRequest,
  WebhookVerifier,
  type WebhookVerifierOptions,
} from "twitter-feedback";

import { exactly } from "./exactly.js";

export async function signIn(signal: AbortSignal | undefined): Promise<Client> {
  const app: SignInOptions = { consumerKey: "k", consumerSecret: "s", callback: new URL("https://furni.example/") };
  const begun = exactly<SignIn>()(await SignIn.begin({ ...app, callback: "oob", timeoutMs: 5_000 }, { signal }));
  exactly<string>()(begun.authorizeUrl);
  const resumed = exactly<SignIn>()(SignIn.resume(app, begun.oauthToken, begun.oauthTokenSecret));
  exactly<SignedIn>()(await resumed.completeCallback(new URL("https://furni.example/?oauth_token=a"), { signal }));
  const { credentials, userId, screenName } = await begun.complete("1234567");
  exactly<Credentials>()(credentials);
  exactly<string>()(userId);
  exactly<string | null>()(screenName);
  exactly<void>()(credentials.toFile(new URL("file:///credentials.json")));
  return new Client({ credentials });
}

export async function examine(client: Client, signal: AbortSignal): Promise<Check | undefined> {
  const checks = exactly<Check[]>()(await client.doctor({ signal }));
  for (const { name, state, finding, nextStep } of checks) {
    exactly<string>()(name);
    exactly<CheckState>()(state);
    exactly<string>()(finding + nextStep);
  }
  return checks.find(({ state }) => state === "failed");
}

export function verifiers(options: WebhookVerifierOptions): WebhookVerifier[] {
  const credentials = exactly<WebhookCredentials>()(WebhookCredentials.generate());
  exactly<string>()(new WebhookCredentials("furni", "password").authorization);
  exactly<readonly string[]>()(WebhookVerifier.PUBLISHED_NETWORKS);
  return [
    new WebhookVerifier(options),
    new WebhookVerifier({ credentials }),
    new WebhookVerifier({ credentials: [credentials, credentials] as const, networks: undefined }),
    new WebhookVerifier({ networks: WebhookVerifier.PUBLISHED_NETWORKS, trustedProxies: ["10.0.0.0/8"] }),
  ];
}

export function receive(verifier: WebhookVerifier, request: IncomingMessage, body: Buffer | string): number | null {
  const sender: WebhookRequest = {
    authorization: request.headers.authorization,
    remoteAddr: request.socket.remoteAddress,
    forwardedFor: request.headers["x-forwarded-for"],
  };
  try {
    exactly<void>()(verifier.authenticate(sender));
    verifier.authenticate({ authorization: request.headersDistinct["authorization"] });
    const delivery: WebhookDelivery = { body, ...sender };
    exactly<FeedbackEvent>()(verifier.verify(delivery));
    exactly<FeedbackEvent>()(FeedbackEvent.fromWebhook(body));
    return 200;
  } catch (error) {
    if (error instanceof WebhookError) {
      exactly<"webhook">()(error.kind);
      return exactly<number | null>()(error.status);
    }
    throw error;
  }
}

export async function samples(fields: SampleDeliveryFields): Promise<void> {
  const sample = exactly<SampleDelivery>()(new SampleDelivery({ ...fields, createdAt: new Date(), score: null }));
  exactly<string | null>()(sample.authorization);
  const body = exactly<Uint8Array>()(sample.body);
  const headers = exactly<Readonly<Record<string, string>>>()(sample.headers);
  new SampleDelivery();
  await fetch("http://127.0.0.1:8000/", { method: "POST", headers, body: Buffer.from(body) });
}

export async function emulated(sandbox: Sandbox, id: string): Promise<void> {
  exactly<void>()(sandbox.webhook("http://127.0.0.1:8000/"));
  sandbox.webhook(new URL("http://127.0.0.1:8000/"), { username: "a", password: "b", duplicates: 2, shuffle: true });
  const [delivery] = exactly<LoggedDelivery[]>()(await sandbox.deliveries());
  exactly<Date | undefined>()(delivery?.at);
  exactly<number | null | undefined>()(delivery?.status);
  exactly<SandboxCredentials>()(sandbox.recipient("343434343434"));
  exactly<void>()(sandbox.dismiss(id));
  exactly<string>()(sandbox.authorize("token"));
  exactly<string | null>()(sandbox.deny("token"));
}
