import { inspect } from "node:util";

import { ArgumentCheck } from "./check.js";
import type { NativeWebhook } from "./native.js";
import type { LoggedDelivery } from "./records.js";

/** How a sandbox posts events to a webhook. */
export interface SandboxWebhookOptions {
  /** The user name of basic auth; only together with a password. */
  readonly username?: string | undefined;
  /** The password of basic auth. */
  readonly password?: string | undefined;
  /** How many further times each event is sent, 0 to 100: deliveries may repeat (doc). Default 0. */
  readonly duplicates?: number | undefined;
  /** Whether events are sent out of order: deliveries arrive in any (doc). Default `false`. */
  readonly shuffle?: boolean | undefined;
}

const KNOWN = ["username", "password", "duplicates", "shuffle"] as const satisfies (keyof SandboxWebhookOptions)[];

/** @internal The webhook, each part of its type. Throws an `InvalidRequestError` with all that is wrong. */
export function nativeWebhook(url: string | URL, options: SandboxWebhookOptions): NativeWebhook {
  const check = new ArgumentCheck();
  const given = check.options<SandboxWebhookOptions>("options", options ?? null, KNOWN);
  const { username, password, duplicates, shuffle } = given;
  const webhook: NativeWebhook = { url: check.url("url", url) };
  if (username !== undefined) {
    webhook.username = check.text("username", username, "secret");
  }
  if (password !== undefined) {
    webhook.password = check.text("password", password, "secret");
  }
  if (duplicates !== undefined) {
    webhook.duplicates = check.whole("duplicates", duplicates, 0, 0xffff_ffff);
  }
  if (shuffle !== undefined) {
    webhook.shuffle = check.boolean("shuffle", shuffle);
  }
  check.refuse();
  return webhook;
}

/** The log of deliveries, as it crosses. */
export function deliveriesOf(json: string): LoggedDelivery[] {
  const logged = JSON.parse(json) as (Omit<LoggedDelivery, "at"> & { at: number })[];
  return logged.map((delivery) => {
    const made: LoggedDelivery = { ...delivery, at: new Date(delivery.at) };
    return Object.defineProperty(made, inspect.custom, { value: withoutWords });
  });
}

/** What `console.log` shows: neither a password nor a customer's words. */
function withoutWords(this: LoggedDelivery, _depth: number, options: object, show: typeof inspect): string {
  const { at, url, status, authorization, body } = this;
  const shown = { at, url, status, authorization: authorization && "[redacted]", characters: body.length };
  return `LoggedDelivery ${show(shown, options)}`;
}
