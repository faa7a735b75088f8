import { types } from "node:util";

import { ArgumentCheck } from "./check.js";
import type { Credentials, CredentialsFields } from "./credentials.js";
import type { NativeClientOptions } from "./native.js";

/** What a client goes by, besides its credentials. Times are milliseconds. */
export interface ClientSettings {
  /** Where the service is. Default `https://api.twitter.com`; http only for loopback addresses. */
  readonly apiBase?: string | undefined;
  /**
   * Adds `test=true` to every request, as the service asks for while testing (doc). It filters nothing, and people are
   * asked all the same!
   */
  readonly test?: boolean | undefined;
  /** Whose time to go by: the machine's (`system`, the default) or the service's (for loopback API bases only). */
  readonly clock?: "system" | "service" | undefined;
  /** For one try, from the connection to the last byte. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** For making a connection, TLS included. Default 10,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** Between two pieces of an answer. Default 15,000. */
  readonly readTimeoutMs?: number | undefined;
  /** For one call that reads, with all its tries and waits. Default 120,000. */
  readonly operationTimeoutMs?: number | undefined;
  /** How long one call that reads may wait for a limit to reset. Default 60,000; 0 never waits. */
  readonly maxRateWaitMs?: number | undefined;
  /** Tries of one call that reads, the first included. Default 4. */
  readonly maxTries?: number | undefined;
  /** An http or https proxy's URL. Default: what `HTTPS_PROXY` and its like say. */
  readonly proxy?: string | undefined;
  /** One or more further root certificates, PEM. */
  readonly rootCertificate?: string | Uint8Array | undefined;
  /** Your app's name and version (`MyHelpdesk/2.1`), put behind this library's. */
  readonly userAgent?: string | undefined;
}

/** What a client goes by. */
export interface ClientOptions extends ClientSettings {
  /** The four strings of OAuth 1.0a. */
  readonly credentials: Credentials | CredentialsFields;
}

const KNOWN = [
  "apiBase",
  "test",
  "clock",
  "timeoutMs",
  "connectTimeoutMs",
  "readTimeoutMs",
  "operationTimeoutMs",
  "maxRateWaitMs",
  "maxTries",
  "proxy",
  "rootCertificate",
  "userAgent",
] as const satisfies (keyof ClientSettings)[];

/** @internal The options, each of its type. Throws a `ConfigurationError` with all that is wrong. */
export function nativeOptions(
  given: ClientSettings,
  ...further: (keyof ClientOptions & string)[]
): NativeClientOptions {
  const check = new ArgumentCheck();
  const settings = check.options<ClientOptions>("options", given ?? null, [...KNOWN, ...further]);
  const native = nativeSettings(check, settings, KNOWN);
  check.refuseSettings();
  return native;
}

/** @internal Those of these settings that are given, each of its type. */
export function nativeSettings<Name extends keyof ClientSettings>(
  check: ArgumentCheck,
  settings: Partial<ClientSettings>,
  names: readonly Name[],
): Pick<NativeClientOptions, Name> {
  const native: NativeClientOptions = {};
  for (const name of names) {
    const value: unknown = settings[name];
    if (value !== undefined) {
      setOne(check, native, name, value);
    }
  }
  return native;
}

function setOne(check: ArgumentCheck, native: NativeClientOptions, name: keyof ClientSettings, value: unknown): void {
  switch (name) {
    case "test":
      native[name] = check.boolean(name, value);
      break;
    case "maxTries":
      native[name] = check.whole(name, value, 1, 0xffff_ffff);
      break;
    case "maxRateWaitMs":
      native[name] = check.milliseconds(name, value, "allowed");
      break;
    case "timeoutMs":
    case "connectTimeoutMs":
    case "readTimeoutMs":
    case "operationTimeoutMs":
      native[name] = check.milliseconds(name, value, "refused");
      break;
    case "rootCertificate":
      native[name] = Buffer.from(types.isUint8Array(value) ? value : check.text(name, value, "secret"));
      break;
    case "apiBase":
    case "proxy":
      // A login may stand in it.
      native[name] = check.text(name, value, "secret");
      break;
    case "clock":
      native[name] = check.text(name, value);
      if (value !== "system" && value !== "service" && !check.refused(name)) {
        check.note(name, "must be `system` or `service`", value);
      }
      break;
    default:
      native[name] = check.text(name, value);
  }
}
