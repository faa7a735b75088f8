import { inspect } from "node:util";

import type { CallOptions } from "./call-options.js";
import { called, signalOf } from "./calls.js";
import { ArgumentCheck, checked } from "./check.js";
import { type ClientSettings, nativeSettings } from "./client-options.js";
import { Credentials } from "./credentials.js";
import {
  beginSignIn,
  completeSignIn,
  completeSignInCallback,
  type NativeSignedIn,
  NativeSignIn,
  type NativeSignInOptions,
} from "./native.js";
import { natively } from "./raised.js";
import { Ready } from "./ready.js";

/** What signing in goes by: as of a client. */
const SHARED = [
  "apiBase",
  "clock",
  "proxy",
  "rootCertificate",
  "userAgent",
] as const satisfies (keyof ClientSettings)[];

/** What signing in goes by. */
export interface SignInOptions extends Pick<ClientSettings, (typeof SHARED)[number]> {
  /** The app's key. */
  readonly consumerKey: string;
  /** The app's secret. */
  readonly consumerSecret: string;
  /**
   * Where the browser is sent afterwards: an absolute URL that the app's page at the service lists. Default `oob`: the
   * service shows a PIN instead.
   */
  readonly callback?: string | URL | undefined;
  /** Where the person's browser finds the service, if that is not `apiBase`. */
  readonly authorizeBase?: string | undefined;
  /** For one request, from the connection to the last byte, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
}

const KNOWN = [
  "consumerKey",
  "consumerSecret",
  "callback",
  "authorizeBase",
  "timeoutMs",
  ...SHARED,
] as const satisfies (keyof SignInOptions)[];

/** An account that allowed the app to speak for it. */
export interface SignedIn {
  /** What a client is made with; {@link Credentials.toFile} keeps them. */
  readonly credentials: Credentials;
  /** The account's user id. */
  readonly userId: string;
  /** Its @name, without the @. */
  readonly screenName: string | null;
}

/**
 * Signing in as the account that asks: OAuth 1.0a with three legs.
 *
 * 1. {@link SignIn.begin} asks the service for a request token.
 * 2. The person opens {@link SignIn.authorizeUrl}, looks at what the app may do, and agrees.
 * 3. {@link SignIn.complete} takes the PIN that the page shows; {@link SignIn.completeCallback} the URL that the browser
 *    was sent to instead.
 *
 * A web app, whose callback may come to another process, keeps `oauthToken` and `oauthTokenSecret` and goes on with
 * {@link SignIn.resume}.
 */
export class SignIn {
  readonly #signIn: NativeSignIn;

  private constructor(signIn: NativeSignIn) {
    this.#signIn = signIn;
  }

  /**
   * Asks for a request token. It can be used once, and not for long.
   *
   * @throws {@link ConfigurationError} for wrong options, and for a callback that the app's page does not list.
   * @throws {@link AuthenticationError} when the app's keys are not accepted.
   */
  static async begin(options: SignInOptions, callOptions?: CallOptions): Promise<SignIn> {
    const check = new ArgumentCheck();
    const native = nativeOptions(check, options);
    check.refuseSettings();
    const signal = signalOf(callOptions);
    return new SignIn(await called<NativeSignIn>(SignIn.begin, (to, call) => beginSignIn(to, call, native), signal));
  }

  /**
   * Goes on where another process began: with its `oauthToken` and `oauthTokenSecret`, and the same options. Nothing is
   * sent.
   *
   * Take both from the session of the browser that began. Whoever looks them up by the token in the callback lets a
   * stranger sign somebody else in to the stranger's account.
   *
   * @throws {@link ConfigurationError} naming everything that is wrong.
   */
  static resume(options: SignInOptions, oauthToken: string, oauthTokenSecret: string): SignIn {
    const check = new ArgumentCheck();
    const native = nativeOptions(check, options);
    const token = check.text("oauthToken", oauthToken, "secret");
    const secret = check.text("oauthTokenSecret", oauthTokenSecret, "secret");
    check.refuseSettings();
    return new SignIn(natively(() => NativeSignIn.resume(native, token, secret)));
  }

  /** The page that the person opens in a browser in which they are signed in as the account that asks. */
  get authorizeUrl(): string {
    return natively(() => this.#signIn.authorizeUrl);
  }

  /** The request token, which the callback repeats. */
  get oauthToken(): string {
    return natively(() => this.#signIn.oauthToken);
  }

  /** The request token's secret: keep it where the browser cannot see it, for {@link SignIn.resume}. */
  get oauthTokenSecret(): string {
    return natively(() => this.#signIn.oauthTokenSecret);
  }

  /**
   * Takes the PIN that the page showed.
   *
   * Signing in begins anew after an error, and also where the answer was lost or the call aborted, because a PIN can be
   * used once: no error of this call is `retryable`.
   *
   * @throws {@link InvalidRequestError} for what cannot be a PIN.
   * @throws {@link AuthenticationError} for one that the service does not accept: it may have been mistyped or be too
   * old.
   */
  async complete(pin: string, options?: CallOptions): Promise<SignedIn> {
    const signal = signalOf(options);
    const given = checked((check) => check.text("pin", pin, "secret"));
    return signedIn(
      await called(SignIn.prototype.complete, (to, call) => completeSignIn(to, call, this.#signIn, given), signal),
    );
  }

  /**
   * Takes the URL that the browser was sent to after the person agreed, or its query.
   *
   * @throws {@link PermissionDeniedError} when the person declined.
   * @throws {@link AuthenticationError} when the URL belongs to another sign-in, and as {@link SignIn.complete}.
   * @throws {@link InvalidRequestError} when it is no such URL at all.
   */
  async completeCallback(url: string | URL, options?: CallOptions): Promise<SignedIn> {
    const signal = signalOf(options);
    const given = checked((check) => check.url("url", url));
    const begin: Parameters<typeof called>[1] = (to, call) => completeSignInCallback(to, call, this.#signIn, given);
    return signedIn(await called(SignIn.prototype.completeCallback, begin, signal));
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](): string {
    const [page] = this.authorizeUrl.split("?", 1);
    return `SignIn (${page})`;
  }
}

function signedIn(native: NativeSignedIn): SignedIn {
  const { userId, screenName } = native;
  return { credentials: new Credentials(new Ready(natively(() => native.credentials()))), userId, screenName };
}

function nativeOptions(check: ArgumentCheck, options: SignInOptions): NativeSignInOptions {
  const given = check.options<SignInOptions>("options", options ?? null, KNOWN);
  const { consumerKey, consumerSecret, callback, authorizeBase } = given;
  return {
    consumerKey: check.text("consumerKey", consumerKey, "secret"),
    consumerSecret: check.text("consumerSecret", consumerSecret, "secret"),
    ...(callback !== undefined && { callback: check.url("callback", callback) }),
    ...(authorizeBase !== undefined && { authorizeBase: check.text("authorizeBase", authorizeBase, "secret") }),
    ...nativeSettings(check, given, [...SHARED, "timeoutMs"]),
  };
}
