// Bad input to everything that sends nothing: prompts, questions, folds, what reads JSON, and the log.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { DecodeError, EventPage, Feedback, FeedbackEvent, Fold, Prompt, Question, setLogger } from "twitter-feedback";

import { argument, assertRefused, failure, wrongValues } from "./bad-values.js";
import { MESSAGE, PERSON, PRIVACY_URL, PROMPT, SURROGATE, thrown } from "./support.js";

const EITHER = [undefined, null];

/** The fields by the service's names and by JavaScript's, what they take, and what stands for nothing. */
const FIELDS = [
  ["type", "type", "text", []],
  ["to_user_id", "toUserId", "text", []],
  ["message", "message", "text", []],
  ["privacy_url", "privacyUrl", "text", []],
  ["external_id", "externalId", "text", EITHER],
  ["question_variant_id", "questionVariantId", "whole", EITHER],
  ["display_name", "displayName", "text", EITHER],
  ["test", "test", "boolean", [undefined]],
];

const { type: _, ...REQUEST } = PROMPT;

function spread(make, { toUserId, message, privacyUrl, ...options }) {
  return make(toUserId, message, privacyUrl, options);
}

/** Every way to make a prompt of fields. */
const WAYS = {
  "new Prompt": (fields) => new Prompt({ type: "nps", ...REQUEST, ...fields }),
  "Prompt.nps": (fields) => Prompt.nps({ ...REQUEST, ...fields }),
  "Prompt.csat": (fields) => Prompt.csat({ ...REQUEST, ...fields }),
  "Prompt.nps, spread": (fields) => spread(Prompt.nps, { ...REQUEST, ...fields }),
  "Prompt.csat, spread": (fields) => spread(Prompt.csat, { ...REQUEST, ...fields }),
};

const PROMPTS = Object.entries(WAYS).flatMap(([way, make]) => {
  const fields = FIELDS.filter(([field]) => way === "new Prompt" || field !== "type");
  return fields.map(([field, name, takes, leaveOut]) => {
    return argument(way, field, takes, (value) => make({ [name]: value }), leaveOut);
  });
});

const OTHERS = [
  argument("Question.find", "type", "text", (value) => Question.find(value, 0)),
  argument("Question.find", "question_variant_id", "whole", (value) => Question.find("nps", value), [undefined]),
  argument("Question.text", "display_name", "text", (value) => Question.find("nps").text(value), EITHER),
  argument("Feedback.fromJSON", "json", "text", Feedback.fromJSON),
  argument("FeedbackEvent.fromJSON", "json", "text", FeedbackEvent.fromJSON),
  argument("EventPage.fromJSON", "json", "text or bytes", EventPage.fromJSON),
  argument("Fold.get", "feedback_id", "text", (value) => new Fold().get(value)),
  argument("Fold.apply", "event", "instance", (value) => new Fold().apply(value)),
  argument("Fold.applyFeedback", "feedback", "instance", (value) => new Fold().applyFeedback(value)),
  argument("Fold.merge", "other", "instance", (value) => new Fold().merge(value)),
  argument("setLogger", "level", "text", (value) => setLogger(() => {}, { level: value }), [undefined]),
];

for (const given of [...PROMPTS, ...OTHERS]) {
  for (const [label, value] of wrongValues(given)) {
    test(`a wrong value is named: ${given.label}, ${label}`, async () => {
      assertRefused(await failure(given, value), given.field);
    });
  }
}

const VARIANTS = [-1, 2 ** 32, 2 ** 53, -(2 ** 53), 1e300, 0.1];

for (const given of [...PROMPTS, ...OTHERS].filter(({ field }) => field === "question_variant_id")) {
  for (const value of VARIANTS) {
    test(`a variant that no variant can be is refused: ${given.label}, ${value}`, async () => {
      assertRefused(await failure(given, value), given.field);
    });
  }
}

for (const [way, make] of Object.entries(WAYS)) {
  test(`every problem of a prompt is told at once whatever its sort: ${way}`, () => {
    const wrong = {
      toUserId: SURROGATE,
      message: 7n,
      privacyUrl: "",
      externalId: "x".repeat(257),
      questionVariantId: Number.NaN,
      displayName: new String("Furni"),
      test: "true",
    };
    const error = thrown(() => make(wrong));
    const fields = FIELDS.map(([field]) => field).filter((field) => field !== "type");
    for (const field of fields) {
      assertRefused(error, field);
    }
    assert.equal(error.problems.length, fields.length);
  });

  test(`a field that does not exist is named: ${way}`, () => {
    assertRefused(
      thrown(() => make({ mesage: "typo" })),
      "mesage",
    );
  });

  test(`a field that does not exist is told with all other problems: ${way}`, () => {
    const error = thrown(() => make({ mesage: "typo", privacyUrl: "x", toUserId: 7 }));
    for (const field of ["mesage", "privacy_url", "to_user_id"]) {
      assertRefused(error, field);
    }
  });

  test(`what the caller's own getter throws comes out as it is: ${way}`, () => {
    const own = new RangeError("my own");
    const fields = {
      get externalId() {
        throw own;
      },
    };
    assert.equal(
      thrown(() => make(fields)),
      own,
    );
  });

  test(`a refused text is repeated only at its beginning: ${way}`, () => {
    const error = thrown(() => make({ message: "x".repeat(1e6), displayName: ["x".repeat(1e6)] }));
    assertRefused(error, "message");
    assertRefused(error, "display_name");
    assert.ok(error.message.length < 500);
    assert.ok(error.problems.every(({ given }) => given.length <= 100));
  });
}

