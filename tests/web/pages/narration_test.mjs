// «Ascolta»: a page read aloud by what was published with the course, without a network; what to do
// where the audio was left out.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { launch, openPage, settled } from "./browser.mjs";
import {
  download,
  downloaded,
  join,
  openCourse,
  openUnit,
} from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site } from "./site.mjs";

const site = new Site();
const narrated = "Che cosa vuol dire accogliere";
const moreParts = "Altre parti del corso";
const patient = { timeout: 60_000 };
let browser = null;

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
});

async function joinAs(name) {
  const page = await openPage(browser);
  await join(page, site.invite(name.toLowerCase(), "learner", name), name);
  return page;
}

const button = (page, name) =>
  page.locator(".reader-tools").getByRole("button", { name, exact: true });

// The words that are marked now.
const marked = (page) =>
  page.evaluate(() => {
    const [range] = CSS.highlights.get("approdo-spoken") ?? [];
    return range ? range.toString().replace(/\s+/g, " ").trim() : "";
  });
const waitForMarked = (page, words) =>
  page.waitForFunction(
    (wanted) => {
      const [range] = CSS.highlights.get("approdo-spoken") ?? [];
      return range?.toString().includes(wanted);
    },
    words,
    patient,
  );

const sound = (page) =>
  page.locator(".reader-tools audio").evaluate((audio) => ({
    paused: audio.paused,
    at: audio.currentTime,
    rate: audio.playbackRate,
  }));
// To where the second paragraph is spoken, so that nobody waits for it.
const jumpTo = (page, words) =>
  page.locator(".reader-tools audio").evaluate((audio, wanted) => {
    const cues = [...audio.textTracks[0].cues];
    const cue = cues.find(({ text }) => text.includes(wanted));
    audio.currentTime = cue.startTime + 0.05;
  }, words);

test("narration: published audio plays offline, and what is spoken is marked", async () => {
  const page = await joinAs("Ascoltatrice");
  await download(page);
  await site.stop();
  await openUnit(page, narrated);
  await button(page, "Ascolta").focus();
  await page.keyboard.press("Enter");
  await waitForMarked(page, narrated);
  await jumpTo(page, "Ti ascolto.");
  await waitForMarked(page, "Ti ascolto.");
  // The keyboard stays on the button, which pauses now.
  assert.equal(
    await page.evaluate(() => document.activeElement.textContent),
    "Pausa",
  );
  await page.keyboard.press("Enter");
  await button(page, "Continua").waitFor(patient);
  assert.equal((await sound(page)).paused, true);
  assert.match(await marked(page), /Ti ascolto\./);
  await page.getByLabel("Velocità").selectOption({ label: "1,5×" });
  await examineEverywhere(page, { "narration-paused": "" });
  await button(page, "Continua").click();
  await button(page, "Pausa").waitFor(patient);
  const playing = await sound(page);
  assert.equal(playing.paused, false);
  assert.equal(playing.rate, 1.5);
  await button(page, "Ferma la lettura").click();
  await button(page, "Ascolta").waitFor(patient);
  assert.equal(await marked(page), "");
  assert.deepEqual((await sound(page)).at, 0);
  assert.equal(
    await page.evaluate(() => document.activeElement.textContent),
    "Ascolta",
  );

  // Whoever leaves the page hears no more of it.
  await button(page, "Ascolta").click();
  await waitForMarked(page, narrated);
  await page.evaluate(() => {
    globalThis.heard = document.querySelector(".reader-tools audio");
  });
  await openCourse(page);
  assert.equal(await page.evaluate(() => globalThis.heard.paused), true);
  assert.equal(await marked(page), "");
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  await site.start();
});

// With everything but the audio; the course's page offers it from then on.
async function downloadSilent(page) {
  await openCourse(page);
  await page.getByLabel(/^Audio/).uncheck();
  await page.getByRole("button", { name: /^Scarica/ }).click(patient);
  await downloaded(page);
  await page.getByRole("heading", { name: moreParts }).waitFor(patient);
}

test("narration: who left the audio out gets it from the course's page later", async () => {
  const page = await joinAs("Ripensante");
  await downloadSilent(page);
  assert.equal(await page.getByLabel(/^Audio/).isChecked(), false);
  assert.equal(await page.getByRole("button", { name: /^Scarica/ }).count(), 0);
  await page.getByLabel(/^Audio/).check();
  await page.getByRole("button", { name: /^Scarica \(/ }).waitFor(patient);
  await examineEverywhere(page, { "course-more-parts": "" });
  await page.getByRole("button", { name: /^Scarica \(/ }).click();
  await page
    .getByRole("heading", { name: moreParts })
    .waitFor({ ...patient, state: "detached" });
  await openUnit(page, narrated);
  await button(page, "Ascolta").waitFor(patient);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("narration: who left the audio out is told, and gets it from the page", async () => {
  const page = await joinAs("Lettrice");
  await downloadSilent(page);
  await openUnit(page, narrated);
  const words = page.getByText("Per ascoltare questa pagina serve l’audio");
  await words.waitFor(patient);
  assert.equal(await button(page, "Ascolta").count(), 0);
  await examineEverywhere(page, { "narration-left-out": "" });
  await button(page, "Scarica tutto il corso").click();
  await button(page, "Ascolta").waitFor(patient);
  assert.equal(await words.count(), 0);
  await button(page, "Ascolta").click();
  await waitForMarked(page, narrated);
  await settled(page);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
