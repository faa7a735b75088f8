// Several people, each with a conversation; and how often the page looks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, DESKTOP, PHONE, setTheScene, visit, visitCard } from "./scene.js";

setTheScene();

const people = (page) => page.getByRole("navigation", { name: "Messages" });

test("one person needs no list", async () => {
  await ask("csat");
  const page = await visitCard({ viewport: DESKTOP });
  assert.equal(await people(page).isVisible(), false);
  assert.match(await page.title(), /^@user343434343434 – /);
});

test("several people are listed, the most recent first, beside the conversation", async () => {
  await ask("csat", { to: "12", message: "First" });
  await ask("nps", { to: "13", message: "Second" });
  const page = await visitCard({ viewport: DESKTOP });
  const links = people(page).getByRole("link");
  assert.deepEqual(
    (await links.allInnerTexts()).map((words) => words.split("\n").slice(-3)),
    [
      ["@user13", "Second", "1 open"],
      ["@user12", "First", "1 open"],
    ],
  );
  assert.equal(await links.nth(0).getAttribute("aria-current"), "true");
  assert.equal(await page.locator(".bubble").innerText(), "Second");
  await links.nth(1).click();
  await page.locator(".bubble", { hasText: "First" }).waitFor();
  assert.equal(await links.nth(1).getAttribute("aria-current"), "true");
  assert.equal(await links.nth(0).getAttribute("aria-current"), null);
  await page.locator("h2:focus").waitFor();
  await page.getByRole("radio").last().click();
  await links.nth(1).filter({ hasNotText: "open" }).waitFor();
});

test("on a phone there is the list or one conversation", async () => {
  await ask("csat", { to: "12" });
  await ask("nps", { to: "13" });
  const page = await visit({ viewport: PHONE });
  await people(page).getByRole("link", { name: "@user12" }).click();
  await page.getByRole("radio", { name: "Very satisfied" }).waitFor();
  assert.equal(await people(page).isVisible(), false);
  await page.getByRole("link", { name: "All messages" }).click();
  await people(page).waitFor();
  assert.equal(await page.getByRole("radio").count(), 0);
  assert.match(await page.locator(":focus").innerText(), /@user12/);
  await page.goBack();
  await page.getByRole("radio", { name: "Very satisfied" }).waitFor();
});

test("who looks at the only conversation goes on when there are more", async () => {
  await ask("csat", { to: "12", message: "First" });
  const page = await visitCard({ viewport: PHONE });
  await ask("nps", { to: "13" });
  await page.getByRole("link", { name: "All messages" }).waitFor();
  assert.equal(await page.locator(".bubble").innerText(), "First");
});

test("a page that nobody sees asks nothing, and asks at once when it is seen", async () => {
  await ask("csat");
  const page = await visitCard({ clock: true });
  const turn = (state) =>
    page.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await turn("hidden");
  let asked = 0;
  page.on("request", () => {
    asked += 1;
  });
  await page.clock.runFor(60_000);
  assert.equal(asked, 0);
  const next = page.waitForRequest("**/_sandbox/feedbacks");
  await turn("visible");
  await next;
});
