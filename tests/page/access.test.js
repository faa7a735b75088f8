// The page for everybody: assistive technology, little light, little motion, little sight.

import assert from "node:assert/strict";
import { test } from "node:test";

import axe from "axe-core";

import { order } from "../clients/node/sandbox.js";
import { ask, DESKTOP, PHONE, radio, said, scene, setTheScene, visit, visitCard } from "./scene.js";

setTheScene();

async function assertNoBarrier(page, where) {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  assert.ok(passes.length > 10, "this looked at something");
  const found = violations.map(({ id, impact, nodes }) => [id, impact, ...nodes.map((node) => node.html)]);
  assert.deepEqual(found, [], where);
}

// A contrast as WCAG counts it, of what is drawn in `selector` against its card.
const contrasts = (page, selector) =>
  page.locator(selector).evaluateAll((elements) => {
    const light = (color) => {
      const parts = color.match(/\d+/g).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const paper = document.createElement("div");
    paper.style.color = "var(--paper)";
    document.body.append(paper);
    const ground = light(getComputedStyle(paper).color);
    paper.remove();
    return elements.map((element) => {
      const drawn = light(getComputedStyle(element).color);
      return (Math.max(drawn, ground) + 0.05) / (Math.min(drawn, ground) + 0.05);
    });
  });

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds no barrier in anything that the page shows (${colorScheme})`, async () => {
    const empty = await visit({ colorScheme });
    await empty.getByRole("heading", { name: "Nobody has been asked yet" }).waitFor();
    await assertNoBarrier(empty, "empty");

    await ask("csat");
    const page = await visitCard({ colorScheme, expected: /status of 400/ });
    await assertNoBarrier(page, "CSAT");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Send this answer" }).waitFor();
    await assertNoBarrier(page, "chosen by keyboard");
    await page.keyboard.press("Enter");
    await page.locator("textarea:focus").waitFor();
    await assertNoBarrier(page, "scored");
    await page.locator("textarea").fill("x".repeat(10_001));
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.locator(".error:not(:empty)").waitFor();
    await assertNoBarrier(page, "refused");
    await page.locator("textarea").fill("Kind");
    await page.getByRole("button", { name: "Send comment" }).click();
    await page.locator(".comment").waitFor();
    await assertNoBarrier(page, "answered");

    const id = await ask("nps", { to: "12", name: "Furni" });
    const list = await visit({ colorScheme });
    await list.getByRole("link", { name: "@user12" }).waitFor();
    await assertNoBarrier(list, "the list on a phone");
    const wide = await visitCard({ colorScheme, viewport: DESKTOP });
    await wide.getByRole("link", { name: "@user12" }).click();
    await assertNoBarrier(wide, "NPS on a desktop");
    await order(scene.sandbox, "dismiss", { feedback_id: id });
    await wide.getByText("You closed this question.").waitFor();
    await assertNoBarrier(wide, "closed");
  });

  test(`faces and numbers stand out from the card (${colorScheme})`, async () => {
    await ask("csat", { to: "12" });
    const faces = await contrasts(await visitCard({ colorScheme }), ".face");
    assert.equal(faces.length, 5);
    for (const contrast of faces) assert.ok(contrast >= 3, `${faces}`);
    await ask("nps", { to: "13" });
    const numbers = await contrasts(await visitCard({ colorScheme, path: "/#13" }), ".number");
    assert.equal(numbers.length, 11);
    for (const contrast of numbers) assert.ok(contrast >= 4.5, `${numbers}`);
  });
}

test("the tree names the question and each of its answers", async () => {
  await ask("csat", { to: "12", name: "Furni" });
  await ask("nps", { to: "13", name: "Furni" });
  for (const [person, question, names] of [
    [
      "12",
      "What is your overall satisfaction with Furni?",
      ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"],
    ],
    [
      "13",
      "How likely are you to recommend Furni to a friend?",
      ["0 Not likely", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10 Very likely"],
    ],
  ]) {
    const page = await visitCard({ path: `/#${person}` });
    const group = page.getByRole("group", { name: question, description: "Arrow keys choose, Enter or Space sends." });
    const tree = await group.ariaSnapshot();
    assert.deepEqual(
      [...tree.matchAll(/radio "(.*)"/g)].map(([, name]) => name),
      names,
    );
    for (const name of names) assert.equal(await radio(page, name).getAttribute("type"), "radio");
    assert.equal(await page.getByRole("heading", { level: 3, name: question }).count(), 1);
    for (const landmark of ["banner", "main"]) assert.equal(await page.getByRole(landmark).count(), 1);
  }
});

test("what comes in is announced", async () => {
  await ask("csat");
  const page = await visitCard();
  await order(scene.sandbox, "advance", { milliseconds: 8 * 24 * 60 * 60 * 1000 });
  await ask("nps", { name: "Furni" });
  await said(page, "New question: How likely are you to recommend Furni to a friend?");
  assert.equal(await page.locator(".card").count(), 2);
});

test("who wants little motion gets none", async () => {
  await ask("csat");
  for (const [reducedMotion, moves] of [
    ["reduce", false],
    ["no-preference", true],
  ]) {
    const page = await visitCard({ reducedMotion });
    const seconds = await page
      .locator(".face")
      .first()
      .evaluate((face) => Number.parseFloat(getComputedStyle(face).transitionDuration));
    assert.equal(seconds > 0, moves, reducedMotion);
  }
});

test("words may be twice as large on a small phone", async () => {
  for (const [type, marks, step] of [
    ["csat", ".face", 1],
    ["nps", ".number", 2],
  ]) {
    const to = type === "csat" ? "12" : "13";
    await ask(type, { to });
    const page = await visitCard({ viewport: { ...PHONE, width: 320 }, path: `/#${to}` });
    await page.locator("html").evaluate((html) => {
      html.style.fontSize = "200%";
    });
    const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(needed <= there, `${needed} of ${there} pixels`);
    const boxes = await Promise.all((await page.locator(marks).all()).map((mark) => mark.boundingBox()));
    for (const [at, box] of boxes.slice(step).entries()) {
      assert.ok(boxes[at].x + boxes[at].width <= box.x, `${type}: ${at} leaves room for the next`);
    }
  }
});
