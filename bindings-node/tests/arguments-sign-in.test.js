// Bad input to signing in: refused, not repeated, and nothing is sent.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inspect } from "node:util";

import { SignIn } from "twitter-feedback";

import { argument, assertMisconfigured, assertRefused, failure, wrongValues } from "./bad-values.js";
import { appOf, CALLBACK } from "./signing-in.js";
import { rejection, SURROGATE, startSandbox, thrown } from "./support.js";

const sandbox = await startSandbox({ after });
const signIn = SignIn.resume(appOf(sandbox), "token", "token-secret");

const WAYS = {
  begin: (more) => SignIn.begin(appOf(sandbox, more)),
  resume: (more) => SignIn.resume(appOf(sandbox, more), "token", "token-secret"),
};

const OPTIONS = {
  consumerKey: ["text", []],
  consumerSecret: ["text", []],
  callback: ["text", [undefined]],
  apiBase: ["text", [undefined]],
  authorizeBase: ["text", [undefined]],
  clock: ["text", [undefined]],
  timeoutMs: ["duration", [undefined]],
  proxy: ["text", [undefined]],
  rootCertificate: ["text or bytes", [undefined]],
  userAgent: ["text", [undefined]],
};
const ARGUMENTS = Object.entries(OPTIONS).map(([name, [takes, leaveOut]]) => {
  return argument("SignIn", name, takes, (value, make) => make({ [name]: value }), leaveOut);
});

const BREAKING = {
  consumerKey: ["", "hush hush", "hush\n"],
  consumerSecret: ["", "hush hush", "hush\0"],
  callback: ["", "furni.example", "/callback", "javascript:alert(1)", "OOB"],
  apiBase: ["", "http://api.twitter.com", "https://user@api.twitter.com"],
  authorizeBase: ["", "http://accounts.furni.example"],
  clock: ["", "Service", "sundial"],
  timeoutMs: [0, -1],
  proxy: ["", "socks5://proxy.example"],
  rootCertificate: ["", "no certificate", new Uint8Array(3)],
  userAgent: ["", "Helpdesk\n"],
};

for (const [way, make] of Object.entries(WAYS)) {
  for (const given of ARGUMENTS) {
    for (const [label, value] of wrongValues(given)) {
      test(`an option with a wrong value is named: ${way}, ${given.field}, ${label}`, async () => {
        assertMisconfigured(await failure(given, value, make), given.field);
        assert.deepEqual(sandbox.requests, []);
      });
    }
  }

  for (const [name, values] of Object.entries(BREAKING)) {
    for (const value of values) {
      test(`an option that breaks its rule is named: ${way}, ${name}, ${inspect(value)}`, async () => {
        const error = await rejection((async () => make({ [name]: value }))());
        assert.ok(
          error.problems.some(({ field }) => field === name),
          inspect(error),
        );
        assert.equal(error.kind, "configuration");
        assert.doesNotMatch(inspect(error), /hush/);
        assert.deepEqual(sandbox.requests, []);
      });
    }
  }

  test(`all wrong options are told at once: ${way}`, async () => {
    const wrong = { consumerSecret: 7, callback: SURROGATE, authorizeBase: [], clock: "sundial", timeoutMs: "1" };
    const { problems } = await rejection((async () => make({ ...wrong, calback: CALLBACK }))());
    assert.deepEqual(new Set(problems.map(({ field }) => field)), new Set([...Object.keys(wrong), "calback"]));
  });

  test(`all options that break a rule are told at once: ${way}`, async () => {
    const wrong = { consumerKey: "", callback: "x", apiBase: "x", authorizeBase: "x", userAgent: "\n", proxy: "x" };
    const { problems } = await rejection((async () => make(wrong))());
    assert.deepEqual(new Set(problems.map(({ field }) => field)), new Set(Object.keys(wrong)));
  });

  test(`what the caller's own getter throws comes out as it is: ${way}`, async () => {
    const own = new RangeError("my own");
    const options = {
      get callback() {
        throw own;
      },
    };
    // Spread would read it before its time.
    const call = way === "begin" ? SignIn.begin(options) : (async () => SignIn.resume(options, "a", "b"))();
    assert.equal(await rejection(call), own);
  });
}

test("options are an object", async () => {
  for (const options of [undefined, null, 7, "key", true, 1n, Symbol("options"), [], () => {}]) {
    assertMisconfigured(await rejection(SignIn.begin(options)), "options");
    assertMisconfigured(
      thrown(() => SignIn.resume(options, "a", "b")),
      "options",
    );
  }
});

for (const [field, call] of [
  ["oauthToken", (value) => SignIn.resume(appOf(sandbox), value, "secret")],
  ["oauthTokenSecret", (value) => SignIn.resume(appOf(sandbox), "token", value)],
]) {
  const given = argument("SignIn.resume", field, "text", call);
  const broken = ["", " ", "hush hush", "hush\n"].map((value) => [inspect(value), value]);
  for (const [label, value] of [...wrongValues(given), ...broken]) {
    test(`a token that is none is named and not repeated: ${field}, ${label}`, async () => {
      const error = await failure(given, value);
      assertMisconfigured(error, field);
      assert.doesNotMatch(`${inspect(error)} ${error.message}`, /hush|emoji/);
    });
  }
}

const CALLS = [
  argument("complete", "pin", "text", (value) => signIn.complete(value)),
  argument("completeCallback", "url", "text", (value) => signIn.completeCallback(value)),
  argument("begin", "signal", "signal", (signal) => SignIn.begin(appOf(sandbox), { signal }), [undefined]),
  argument("complete", "signal", "signal", (signal) => signIn.complete("1234567", { signal }), [undefined]),
  argument("completeCallback", "signal", "signal", (signal) => signIn.completeCallback("x", { signal }), [undefined]),
];

for (const given of CALLS) {
  for (const [label, value] of wrongValues(given)) {
    test(`a wrong value is named and nothing is sent: ${given.label}, ${label}`, async () => {
      assertRefused(await failure(given, value), given.field);
      assert.deepEqual(sandbox.requests, []);
    });
  }
}

for (const pin of ["", " \n", "1234567\0", "7".repeat(257), "7".repeat(1e6)]) {
  test(`what cannot be a PIN is refused and not repeated: ${inspect(pin).slice(0, 20)}`, async () => {
    const error = await rejection(signIn.complete(pin));
    assert.deepEqual(
      error.problems.map(({ field, given }) => [field, given]),
      [["pin", "[redacted]"]],
    );
    assert.deepEqual(sandbox.requests, []);
  });
}

for (const url of ["", "https://furni.example/callback", `${CALLBACK}&oauth_token=a&oauth_token=a`]) {
  test(`what is no callback is refused and not repeated: ${inspect(url)}`, async () => {
    const { problems } = await rejection(signIn.completeCallback(url));
    assert.deepEqual(
      problems.map(({ field, given }) => [field, given]),
      [["url", "[redacted]"]],
    );
    assert.deepEqual(sandbox.requests, []);
  });
}
