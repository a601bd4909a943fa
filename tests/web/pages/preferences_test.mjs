// What the system says that a person needs: colours of their own, and less motion.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { examine, launch, openPage, settled, visit } from "./browser.mjs";
import { beginQuiz, download, join } from "./learner.mjs";
import { Site } from "./site.mjs";

const site = new Site();
let browser = null;
let page = null;

before(async () => {
  await site.setUp();
  browser = await launch();
  page = await openPage(browser);
  await join(
    page,
    site.invite("learner", "learner", "Operatrice"),
    "Operatrice",
  );
  await download(page);
});
after(async () => {
  await browser?.close();
  await site.remove();
});

// What would vanish with its background: it has to have an edge.
const edgeless = () =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        ".badge, .callout, .card, .answer, .btn, .form-control",
      ),
    ]
      .filter((each) => each.checkVisibility())
      .filter((each) => {
        const style = getComputedStyle(each);
        const width = Number.parseFloat(style.borderInlineStartWidth);
        return width < 1 || style.borderInlineStartStyle === "none";
      })
      .map((each) => each.outerHTML.slice(0, 120)),
  );

test("preferences: with forced colours every box keeps its edge", async () => {
  await page.emulateMedia({ forcedColors: "active" });
  for (const [name, path] of Object.entries({
    home: "/",
    courses: "/app/courses",
    device: "/app/device",
    space: "/app/space",
  })) {
    await visit(page, path);
    await settled(page);
    assert.deepEqual(await edgeless(), [], name);
    await examine(page, `forced-${name}`);
  }
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  await page.locator(".question-nav button").nth(1).click();
  await page.locator(".answer").first().waitFor();
  assert.deepEqual(await edgeless(), [], "question");
  await examine(page, "forced-question");
  const marks = await page.evaluate(() => {
    const edge = (selector) =>
      getComputedStyle(document.querySelector(selector)).borderBlockEndColor;
    return {
      here: edge(".main-nav a[aria-current]"),
      other: edge(".main-nav a:not([aria-current])"),
    };
  });
  assert.notEqual(marks.here, marks.other);
  await page.emulateMedia({ forcedColors: "none" });
});

// The wheel that turns while something is waited for is the app's one motion.
const turns = () =>
  page.evaluate(() => {
    const wheel = document.createElement("span");
    wheel.className = "spinner";
    document.body.append(wheel);
    const running = wheel.getAnimations().length;
    wheel.remove();
    return running;
  });

test("preferences: nothing moves for who wants no motion", async () => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.equal(await turns(), 1);
  await page.emulateMedia({ reducedMotion: "reduce" });
  assert.equal(await turns(), 0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.locator(".site-header .menu button.tool").first().click();
  await page.getByLabel("Meno movimento").check();
  assert.equal(await turns(), 0);
});
