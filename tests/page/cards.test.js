// The cards look as on the phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, DESKTOP, PHONE, setTheScene, visit, visitCard } from "./scene.js";

setTheScene();

const FACES = ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"];

// Where the elements are, and their colours.
const boxes = (locator) =>
  locator.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      const { color } = getComputedStyle(element);
      return { left, right, top, bottom, x: left + width / 2, y: top + height / 2, width, height, color };
    }),
  );

// Degrees from red at 0 over yellow to green; what is bluer than red is below 0.
function hue(color) {
  const [red, green, blue] = color.match(/\d+/g).map(Number);
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const turned = most === red ? (green - blue) / (most - least) : 2 + (blue - red) / (most - least);
  return turned * 60;
}

function assertRising(values, what) {
  for (const [at, value] of values.slice(1).entries()) assert.ok(value > values[at], `${what}: ${values}`);
}

const near = (one, other) => Math.abs(one - other) < 1.5;

for (const viewport of [PHONE, DESKTOP]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`a CSAT card has five faces on a line, from red to green (${viewport.width}, ${colorScheme})`, async () => {
      await ask("csat", { name: "Furni" });
      const page = await visitCard({ viewport, colorScheme });
      assert.equal(await page.locator("legend").innerText(), "What is your overall satisfaction with Furni?");
      const faces = await boxes(page.locator(".face"));
      assert.equal(faces.length, 5);
      assertRising(
        faces.map((face) => face.x),
        "from left to right",
      );
      assert.ok(faces.every((face) => near(face.y, faces[0].y) && face.width >= 44 && near(face.width, face.height)));
      assertRising(
        faces.map((face) => hue(face.color)),
        "from red to green",
      );
      assert.ok(hue(faces[0].color) < 0 && hue(faces[2].color) > 30 && hue(faces[4].color) > 120);
      const lines = await page
        .locator(".option")
        .evaluateAll((options) =>
          options.map((option) => Number.parseFloat(getComputedStyle(option, "::before").width)),
        );
      for (const at of [0, 1, 2, 3]) assert.ok(near(lines[at], faces[at + 1].left - faces[at].right), `${lines}`);
      const ends = await boxes(page.locator(".end"));
      assert.deepEqual(await page.locator(".end").allInnerTexts(), [FACES[0], FACES[4]]);
      assert.ok(ends.every((end) => end.top >= faces[0].bottom));
      assert.ok(near(ends[0].x, faces[0].x) && near(ends[1].x, faces[4].x));
    });

    test(`an NPS card has 0 to 10 in two staggered rows (${viewport.width}, ${colorScheme})`, async () => {
      await ask("nps", { name: "Furni" });
      const page = await visitCard({ viewport, colorScheme });
      assert.equal(await page.locator("legend").innerText(), "How likely are you to recommend Furni to a friend?");
      const rings = page.locator(".number");
      assert.deepEqual(await rings.allInnerTexts(), ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
      const numbers = await boxes(rings);
      assertRising(
        numbers.map((number) => number.x),
        "from left to right",
      );
      assertRising(
        numbers.map((number) => hue(number.color)),
        "from red to green",
      );
      for (const [score, number] of numbers.entries()) assert.ok(near(number.y, numbers[score % 2].y), `${score}`);
      assert.ok(numbers[1].top >= numbers[0].bottom, "the odd ones are below");
      const [card] = await boxes(page.locator(".card"));
      assert.ok(near(numbers[0].left - card.left, card.right - numbers[10].right), "in the middle of the card");
      const ends = await boxes(page.locator(".end"));
      assert.deepEqual(await page.locator(".end").allInnerTexts(), ["Not likely", "Very likely"]);
      assert.ok(ends.every((end) => end.bottom <= numbers[0].top + 1));
      assert.ok(near(ends[0].left, numbers[0].left) && near(ends[1].right, numbers[10].right));
    });
  }
}

test("above the card is the message, and below it the small print", async () => {
  const before = Date.now() - 1000;
  await ask("csat", { message: "Enjoy your furniture!" });
  const page = await visitCard();
  const sender = (await page.getByRole("heading", { level: 2 }).innerText()).trim();
  assert.match(sender, /^@sandbox_\d+$/);
  assert.equal(await page.locator("legend").innerText(), `What is your overall satisfaction with ${sender}?`);
  const time = Date.parse(await page.locator("time").getAttribute("datetime"));
  assert.ok(time >= before && time <= Date.now());
  const small = page.locator(".card .small");
  const words = (await small.innerText()).replace(/\s+/g, " ");
  assert.equal(words, `View ${sender}’s privacy policy. Twitter may also use your feedback. Learn more.`);
  const link = small.getByRole("link", { name: "privacy policy" });
  assert.equal(await link.getAttribute("href"), "https://furni.example/privacy");
  assert.match(await link.getAttribute("rel"), /noopener/);
  const order = [".bubble", "time", ".close", "legend", ".scale", ".small"];
  const tops = await Promise.all(order.map(async (selector) => (await boxes(page.locator(selector)))[0].top));
  assertRising(tops, order.join(" above "));
  await page.getByText("Learn more.").click();
  await page.getByText("Not here: this is a sandbox.").waitFor();
});

test("all of a card fits on a phone", async () => {
  await ask("nps", { message: "If you wouldn’t mind, please take 1 minute and give us some feedback:" });
  const page = await visitCard();
  const [{ bottom }] = await boxes(page.locator(".card"));
  assert.ok(bottom <= PHONE.height, `${bottom}`);
});

test("a sandbox where nobody was asked says how to ask", async () => {
  const page = await visit();
  await page.getByRole("heading", { name: "Nobody has been asked yet" }).waitFor();
  assert.match(await page.locator("pre").innerText(), /^twitter-feedback send --to \d+ --type csat /);
});