for (const prompt of [undefined, null, 7, "nps", true, 1n, Symbol("prompt"), [], () => {}]) {
  test(`a prompt is made of an object: ${inspect(prompt)}`, () => {
    assertRefused(
      thrown(() => new Prompt(prompt)),
      "prompt",
    );
  });

  test(`the short ways take a person or an object: ${inspect(prompt)}`, () => {
    for (const make of [Prompt.nps, Prompt.csat]) {
      for (const error of [thrown(() => make(prompt)), thrown(() => make(prompt, MESSAGE, PRIVACY_URL))]) {
        assert.equal(error.kind, "invalid_request", inspect(error));
        assert.ok(
          error.problems.some(({ field }) => ["prompt", "to_user_id", "message"].includes(field)),
          inspect(error),
        );
      }
    }
  });
}

test("options of the spread ways are an object", () => {
  for (const options of [null, 7, "ticket", true, 1n, Symbol("options"), [], () => {}]) {
    for (const make of [Prompt.nps, Prompt.csat]) {
      assertRefused(
        thrown(() => make(PERSON, MESSAGE, PRIVACY_URL, options)),
        "options",
      );
    }
  }
});

test("an object and further arguments are no call form", () => {
  assertRefused(
    thrown(() => Prompt.nps(REQUEST, MESSAGE)),
    "to_user_id",
  );
});

test("a type among the fields of a short way is refused, not overlooked", () => {
  for (const make of [Prompt.nps, Prompt.csat]) {
    assertRefused(
      thrown(() => make({ ...REQUEST, type: "csat" })),
      "type",
    );
    assertRefused(
      thrown(() => make(PERSON, MESSAGE, PRIVACY_URL, { type: "csat" })),
      "type",
    );
  }
});

test("an unknown question is null", () => {
  for (const [type, variant] of [["nps", 99], ["ces"], ["NPS"], [""], ["constructor"]]) {
    assert.equal(Question.find(type, variant), null);
  }
});

const NO_JSON = ["", "\0", "[", "null", "[]", "7", "[".repeat(1e5), '{"a":'.repeat(1e5), "x".repeat(1e6), "\ufeff"];

for (const [name, { fromJSON }] of Object.entries({ Feedback, FeedbackEvent, EventPage })) {
  for (const text of NO_JSON) {
    test(`what is no such JSON cannot be read: ${name}, ${inspect(text.slice(0, 9))}`, () => {
      const error = thrown(() => fromJSON(text));
      assert.ok(error instanceof DecodeError, inspect(error));
      assert.notEqual(error.jsonPath, null);
      assert.match(error.stack, /\.test\.js/);
    });
  }
}

test("bytes that are no text are no page", () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(1e6), Buffer.from([0xff, 0xfe, 0x00])]) {
    assert.ok(thrown(() => EventPage.fromJSON(bytes)) instanceof DecodeError);
  }
});

test("an instance is one of this package's, not a look-alike", () => {
  const fold = new Fold();
  const event = FeedbackEvent.fromJSON('{"event_type":"x","feedback":{"id":"1"}}');
  const wrong = [
    ["event", () => fold.apply(event.feedback)],
    ["event", () => fold.apply(Object.create(FeedbackEvent.prototype))],
    ["event", () => fold.apply({ ...event })],
    ["feedback", () => fold.applyFeedback(event)],
    ["feedback", () => fold.applyFeedback(Object.create(Feedback.prototype))],
    ["feedback", () => fold.applyFeedback(event.feedback.toJSON())],
    ["other", () => fold.merge(Object.create(Fold.prototype))],
    ["other", () => fold.merge([event])],
  ];
  for (const [field, call] of wrong) {
    assertRefused(thrown(call), field);
  }
  assert.equal(fold.size, 0);
});

test("a logger is a function or null, and its options are known", () => {
  for (const logger of [undefined, 7, "console", {}, console, Symbol("log")]) {
    assertRefused(
      thrown(() => setLogger(logger)),
      "logger",
    );
  }
  for (const level of ["", "warning", "INFO", "constructor", "__proto__", null]) {
    assertRefused(
      thrown(() => setLogger(null, { level })),
      "level",
    );
  }
  for (const options of [null, 7, "debug", []]) {
    assertRefused(
      thrown(() => setLogger(null, options)),
      "options",
    );
  }
  const error = thrown(() => setLogger(7, { level: "x", levl: "info" }));
  assert.deepEqual(new Set(error.problems.map(({ field }) => field)), new Set(["logger", "level", "levl"]));
});
