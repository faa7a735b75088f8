import { inspect } from "node:util";

import { ArgumentCheck, isArray } from "./check.js";
import { FeedbackEvent, WEBHOOK_BODY } from "./event.js";
import { type NativeWebhookCredentials, NativeWebhookVerifier, publishedNetworks } from "./native.js";
import { natively } from "./raised.js";
import { WebhookCredentials } from "./webhook-credentials.js";
import { REQUEST, senderOf, type WebhookDelivery, type WebhookRequest } from "./webhook-request.js";

/** Who may deliver. Either credentials or networks must be given. */
export interface WebhookVerifierOptions {
  /** Who is let in: a pair, or two while they are being changed. Without any, whoever comes from the networks. */
  readonly credentials?: WebhookCredentials | readonly WebhookCredentials[] | undefined;
  /** Networks (`199.59.148.0/22`) or addresses that deliveries may come from. Without any, all may. */
  readonly networks?: readonly string[] | undefined;
  /** Networks or addresses whose `X-Forwarded-For` is believed. Without any, nobody's is. */
  readonly trustedProxies?: readonly string[] | undefined;
}

const SETTINGS = ["credentials", "networks", "trustedProxies"] as const satisfies (keyof WebhookVerifierOptions)[];

/**
 * Tells the service's deliveries from everybody else's, in any web framework.
 *
 * A delivery has no signature (doc): what can be checked is the user name and password that were registered with the
 * URL, and the address it comes from.
 */
export class WebhookVerifier {
  /** The blocks that deliveries came from in 2016 (doc). Off unless given: they may have changed since. */
  static readonly PUBLISHED_NETWORKS: readonly string[] = Object.freeze(publishedNetworks());

  readonly #verifier: NativeWebhookVerifier;
  /** No secret is in it. */
  readonly #shown: object;

  /**
   * Checks every setting.
   *
   * @throws {@link ConfigurationError} naming everything that is wrong. Neither credentials nor networks would let
   * everybody in: that is refused too.
   */
  constructor(options: WebhookVerifierOptions) {
    const check = new ArgumentCheck();
    const given = check.options<WebhookVerifierOptions>("options", options ?? null, SETTINGS);
    const credentials = pairs(check, given.credentials);
    const networks = blocks(check, "networks", given.networks);
    const trustedProxies = blocks(check, "trustedProxies", given.trustedProxies);
    const make = (): NativeWebhookVerifier => new NativeWebhookVerifier(credentials, networks, trustedProxies);
    check.adopt(make);
    check.refuseSettings();
    this.#verifier = natively(make);
    this.#shown = { credentials: credentials.length, networks, trustedProxies };
  }

  /**
   * Whether a request comes from the service: returns if it does. Ask before its body is read.
   *
   * User name and password are compared in constant time, and with all pairs. `X-Forwarded-For` is read from the right,
   * as far as proxies are trusted. Several headers of one name are joined with commas.
   *
   * @throws {@link WebhookError} with the `status` 401, which is also what to answer.
   */
  authenticate(request: WebhookRequest): void {
    const check = new ArgumentCheck();
    const sender = senderOf(check, check.options<WebhookRequest>("request", request ?? null, REQUEST));
    check.refuse();
    natively(() => this.#verifier.authenticate(...sender));
  }

  /**
   * Authenticates a delivery as {@link WebhookVerifier.authenticate} does, and reads its event.
   *
   * The service is not known to deliver again (doc), so keep a body that was refused with 400.
   *
   * @throws {@link WebhookError} with the `status` to answer with: 401, or 413 and 400 as of
   * {@link FeedbackEvent.fromWebhook}.
   */
  verify(delivery: WebhookDelivery): FeedbackEvent {
    const check = new ArgumentCheck();
    const given = check.options<WebhookDelivery>("delivery", delivery ?? null, ["body", ...REQUEST]);
    const body = check.body("body", given.body, WEBHOOK_BODY);
    const sender = senderOf(check, given);
    check.refuse();
    return natively(() => FeedbackEvent.of(this.#verifier.verify(body, ...sender)));
  }

  /** @internal What `console.log` shows. */
  [inspect.custom](_depth?: number, options?: object, show: typeof inspect = inspect): string {
    return `WebhookVerifier ${show(this.#shown, options)}`;
  }
}

function pairs(check: ArgumentCheck, given: unknown): NativeWebhookCredentials[] {
  if (given === undefined) {
    return [];
  }
  const several = isArray(given) ? Array.from(given) : [given];
  return several.flatMap((one) => WebhookCredentials.given(check, "credentials", one) ?? []);
}

function blocks(check: ArgumentCheck, field: string, given: unknown): string[] {
  return given === undefined ? [] : check.list(field, given, (block) => check.text(field, block));
}
