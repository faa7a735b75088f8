// Credentials: where they come from, and that they go nowhere else.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { format, inspect } from "node:util";
import v8 from "node:v8";

import { Client, ConfigurationError, Credentials, SandboxCredentials } from "twitter-feedback";

import { argument, assertMisconfigured, failure, wrongValues } from "./bad-values.js";
import { startListener } from "./listener.js";
import {
  KEYS,
  rejection,
  SURROGATE,
  setEnvironment,
  startSandbox,
  startWithClient,
  thrown,
  VARIABLES,
} from "./support.js";

const MEMBERS = {
  consumer_key: KEYS.consumerKey,
  consumer_secret: KEYS.consumerSecret,
  access_token: KEYS.accessToken,
  access_token_secret: KEYS.accessTokenSecret,
};

function keysInEnvironment(t, changes = {}) {
  const variables = Object.fromEntries(Object.entries(VARIABLES).map(([name, variable]) => [variable, KEYS[name]]));
  setEnvironment(t, { ...variables, ...changes });
}

function credentialsFile(t, text = JSON.stringify(MEMBERS)) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "twitter-feedback-"));
  t.after(() => fs.rmSync(directory, { recursive: true }));
  const file = path.join(directory, "credentials.json");
  fs.writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** Every way to have them. */
const WAYS = {
  strings: () => new Credentials(KEYS),
  environment: (t) => {
    keysInEnvironment(t);
    return Credentials.fromEnv();
  },
  path: (t) => Credentials.fromFile(credentialsFile(t)),
  URL: (t) => Credentials.fromFile(pathToFileURL(credentialsFile(t))),
  "plain fields": () => ({ ...KEYS }),
};

for (const [way, make] of Object.entries(WAYS)) {
  test(`credentials speak for their account wherever they come from: ${way}`, async (t) => {
    const listener = await startListener(t);
    const client = new Client({ credentials: make(t), apiBase: listener.url });
    await client.show("7");
    const { authorization } = listener.requests[0].headers;
    assert.match(authorization, /oauth_consumer_key="hush-consumer-key".*oauth_token="hush-token"/);
    assert.doesNotMatch(authorization, /secret/);
    assert.doesNotMatch(shownInAllWays(client), /hush/);
  });
}

function shownInAllWays(value) {
  const deep = { showHidden: true, depth: Number.POSITIVE_INFINITY, getters: true };
  const shown = [inspect(value, deep), inspect({ value }, deep), format("%s %o %O %j", value, value, value, value)];
  return [...shown, String(value), JSON.stringify(value), JSON.stringify(Object.entries(value))].join("\n");
}

for (const way of ["strings", "environment", "path"]) {
  test(`credentials never show what they are: ${way}`, (t) => {
    const credentials = WAYS[way](t);
    assert.match(inspect(credentials), /^Credentials \(\[redacted\]\)$/);
    assert.doesNotMatch(shownInAllWays(credentials), /hush/);
    assert.deepEqual(Reflect.ownKeys(credentials), []);
    for (const name of Object.keys(KEYS)) {
      assert.equal(credentials[name], undefined);
    }
    assert.doesNotMatch(v8.serialize(credentials).toString("latin1"), /hush/);
    assert.deepEqual(Object.entries(structuredClone(credentials)), []);
  });
}

const EMPTY_OR_WORSE = ["", " ", "hush hush", "hush\n", "\thush", "hush\0y"];

for (const name of Object.keys(KEYS)) {
  for (const [way, make] of [
    ["Credentials", (value) => new Credentials({ ...KEYS, [name]: value })],
    ["Client", (value) => new Client({ credentials: { ...KEYS, [name]: value } })],
  ]) {
    const given = argument(way, name, "text", make);
    for (const [label, value] of [...wrongValues(given), ...EMPTY_OR_WORSE.map((key) => [inspect(key), key])]) {
      test(`a key that is no key is named and not repeated: ${way}, ${name}, ${label}`, async () => {
        const error = await failure(given, value);
        assertMisconfigured(error, name);
        assert.doesNotMatch(`${inspect(error)} ${error.message}`, /hush|emoji/);
      });
    }
  }
}

