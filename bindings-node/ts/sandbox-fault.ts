import { ArgumentCheck } from "./check.js";

/** What can be ordered to go wrong: see {@link Sandbox.fault}. */
export interface FaultOptions {
  /** How many requests it is for. Default 1. */
  readonly times?: number | undefined;
  /** For `respond`: the status, 200 to 599. */
  readonly status?: number | undefined;
  /** For `respond`: the headers; `null` takes one away that would be there. */
  readonly headers?: Readonly<Record<string, string | number | null>> | undefined;
  /** For `respond`: text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** The order as the control call takes it. Throws an `InvalidRequestError` with all that is wrong. */
export function faultOrder(operation: string, fault: string, options: FaultOptions): string {
  const check = new ArgumentCheck();
  const given = check.options<FaultOptions>("options", options, ["times", "status", "headers", "body"]);
  const order: Record<string, unknown> = {
    operation: check.text("operation", operation),
    fault: check.text("fault", fault),
    times: given.times === undefined ? 1 : check.whole("times", given.times, 0, 0xffff_ffff),
  };
  if (given.status !== undefined) {
    order["status"] = check.whole("status", given.status, 0, 0xffff);
  }
  if (given.headers !== undefined) {
    order["headers"] = checkedHeaders(check, given.headers);
  }
  if (given.body !== undefined) {
    order["body"] = checkedBody(check, given.body);
  }
  check.refuse();
  return JSON.stringify(order);
}

function checkedHeaders(check: ArgumentCheck, headers: unknown): Record<string, string | number | null> {
  if (!isPlain(headers)) {
    check.note("headers", "must be a plain object", headers);
    return {};
  }
  for (const [name, value] of Object.entries(headers)) {
    check.text("headers", name);
    if (typeof value === "string") {
      check.text("headers", value);
    } else if (!Number.isInteger(value) && value !== null) {
      check.note("headers", "must be a string, a whole number or null for each name", value);
    }
  }
  return headers as Record<string, string | number | null>;
}

function checkedBody(check: ArgumentCheck, body: unknown): unknown {
  if (typeof body === "string") {
    return check.text("body", body);
  }
  try {
    const json = JSON.stringify(body);
    if (json !== undefined) {
      // What becomes a string, such as a Date, would be taken for text.
      return json.startsWith('"') ? json : body;
    }
  } catch {
    // Refused below.
  }
  check.note("body", "must be a string or what JSON can say", body);
  return null;
}

/** Not a `Map` or the like, of whose content `JSON.stringify` knows nothing. */
function isPlain(value: unknown): value is object {
  try {
    const prototype = typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined;
    return prototype === Object.prototype || prototype === null;
  } catch {
    return false;
  }
}
