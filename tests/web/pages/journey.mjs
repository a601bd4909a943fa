// The main job through the pages, whatever browser they are in, with the real core in the worker
// and a real server that is really stopped in the middle: what was done without it is there when
// the browser was started anew, and at the site once it can be reached.
import assert from "node:assert/strict";

import { complaintsOf, visit } from "./browser.mjs";
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

async function readAndPractise(page) {
  await openUnit(page, "Che cosa vuol dire accogliere");
  await page.keyboard.press("End");
  await page.getByText("Unità completata e salvata").waitFor();
  await page.getByLabel("Nuova nota").fill("Provare <b>da lunedì</b>");
  await page.getByRole("button", { name: "Salva la nota" }).click();
  await page.getByText("Nota salvata").waitFor();
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  assert.ok((await answerAll(page)) > 8);
  await page.getByText(/^Punti: /).waitFor();
}

async function answerHalf(page) {
  await beginQuiz(page, "Verifica: lingue e pratiche");
  await answerSomehow(page);
  await page.getByText("Risposta salvata").waitFor();
}

async function goOnWhereItStopped(page) {
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
}

async function handOver(page, site) {
  const badge = page.locator(".sync-badge");
  assert.match(await badge.textContent(), /\d+ da inviare/);
  await site.start();
  await badge.click();
  await page.getByRole("button", { name: "Allinea adesso" }).click();
  await allSent(page);
}

async function seenByTrainer(page, site) {
  await join(page, site.invite("tutor", "trainer", "Tutor"), "Tutor");
  await visit(page, "/app/classes");
  const row = page.locator("tr", { hasText: /^Operatrice.*[1-9]\d* di \d+/ });
  await row.waitFor({ timeout: 60_000 });
}

// `start` starts the browser on what it kept: its first page, one of somebody else, its end.
export async function playJourney(site, start) {
  const complaints = [];
  const begin = async () => {
    const browser = await start();
    complaints.push(complaintsOf(browser.page));
    return browser;
  };
  let browser = await begin();
  let { page } = browser;
  const link = site.invite("learner", "learner", "Operatrice");
  await join(page, link, "Operatrice");
  await download(page);
  // The app itself has to be on the device as well.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await site.stop();

  await readAndPractise(page);
  // Half a graded quiz; then the browser goes, and what was shown as saved has to be there.
  await answerHalf(page);
  await browser.close();
  browser = await begin();
  ({ page } = browser);
  await page.goto(site.address);
  await unlock(page);
  await goOnWhereItStopped(page);

  await handOver(page, site);
  await seenByTrainer(await browser.stranger(), site);
  assert.deepEqual(complaints.flat(), []);
  await browser.close();
}