test("all keys that are no keys are named at once", () => {
  const error = thrown(() => new Credentials({ consumerKey: 7, consumerSecret: SURROGATE }));
  assert.deepEqual(
    error.problems.map(({ field }) => field),
    Object.keys(KEYS),
  );
});

test("credentials are an object of four strings", () => {
  for (const given of [undefined, null, 7, "hush", true, 1n, Symbol("hush"), () => {}, ["hush", "hush"]]) {
    for (const make of [() => new Credentials(given), () => new Client({ credentials: given })]) {
      const error = thrown(make);
      assertMisconfigured(error, "credentials");
      assert.doesNotMatch(inspect(error), /hush/);
    }
  }
  assertMisconfigured(
    thrown(() => new Client({ credentials: Object.create(Credentials.prototype) })),
    "consumerKey",
  );
});

test("every missing variable is named", (t) => {
  keysInEnvironment(t, { [VARIABLES.consumerSecret]: undefined, [VARIABLES.accessTokenSecret]: "" });
  for (const make of [Credentials.fromEnv, Client.fromEnv]) {
    const error = thrown(() => make());
    assert.equal(error.constructor, ConfigurationError);
    assert.ok(error.message.includes(VARIABLES.consumerSecret), error.message);
    assert.ok(error.message.includes(VARIABLES.accessTokenSecret), error.message);
    assert.ok(!error.message.includes(`${VARIABLES.consumerKey},`), error.message);
    assert.doesNotMatch(inspect(error), /hush/);
  }
});

test("a variable that is no key is named and not repeated", (t) => {
  keysInEnvironment(t, { [VARIABLES.accessToken]: "hush \n" });
  const error = thrown(() => Credentials.fromEnv());
  assert.equal(error.constructor, ConfigurationError);
  assert.ok(error.message.includes(VARIABLES.accessToken), error.message);
  assert.doesNotMatch(inspect(error), /hush/);
});

test("credentials are kept in a file that they are read from, for their owner alone", async (t) => {
  const file = credentialsFile(t, "");
  fs.chmodSync(file, 0o644);
  for (const path of [file, pathToFileURL(file)]) {
    assert.equal(new Credentials(KEYS).toFile(path), undefined);
    assert.deepEqual(JSON.parse(fs.readFileSync(file, "utf8")), MEMBERS);
    const listener = await startListener(t);
    await new Client({ credentials: Credentials.fromFile(path), apiBase: listener.url }).show("7");
    assert.match(listener.requests[0].headers.authorization, /oauth_token="hush-token"/);
  }
  if (process.platform !== "win32") {
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  }
});

test("a sandbox's keys are kept as any others", async (t) => {
  const { credentials, url, userId } = await startSandbox(t);
  const file = credentialsFile(t, "");
  credentials.toFile(file);
  const client = new Client({ credentials: Credentials.fromFile(file), apiBase: url, clock: "service" });
  assert.equal((await client.verifyCredentials()).userId, userId);
});

test("a file that cannot be written is a matter of configuration, and nothing is left of it", (t) => {
  const directory = path.dirname(credentialsFile(t));
  for (const name of ["", "no\0where.json", "credentials.json/below.json", "nowhere/credentials.json"]) {
    const error = thrown(() => new Credentials(KEYS).toFile(`${directory}/${name}`));
    assert.equal(error.constructor, ConfigurationError);
    assert.match(error.message, /credentials file/);
    assert.doesNotMatch(inspect(error), /hush/);
  }
  assert.deepEqual(fs.readdirSync(directory), ["credentials.json"]);
});

for (const mode of [0o640, 0o604, 0o660, 0o777]) {
  const skip = process.platform === "win32" && "modes are a matter of POSIX";
  test(`a file that others may read is refused: ${mode.toString(8)}`, { skip }, (t) => {
    const file = credentialsFile(t);
    fs.chmodSync(file, mode);
    const error = thrown(() => Credentials.fromFile(file));
    assert.equal(error.constructor, ConfigurationError);
    assert.ok(error.message.includes(`0${mode.toString(8)}`), error.message);
  });
}

