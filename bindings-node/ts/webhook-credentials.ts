import { inspect } from "node:util";

import { ArgumentCheck } from "./check.js";
import { NativeWebhookCredentials } from "./native.js";
import { natively } from "./raised.js";
import { Ready } from "./ready.js";

/**
 * User name and password that the service sends with every delivery (basic auth), as they were registered with it:
 * never shown, never logged.
 */
export class WebhookCredentials {
  readonly #credentials: NativeWebhookCredentials;

  /**
   * Takes the two as they were registered.
   *
   * Letters beyond ASCII are compared as UTF-8; how the service encodes them is not known, so better have none.
   *
   * @throws {@link ConfigurationError} when one is empty, longer than 1,024 bytes or has a control character, or the user
   * name a colon, which basic auth cannot carry.
   */
  constructor(username: string, password: string);
  /** @internal */
  constructor(ready: Ready<NativeWebhookCredentials>);
  constructor(...given: [username: string, password: string] | [ready: Ready<NativeWebhookCredentials>]) {
    const [ready] = given as [Ready<NativeWebhookCredentials>];
    this.#credentials = Ready.is(ready) ? ready.made : checkedPair(...(given as [string, string]));
  }

  /** Makes up strong ones from the system's random numbers. */
  static generate(): WebhookCredentials {
    return new WebhookCredentials(new Ready(natively(() => NativeWebhookCredentials.generate())));
  }

  /** @internal Notes what are none. */
  static given(check: ArgumentCheck, field: string, given: unknown): NativeWebhookCredentials | undefined {
    if (typeof given === "object" && given !== null && #credentials in given) {
      return given.#credentials;
    }
    check.note(field, "must be WebhookCredentials", typeof given === "string" ? "a string" : given);
    return undefined;
  }

  /** The user name. */
  get username(): string {
    return natively(() => this.#credentials.username);
  }

  /** The password, in clear: for registering it, and nowhere else. */
  get password(): string {
    return natively(() => this.#credentials.password);
  }

  /** The `Authorization` header of a delivery, in clear. */
  get authorization(): string {
    return natively(() => this.#credentials.authorization);
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](): string {
    return "WebhookCredentials ([redacted])";
  }
}

function checkedPair(username: unknown, password: unknown): NativeWebhookCredentials {
  const check = new ArgumentCheck();
  const [user, secret] = [check.text("username", username, "secret"), check.text("password", password, "secret")];
  const make = (): NativeWebhookCredentials => new NativeWebhookCredentials(user, secret);
  check.adopt(make);
  check.refuseSettings();
  return natively(make);
}
