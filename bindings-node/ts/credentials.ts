import { inspect } from "node:util";

import { ArgumentCheck } from "./check.js";
import { NativeCredentials } from "./native.js";
import { natively } from "./raised.js";
import { Ready } from "./ready.js";
import { variables } from "./variables.js";

/** The four strings of OAuth 1.0a. */
export interface CredentialsFields {
  /** The app's key. */
  readonly consumerKey: string;
  /** The app's secret. */
  readonly consumerSecret: string;
  /** The account's token. */
  readonly accessToken: string;
  /** The token's secret. */
  readonly accessTokenSecret: string;
}

const FIELDS = ["consumerKey", "consumerSecret", "accessToken", "accessTokenSecret"] as const;

/**
 * The four strings of OAuth 1.0a: never shown, never logged.
 *
 * They come from the app's page at the service, and from signing in as the account that asks.
 */
export class Credentials {
  readonly #credentials: NativeCredentials;

  /**
   * Takes the four strings.
   *
   * @throws {@link ConfigurationError} naming each one that is empty or holds white space or a control character.
   */
  constructor(fields: CredentialsFields);
  /** @internal */
  constructor(ready: Ready<NativeCredentials>);
  constructor(fields: CredentialsFields | Ready<NativeCredentials>) {
    this.#credentials = Ready.is(fields) ? fields.made : fromFields(fields);
  }

  /**
   * Reads `TWITTER_FEEDBACK_CONSUMER_KEY`, `_CONSUMER_SECRET`, `_ACCESS_TOKEN` and `_ACCESS_TOKEN_SECRET`.
   *
   * @throws {@link ConfigurationError} naming every variable that is missing or unusable.
   */
  static fromEnv(): Credentials {
    return new Credentials(new Ready(natively(() => NativeCredentials.fromEnv(variables()))));
  }

  /**
   * Reads a JSON file with the members `consumer_key`, `consumer_secret`, `access_token` and `access_token_secret`.
   *
   * @throws {@link ConfigurationError} when others than its owner may read it (mode 0600), or when it cannot be read.
   */
  static fromFile(path: string | URL): Credentials {
    const text = checkedPath(path);
    return new Credentials(new Ready(natively(() => NativeCredentials.fromFile(text))));
  }

  /**
   * Writes the file that {@link Credentials.fromFile} reads, with the mode 0600, whole or not at all; whatever was there
   * is replaced.
   *
   * @throws {@link ConfigurationError} when it cannot be written; the old file, if any, is untouched then.
   */
  toFile(path: string | URL): void {
    const text = checkedPath(path);
    natively(() => this.#credentials.toFile(text));
  }

  /** @internal */
  static given(credentials: Credentials | CredentialsFields): NativeCredentials {
    return typeof credentials === "object" && credentials !== null && #credentials in credentials
      ? credentials.#credentials
      : fromFields(credentials as CredentialsFields);
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](): string {
    return "Credentials ([redacted])";
  }
}

function checkedPath(path: string | URL): string {
  const check = new ArgumentCheck();
  const text = check.path("path", path);
  if (/^\s*\{|[\r\n]/.test(text)) {
    // A file's content in the place of its path is a secret.
    check.note("path", "must be a path or a file URL", "something else");
  }
  check.refuseSettings();
  return text;
}

function fromFields(fields: CredentialsFields): NativeCredentials {
  const check = new ArgumentCheck();
  const known = check.options<SandboxFields>("credentials", fields ?? null, [...FIELDS, "userId", "screenName"]);
  check.refuseSettings();
  const [consumerKey, consumerSecret, accessToken, accessTokenSecret] = FIELDS.map((name) =>
    check.text(name, known[name], "secret"),
  ) as [string, string, string, string];
  check.refuseSettings();
  return natively(() => new NativeCredentials(consumerKey, consumerSecret, accessToken, accessTokenSecret));
}

/** What is known of an account of a sandbox. */
export type SandboxFields = CredentialsFields & { userId: string; screenName: string };

/** The keys of one account of a sandbox, a sender or a customer. Readable, because they open nothing else. */
export class SandboxCredentials extends Credentials implements CredentialsFields {
  /** The app's key; every account of one sandbox shares it. */
  readonly consumerKey: string;
  /** The app's secret. */
  readonly consumerSecret: string;
  /** The account's token. */
  readonly accessToken: string;
  /** The account's token secret. */
  readonly accessTokenSecret: string;
  /** The account's user id. */
  readonly userId: string;
  /** The account's name, without the @. */
  readonly screenName: string;

  private constructor(fields: SandboxFields) {
    super(fields);
    this.consumerKey = fields.consumerKey;
    this.consumerSecret = fields.consumerSecret;
    this.accessToken = fields.accessToken;
    this.accessTokenSecret = fields.accessTokenSecret;
    this.userId = fields.userId;
    this.screenName = fields.screenName;
  }

  /** @internal */
  static of(fields: SandboxFields): SandboxCredentials {
    return new SandboxCredentials(fields);
  }

  /** @internal What `console.log` shows. */
  override [inspect.custom](_depth?: number, options?: object, show: typeof inspect = inspect): string {
    return `SandboxCredentials ${show({ ...this }, options)}`;
  }
}