for (const name of ["nowhere.json", "", "no\0where.json"]) {
  test(`a file that is not there is a matter of configuration: ${inspect(name)}`, (t) => {
    const error = thrown(() => Credentials.fromFile(`${path.dirname(credentialsFile(t))}/${name}`));
    assert.equal(error.constructor, ConfigurationError);
    assert.match(error.message, /credentials file/);
  });
}

const PATHS = [
  argument("Credentials.fromFile", "path", "text", (value) => Credentials.fromFile(value)),
  argument("Credentials.toFile", "path", "text", (value) => new Credentials(KEYS).toFile(value)),
];

for (const given of PATHS) {
  for (const [label, value] of wrongValues(given)) {
    test(`a path that is none is a matter of configuration: ${given.label}, ${label}`, async () => {
      assertMisconfigured(await failure(given, value), "path");
    });
  }
}

for (const url of [
  "https://furni.example/keys.json",
  "file:///a%2fb",
  "file://elsewhere.example/keys.json",
  "data:,7",
]) {
  test(`a URL that is no file's is a matter of configuration: ${url}`, () => {
    for (const call of [Credentials.fromFile, (path) => new Credentials(KEYS).toFile(path)]) {
      assertMisconfigured(
        thrown(() => call(new URL(url))),
        "path",
      );
    }
  });
}

const NO_CREDENTIALS = [
  "",
  "hush",
  '["hush"]',
  '{"consumer_key": "hush"}',
  JSON.stringify({ ...MEMBERS, access_token: 7 }),
  JSON.stringify({ ...MEMBERS, access_token: "hush \n" }),
  JSON.stringify(MEMBERS).slice(0, -1),
];

for (const [place, text] of NO_CREDENTIALS.entries()) {
  test(`a file that holds no credentials is refused and not repeated: ${place}`, (t) => {
    const error = thrown(() => Credentials.fromFile(credentialsFile(t, text)));
    assert.equal(error.constructor, ConfigurationError);
    assert.match(error.message, /access_token/);
    assert.doesNotMatch(inspect(error), /hush/);
  });
}

test("what a service repeats of the keys is blotted out", async (t) => {
  const { sandbox, client } = await startWithClient(t);
  const keys = Object.keys(KEYS).map((name) => sandbox.credentials[name]);
  sandbox.fault("show", "respond", { status: 403, body: { errors: [{ code: 32, message: keys.join(" ") }] } });
  const error = await rejection(client.show("1"));
  assert.match(error.message, /\[redacted\]/);
  assert.match(error.body, /\[redacted\]/);
  const shown = inspect(error) + error.stack + JSON.stringify(error);
  assert.deepEqual(
    keys.filter((key) => shown.includes(key)),
    [],
  );
});

test("a sandbox's keys can be read because they open nothing else", async (t) => {
  const sandbox = await startSandbox(t);
  const keys = sandbox.credentials;
  assert.ok(keys instanceof SandboxCredentials && keys instanceof Credentials);
  assert.equal(keys.userId, sandbox.userId);
  assert.equal(keys.screenName, `sandbox_${keys.userId}`);
  assert.ok(keys.accessToken.startsWith(`${keys.userId}-`));
  assert.deepEqual(Object.keys(keys).toSorted(), [...Object.keys(KEYS), "userId", "screenName"].toSorted());
  assert.ok(inspect(keys).includes(keys.consumerSecret));
});

test("a sandbox's keys make credentials of their own", async (t) => {
  const sandbox = await startSandbox(t);
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret } = sandbox.credentials;
  const credentials = new Credentials({ consumerKey, consumerSecret, accessToken, accessTokenSecret });
  const client = new Client({ credentials, apiBase: sandbox.url });
  assert.equal((await client.verifyCredentials()).userId, sandbox.userId);
});
