// A question as a value.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Question } from "twitter-feedback";

test("a question is a value", () => {
  const { type, id, documented, template } = Question.find("nps", 3);
  assert.deepEqual([type, id, documented], ["nps", 3, true]);
  assert.match(template, /<display_name>/);
  assert.equal(Question.find("nps", 3), Question.find("nps", 3));
  assert.notEqual(Question.find("nps", 3), Question.find("csat", 3));
});

test("the variant of a question is 0 unless said", () => {
  for (const type of ["csat", "nps"]) {
    assert.equal(Question.find(type), Question.find(type, 0));
    assert.equal(Question.find(type, undefined), Question.find(type, 0));
  }
});

test("a question's text has the name, to the letter, or its placeholder", () => {
  const question = Question.find("nps");
  for (const name of ["Furni", "$& $1 é😀", "<display_name>"]) {
    assert.equal(question.text(name), question.template.split("<display_name>").join(name));
  }
  for (const nothing of [undefined, null]) {
    assert.equal(question.text(nothing), question.template);
  }
});

test("the known questions cannot be changed from outside", () => {
  const [first] = Question.all();
  const before = Question.all().length;
  assert.throws(() => Question.all().pop(), TypeError);
  assert.throws(() => {
    first.template = "x";
  }, TypeError);
  assert.equal(Question.all().length, before);
  assert.match(Question.find(first.type, first.id).template, /<display_name>/);
});
