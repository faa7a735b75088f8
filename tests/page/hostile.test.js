// Messages, names and comments may be anything, and are shown as what they are: words.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { order } from "../clients/node/sandbox.js";
import { ask, DESKTOP, FOREIGN, scene, setTheScene, visit, visitCard } from "./scene.js";

setTheScene();

const MARKUP = `<img src="https://evil.example/x" onerror="alert(1)"><script>alert(2)</script>&lt;"'</p></textarea>`;
const TURNED = "\u202Edesrever\u202C \u2067txet\u2069";

async function assertFits(page) {
  const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(needed <= there, `${needed} of ${there} pixels`);
}

test("markup stays words", async () => {
  const id = await ask("csat", { message: MARKUP, name: "<i>Furni</i><b>" });
  await order(scene.sandbox, "answer", { feedback_id: id, score: 3, text: MARKUP });
  const page = await visitCard();
  await page.locator(".comment").waitFor();
  assert.equal(await page.locator(".bubble").innerText(), MARKUP);
  assert.equal(await page.locator(".comment").innerText(), MARKUP);
  const question = "What is your overall satisfaction with <i>Furni</i><b>?";
  assert.equal(await page.locator("legend").innerText(), question);
  assert.equal(await page.locator(".card img, .card i, .card b, .message img, iframe, body script").count(), 0);
});

test("a name that turns its direction turns nothing else", async () => {
  await ask("csat", { message: TURNED, name: "\u202Einruf" });
  const page = await visitCard({ viewport: DESKTOP });
  const order = await page.locator(".question").evaluate((question) => {
    question.style.whiteSpace = "nowrap";
    return [...question.childNodes].map((node) => {
      const range = document.createRange();
      range.selectNode(node);
      return range.getBoundingClientRect().left;
    });
  });
  assert.equal(order.length, 3);
  assert.ok(order[0] < order[1] && order[1] < order[2], `${order}`);
  assert.equal(await page.locator(".bubble").innerText(), TURNED);
});

test("10,000 characters without a space wrap on a phone", async () => {
  const long = "W".repeat(10_000);
  const id = await ask("nps", { message: long, name: "W".repeat(20) });
  await order(scene.sandbox, "answer", { feedback_id: id, score: 0, text: long });
  const page = await visitCard();
  await page.locator(".comment").waitFor();
  assert.equal((await page.locator(".comment").innerText()).length, 10_000);
  await assertFits(page);
  await ask("csat", { to: "12", message: long });
  await page.getByRole("link", { name: "All messages" }).click();
  await page.getByRole("link", { name: "@user12" }).waitFor();
  await assertFits(page);
});

test("a refusal of any length wraps", async () => {
  await ask("csat");
  const page = await visitCard({ expected: /status of 400/ });
  await page.route("**/_sandbox/answer", (route) => route.fulfill({ status: 400, json: { error: "x".repeat(5_000) } }));
  await page.getByRole("radio").first().click();
  await page.locator(".error:not(:empty)").waitFor();
  await assertFits(page);
});

test("only web addresses are links", async () => {
  await ask("csat");
  const [listed] = await (await fetch(`${scene.sandbox.url}/_sandbox/feedbacks`)).json();
  const addresses = [
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "",
    "java\nscript:alert(1)",
    "HTTP://a.b",
  ];
  const answer = { json: addresses.map((privacy_url, at) => ({ ...listed, id: `${at}`, privacy_url })) };
  const page = await visitCard({ routes: { "**/_sandbox/feedbacks": (route) => route.fulfill(answer) } });
  const links = await page.locator(".privacy").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  // The oldest is the first on the page.
  assert.deepEqual(links, ["http://a.b/", null, null, null, null, null]);
});

test("not even a script that got into the page would run, nor ask elsewhere", async (t) => {
  await ask("csat");
  const heard = [];
  const elsewhere = createServer((request, response) => {
    heard.push(request.url);
    response.end();
  });
  await once(elsewhere.listen(0, "127.0.0.1"), "listening");
  t.after(() => elsewhere.close());
  const address = `http://127.0.0.1:${elsewhere.address().port}/`;
  const page = await visitCard({ expected: /Content Security Policy|Trusted|violates|^request: .*127\.0\.0\.1/ });
  await page.evaluate(async (address) => {
    globalThis.broken = new Set();
    document.addEventListener("securitypolicyviolation", (event) => globalThis.broken.add(event.effectiveDirective));
    const script = document.createElement("script");
    script.append("globalThis.ran = true");
    for (const attempt of [
      () => document.body.append(script),
      () => document.body.setAttribute("onclick", "globalThis.ran = true"),
      () => document.body.insertAdjacentHTML("beforeend", "<p>"),
      () => fetch(address),
      () => Object.assign(document.body.appendChild(new Image()), { src: address }),
    ]) {
      try {
        await attempt();
      } catch {}
    }
    document.body.click();
  }, address);
  for (const directive of ["connect-src", "img-src", "require-trusted-types-for"]) {
    await page.waitForFunction((directive) => globalThis.broken.has(directive), directive);
  }
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.deepEqual(heard, []);
});

test("under a name that was pointed here nothing is shown", async () => {
  await ask("csat");
  const page = await visit({ expected: /status of 403/ });
  const { port } = new URL(scene.sandbox.url);
  const foreign = await page.context().newPage();
  for (const path of ["/", "/_sandbox/feedbacks", "/_sandbox/page/main.js"]) {
    const response = await foreign.goto(`http://${FOREIGN}:${port}${path}`);
    assert.equal(response.status(), 403, path);
    assert.doesNotMatch(await response.text(), /script|343434343434/);
  }
});
