// A person answers, by pointer or by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { order } from "../clients/node/sandbox.js";
import { answered, ask, radio, said, scene, setTheScene, visitCard } from "./scene.js";

setTheScene();

const COMMENT = "Quick & friendly – thank you!\n\nSee you soon. 🛋️";
// How a browser's console tells a refusal, which the page shows.
const REFUSED = /status of 4\d\d/;

const addition = (page) => page.getByRole("textbox", { name: "Thank you! Anything to add?" });

// What has the focus, by role and name.
const focused = (page) => page.locator(":focus");

// Holds back what the page is told until it is released, beginning with what it asks next.
async function holdNews(page) {
  let release;
  const released = new Promise((resolve) => {
    release = resolve;
  });
  await new Promise((resolve, reject) => {
    const hold = async (route) => {
      resolve();
      await released;
      await route.continue();
    };
    page.route("**/_sandbox/feedbacks", hold).catch(reject);
  });
  return release;
}

test("a click on a face is the answer, and then a comment is asked for", async () => {
  const id = await ask("csat");
  const page = await visitCard();
  assert.equal(await addition(page).isVisible(), false);
  await radio(page, "Satisfied").click();
  await said(page, "Your answer was sent: Satisfied.");
  await addition(page).waitFor();
  assert.deepEqual(await answered(id), [4, undefined]);
  assert.equal(await page.getByRole("button", { name: "Close this question" }).isVisible(), false);
  for (const each of await page.getByRole("radio").all()) assert.ok(await each.isDisabled(), "an answer is immutable");
  assert.ok(await radio(page, "Satisfied").isChecked());

  await addition(page).fill(COMMENT);
  await page.getByRole("button", { name: "Send comment" }).click();
  await said(page, "Your comment was sent. Thank you!");
  await page.getByText("Thank you for your feedback!").waitFor();
  assert.equal(await page.locator(".comment").innerText(), COMMENT);
  assert.deepEqual(await answered(id), [4, COMMENT]);
  assert.equal(await addition(page).isVisible(), false);
});

for (const [type, name, score] of [
  ["csat", "Very dissatisfied", 1],
  ["csat", "Very satisfied", 5],
  ["nps", "0 Not likely", 0],
  ["nps", "7", 7],
  ["nps", "10 Very likely", 10],
]) {
  test(`a touch of "${name}" is ${score} for ${type}`, async () => {
    const id = await ask(type);
    const page = await visitCard({ hasTouch: true });
    await radio(page, name).tap();
    await addition(page).waitFor();
    assert.deepEqual(await answered(id), [score, undefined]);
  });
}

test("the keyboard alone answers: Tab, arrows, Enter", async () => {
  const id = await ask("nps");
  const page = await visitCard();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page).innerText(), "Close this question");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page).getAttribute("value"), "0");
  for (const key of ["ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft"]) await page.keyboard.press(key);
  assert.ok(await radio(page, "2").isChecked());
  assert.notEqual(
    await page.locator(".option:has(:focus) .number").evaluate((it) => getComputedStyle(it).outlineStyle),
    "none",
  );
  const hint = await page.getByText("Arrow keys choose, Enter or Space sends.").boundingBox();
  assert.ok(hint.width > 100, "who chooses by keyboard is told how");
  assert.deepEqual(await answered(id), [undefined, undefined], "who only looks around has not answered");
  await page.keyboard.press("Enter");
  await addition(page).waitFor();
  assert.deepEqual(await answered(id), [2, undefined]);

  await page.locator("textarea:focus").waitFor();
  await page.keyboard.type("Slow");
  await page.keyboard.press("Enter");
  await page.keyboard.type("but kind");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".thanks:focus").waitFor();
  assert.deepEqual(await answered(id), [2, "Slow\nbut kind"]);
});

test("Space answers with the face that has the focus", async () => {
  const id = await ask("csat");
  const page = await visitCard();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await addition(page).waitFor();
  assert.deepEqual(await answered(id), [5, undefined]);
});

