// The main job through the pages, with the real core in the worker and a real server that is
// really stopped in the middle: what was done without it is there when the browser was started
// anew, and at the site once it can be reached.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import test, { after, before } from "node:test";

import { complaintsOf, hostsAsked, launchProfile } from "./browser.mjs";
import {
  allSent,
  answerAll,
  answerSomehow,
  beginQuiz,
  download,
  join,
  openUnit,
  unlock,
} from "./learner.mjs";
import { Site } from "./site.mjs";

const site = new Site();
const folder = mkdtempSync(pathOf(tmpdir(), "approdo-browser-"));
let browser = null;

before(() => site.setUp());
after(async () => {
  await browser?.close();
  await site.remove();
  rmSync(folder, { recursive: true, force: true });
});

const logs = [];

async function startBrowser() {
  logs.push(pathOf(folder, `net-${logs.length}.json`));
  browser = await launchProfile(folder, logs.at(-1));
  return browser.pages()[0];
}

test("pages: a learner joins, downloads, and learns on while the server is away", async () => {
  let page = await startBrowser();
  const complaints = complaintsOf(page);
  await join(
    page,
    site.invite("learner", "learner", "Operatrice"),
    "Operatrice",
  );
  await download(page);
  // The app itself has to be on the device as well.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await site.stop();

  await openUnit(page, "Che cosa vuol dire accogliere");
  await page.keyboard.press("End");
  await page.getByText("Unità completata e salvata").waitFor();
  await page.getByLabel("Nuova nota").fill("Provare <b>da lunedì</b>");
  await page.getByRole("button", { name: "Salva la nota" }).click();
  await page.getByText("Nota salvata").waitFor();
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  assert.ok((await answerAll(page)) > 8);
  await page.getByText(/^Punti: /).waitFor();

  // Half a graded quiz; then the browser goes, and what was shown as saved has to be there.
  await beginQuiz(page, "Verifica: lingue e pratiche");
  await answerSomehow(page);
  await page.getByText("Risposta salvata").waitFor();
  await browser.close();
  page = await startBrowser();
  await page.goto(site.address);
  await unlock(page);
  await openUnit(page, "Che cosa vuol dire accogliere");
  await page.getByText("Provare <b>da lunedì</b>", { exact: true }).waitFor();
  await openUnit(page, "Verifica: lingue e pratiche");
  await page.getByRole("button", { name: "Riprendi il quiz" }).click();
  await page
    .getByRole("button", { name: /^Domanda 1, con risposta$/ })
    .waitFor();
  await answerAll(page);
  await page.getByRole("heading", { name: "Codice della consegna" }).waitFor();
  assert.match(await page.locator(".words").textContent(), /^(\S+ ){7}\S+$/);

  await beginQuiz(page, "Prova a tempo: quindici minuti");
  await page.getByText("Tempo rimasto").waitFor();
  await answerAll(page);

  assert.match(
    await page.locator(".sync-badge").textContent(),
    /\d+ da inviare/,
  );
  await site.start();
  await page.locator(".sync-badge").click();
  await page.getByRole("button", { name: "Allinea adesso" }).click();
  await allSent(page);
  assert.match(site.report(), /Operatrice/);
  assert.deepEqual(complaints, []);
  await browser.close();
  browser = null;
  for (const log of logs) {
    assert.deepEqual(hostsAsked(log), [new URL(site.address).host], log);
  }
});
