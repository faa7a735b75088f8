import { type ArgumentCheck, isArray } from "./check.js";

/** What a request says of who sent it. */
export interface WebhookRequest {
  /** The header, as Node or `fetch` have it: `request.headers.authorization`. */
  readonly authorization?: string | readonly string[] | null | undefined;
  /** The address of the connection's other end, with or without a port: `request.socket.remoteAddress`. */
  readonly remoteAddr?: string | null | undefined;
  /** The header: `request.headers["x-forwarded-for"]`. Only trusted proxies are believed. */
  readonly forwardedFor?: string | readonly string[] | null | undefined;
}

/** A request with its body. */
export interface WebhookDelivery extends WebhookRequest {
  /** The body as it came, before it is parsed. */
  readonly body: string | Uint8Array;
}

type Sender = [authorization: string | null, remoteAddr: string | null, forwardedFor: string | null];

/** The members of a request. */
export const REQUEST = ["authorization", "remoteAddr", "forwardedFor"] as const satisfies (keyof WebhookRequest)[];

/** @internal What native code takes; notes what is wrong. */
export function senderOf(check: ArgumentCheck, given: Partial<WebhookRequest>): Sender {
  return [
    header(check, "authorization", given.authorization),
    said(check, "remoteAddr", given.remoteAddr),
    header(check, "forwardedFor", given.forwardedFor),
  ];
}

/** Several headers of one name are one with commas (RFC 9110). */
function header(check: ArgumentCheck, field: string, given: unknown): string | null {
  if (!isArray(given)) {
    return said(check, field, given);
  }
  const lines = Array.from(given, (line) => said(check, field, line));
  return lines.length === 0 ? null : lines.join(", ");
}

function said(check: ArgumentCheck, field: string, given: unknown): string | null {
  if (given === undefined || given === null) {
    return null;
  }
  // Whoever sent what is no text is refused for what they say, and not as if the handler were wrong.
  return typeof given === "string" ? given.toWellFormed() : check.text(field, given, "secret");
}
