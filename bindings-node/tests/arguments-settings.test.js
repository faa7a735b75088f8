// Bad settings of a client: refused when it is made, wherever they are given.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inspect } from "node:util";

import { Client, Credentials } from "twitter-feedback";

import { argument, assertMisconfigured, failure, wrongValues } from "./bad-values.js";
import { KEYS, SURROGATE, setEnvironment, startSandbox, thrown, VARIABLES } from "./support.js";

const SETTINGS = {
  apiBase: "text",
  test: "boolean",
  clock: "text",
  timeoutMs: "duration",
  connectTimeoutMs: "duration",
  readTimeoutMs: "duration",
  operationTimeoutMs: "duration",
  maxRateWaitMs: "duration",
  maxTries: "whole",
  proxy: "text",
  rootCertificate: "text or bytes",
  userAgent: "text",
};
const ARGUMENTS = Object.entries(SETTINGS).map(([name, takes]) => {
  return argument("client", name, takes, (value, make) => make({ [name]: value }), [undefined]);
});

const variables = Object.entries(VARIABLES).map(([name, variable]) => [variable, KEYS[name]]);
setEnvironment({ after }, Object.fromEntries(variables));
const sandbox = await startSandbox({ after });

/** Every way to make a client. */
const WAYS = {
  "new Client": (options) => new Client({ credentials: KEYS, ...options }),
  "Client.fromEnv": Client.fromEnv,
  "Sandbox.client": (options) => sandbox.client(options),
};

const BREAKING = {
  apiBase: [
    "",
    "api.twitter.com",
    "http://api.twitter.com",
    "ftp://127.0.0.1",
    "https://api.twitter.com/?a=1",
    "https://user@api.twitter.com",
    "x".repeat(1e6),
  ],
  clock: ["", "Service", "constructor"],
  timeoutMs: [0, -0],
  connectTimeoutMs: [0, -0],
  readTimeoutMs: [0, -0],
  operationTimeoutMs: [0, -0],
  maxTries: [0, -1, 2 ** 32, 1.5],
  proxy: ["", "socks5://proxy.example", "x".repeat(1e6)],
  rootCertificate: ["", "no certificate", Buffer.from("no certificate"), new Uint8Array(0), new Uint8Array(1e6)],
  userAgent: ["", "Helpdesk\n", "Hëlpdesk", "Helpdesk\0"],
};

for (const [way, make] of Object.entries(WAYS)) {
  for (const given of ARGUMENTS) {
    for (const [label, value] of wrongValues(given)) {
      test(`a setting with a wrong value is named: ${way}, ${given.field}, ${label}`, async () => {
        assertMisconfigured(await failure(given, value, make), given.field);
      });
    }
  }

  for (const [name, values] of Object.entries(BREAKING)) {
    for (const value of values) {
      test(`a setting that breaks its rule is named: ${way}, ${name}, ${inspect(value).slice(0, 40)}`, () => {
        const error = thrown(() => make({ [name]: value }));
        assertMisconfigured(error, name);
      });
    }
  }

  test(`all wrong settings are told at once: ${way}`, () => {
    const wrong = {
      clock: "sundial",
      test: 1,
      connectTimeoutMs: -1,
      readTimeoutMs: Number.NaN,
      maxTries: 0,
      userAgent: SURROGATE,
    };
    const { problems } = thrown(() => make({ ...wrong, timeot: 3 }));
    assert.deepEqual(new Set(problems.map(({ field }) => field)), new Set([...Object.keys(wrong), "timeot"]));
  });

  test(`all settings that break a client's rules are told at once: ${way}`, () => {
    const { problems } = thrown(() => make({ userAgent: "\n", proxy: "x", rootCertificate: "x", apiBase: "x" }));
    const fields = problems.map(({ field }) => field);
    assert.deepEqual(new Set(fields), new Set(["userAgent", "proxy", "rootCertificate", "apiBase"]));
  });

  test(`a proxy's login is not repeated: ${way}`, () => {
    const proxies = [
      "socks5://me:hush@proxy.example",
      `http://me:hush@proxy.example/${SURROGATE}`,
      Buffer.from("hush"),
    ];
    for (const proxy of [...proxies, { hush: "hush" }, ["hush"], new String("hush")]) {
      const error = thrown(() => make({ proxy }));
      assertMisconfigured(error, "proxy");
      assert.doesNotMatch(inspect(error), /hush/);
    }
  });

  test(`a root certificate that is none is not repeated at length: ${way}`, () => {
    const error = thrown(() => make({ rootCertificate: `${"x".repeat(1e5)}${SURROGATE}` }));
    assertMisconfigured(error, "rootCertificate");
    assert.ok(inspect(error).length < 2000);
  });

  test(`what the caller's own getter throws comes out as it is: ${way}`, () => {
    const own = new RangeError("my own");
    const options = {
      get test() {
        throw own;
      },
    };
    assert.equal(
      thrown(() => make(options)),
      own,
    );
  });

  test(`undefined leaves a setting out: ${way}`, () => {
    const nothing = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, undefined]));
    const client = make(nothing);
    assert.equal(client.test, false);
    client.close();
  });
}

test("options are an object", () => {
  for (const options of [null, 7, "https://api.twitter.com", true, 1n, Symbol("options"), [], () => {}]) {
    assertMisconfigured(
      thrown(() => new Client(options)),
      "options",
    );
    assertMisconfigured(
      thrown(() => Client.fromEnv(options)),
      "options",
    );
    assertMisconfigured(
      thrown(() => sandbox.client(options)),
      "options",
    );
  }
  assertMisconfigured(
    thrown(() => new Client()),
    "options",
  );
});

test("a client from the environment takes no credentials", () => {
  assertMisconfigured(
    thrown(() => Client.fromEnv({ credentials: KEYS })),
    "credentials",
  );
});

test("credentials given in the place of the options are named and not repeated", () => {
  const error = thrown(() => new Client(KEYS));
  for (const name of Object.keys(KEYS)) {
    assertMisconfigured(error, name);
  }
  assert.doesNotMatch(inspect(error), /hush/);
  const handed = thrown(() => new Client(new Credentials(KEYS)));
  assertMisconfigured(handed, "credentials");
});

test("the service's clock is for loopback alone", () => {
  assertMisconfigured(
    thrown(() => new Client({ credentials: KEYS, clock: "service" })),
    "clock",
  );
});

const DURATIONS = Object.keys(SETTINGS).filter((name) => SETTINGS[name] === "duration");

for (const name of DURATIONS) {
  test(`a duration is a number of milliseconds however long: ${name}`, () => {
    for (const value of [1, 2.5, 0.001, 30_000, 2 ** 31, 8.64e15]) {
      const client = new Client({ credentials: KEYS, [name]: value });
      assert.equal(client.apiBase, "https://api.twitter.com");
      client.close();
    }
  });
}