test("what was chosen without a pointer can be sent by a button", async () => {
  const id = await ask("csat");
  const page = await visitCard();
  await radio(page, "Dissatisfied").evaluate((button) => button.click());
  const send = page.getByRole("button", { name: "Send this answer" });
  await send.waitFor();
  assert.deepEqual(await answered(id), [undefined, undefined]);
  await send.click();
  await addition(page).waitFor();
  assert.deepEqual(await answered(id), [2, undefined]);
});

test("a second answer is refused, and the page says so", async () => {
  const id = await ask("csat");
  const page = await visitCard({ expected: REFUSED });
  const release = await holdNews(page);
  await order(scene.sandbox, "answer", { feedback_id: id, score: 2 });
  await radio(page, "Very satisfied").click();
  const refusal = page.getByRole("alert").filter({ hasText: "immutable once submitted: it is 2, given: 5" });
  await refusal.waitFor();
  release();
  await page.locator("fieldset:disabled").waitFor();
  assert.ok(await radio(page, "Dissatisfied").isChecked(), "what counts is shown");
  assert.ok(await refusal.isVisible());
  assert.deepEqual(await answered(id), [2, undefined]);
});

test("a comment that is refused is not lost", async () => {
  const id = await ask("nps");
  const page = await visitCard({ expected: REFUSED });
  await radio(page, "3").click();
  await addition(page).fill("x".repeat(10_001));
  await page.getByRole("button", { name: "Send comment" }).click();
  await page.getByRole("alert").filter({ hasText: "text must have 1 to 10000 characters; given: 10001" }).waitFor();
  await addition(page).fill(`${"x".repeat(9_999)}😀`);
  await page.getByRole("button", { name: "Send comment" }).click();
  await page.locator(".comment").waitFor();
  assert.equal(await page.getByRole("alert").filter({ hasText: "text" }).count(), 0);
  assert.deepEqual(await answered(id), [3, `${"x".repeat(9_999)}😀`]);
});

test("half a comment stays while news come in", async () => {
  await ask("csat");
  const page = await visitCard();
  await radio(page, "Neither").click();
  await addition(page).fill("Half a");
  await ask("nps", { to: "12" });
  await page.getByRole("link", { name: "All messages" }).waitFor();
  assert.equal(await addition(page).inputValue(), "Half a");
  await page.locator("textarea:focus").waitFor();
});

test("× closes the card for good", async () => {
  const id = await ask("csat");
  const page = await visitCard();
  await page.getByRole("button", { name: "Close this question" }).click();
  await page.locator(".closed:focus").filter({ hasText: "You closed this question." }).waitFor();
  await said(page, "You closed the question.");
  assert.equal(await page.getByRole("radio").count(), 0);
  await assert.rejects(order(scene.sandbox, "answer", { feedback_id: id, score: 1 }), /409/);
  await page.reload();
  await page.getByText("You closed this question.").waitFor();
  assert.equal(await page.getByRole("radio").count(), 0);
});

test("answers from elsewhere are shown", async () => {
  const id = await ask("nps");
  const page = await visitCard();
  await order(scene.sandbox, "answer", { feedback_id: id, score: 10, text: "From elsewhere" });
  await page.locator(".comment", { hasText: "From elsewhere" }).waitFor();
  assert.ok(await radio(page, "10 Very likely").isChecked());
});

test("without a sandbox the page says so, and goes on when it can", async () => {
  await ask("csat");
  const page = await visitCard({ expected: /ERR_|Failed to load/ });
  await page.route("**/_sandbox/**", (route) => route.abort());
  const trouble = page.getByRole("alert").filter({ hasText: "The sandbox does not answer. This page tries again." });
  await trouble.waitFor();
  await radio(page, "Neither").click();
  await page.locator(".error", { hasText: "The sandbox does not answer." }).waitFor();
  await page.unroute("**/_sandbox/**");
  await trouble.waitFor({ state: "hidden" });
  await radio(page, "Neither").click();
  await addition(page).waitFor();
});
