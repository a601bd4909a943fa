// A written answer from the learner to the trainer and back: answered offline, handed in, marked in
// the browser of one of two trainers, read by the learner with its mark and words.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { examine, launch, openPage, settled, visit } from "./browser.mjs";
import {
  answerAll,
  beginQuiz,
  download,
  join,
  openUnit,
  synchronise,
  unlock,
} from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
const patient = { timeout: 60_000 };
const quiz = "Verifica: lingue e pratiche";
const name = "Maria Antonietta Della Valle-Santangelo";
let browser = null;
let learner = null;

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
});

async function beginSession(page) {
  await page.getByLabel("Frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Apri la sessione" }).click();
}

async function trainer(user, called) {
  const page = await openPage(browser);
  await join(page, site.invite(user, "trainer", called), called);
  await visit(page, "/app/marking");
  await beginSession(page);
  return page;
}

async function openSheet(page) {
  await page.getByRole("link", { name }).click(patient);
  await page.getByRole("heading", { name, level: 1 }).waitFor(patient);
}

const save = (page) =>
  page.getByRole("button", { name: "Salva la correzione" });

test("marking: a learner answers in words without a network", async () => {
  learner = await openPage(browser);
  await join(learner, site.invite("learner", "learner", name), name);
  await download(learner);
  await site.stop();
  await beginQuiz(learner, quiz);
  await answerAll(learner);
  await site.start();
  await synchronise(learner);
});

test("marking: a trainer sees what waits, marks it, and a draft survives a reload", async () => {
  const berta = await trainer("berta", "Berta Formatrice");
  await berta.getByRole("rowheader", { name }).waitFor(patient);
  await examineEverywhere(berta, { marking: "" });
  await openSheet(berta);
  await berta.getByText("La risposta", { exact: true }).first().waitFor();
  await examineEverywhere(berta, { "marking-sheet": "" });

  const carlo = await trainer("carlo", "Carlo Formatore");
  await openSheet(carlo);

  await save(berta).click();
  await berta.getByText(/^Scrivi un numero da 0 a/).waitFor();
  await examine(berta, "marking-wrong-points-it-normal-1280");
  await berta.getByRole("button", { name: "Più punti" }).click();
  await berta
    .getByLabel("Commento per chi ha risposto")
    .fill("Bene, **molto chiaro**. <script>alert(1)</script>");
  await berta.getByText(/^Bozza non ancora salvata/).waitFor();
  await berta.getByRole("button", { name: "Anteprima" }).click();
  await berta
    .getByRole("group", { name: "Anteprima del testo" })
    .getByText("molto chiaro")
    .waitFor(patient);
  await examineEverywhere(berta, { "marking-draft": "" });

  await berta.reload();
  await unlock(berta, "Correzioni");
  await beginSession(berta);
  await berta.getByRole("heading", { name, level: 1 }).waitFor(patient);
  assert.match(
    await berta.getByLabel("Commento per chi ha risposto").inputValue(),
    /molto chiaro/,
  );
  await save(berta).click();
  await berta.getByText(/^Correzione salvata/).waitFor(patient);
  await settled(berta);
  await examineEverywhere(berta, { "marking-done": "" });

  // Carlo had the answer on his screen before, and is told who was first.
  await carlo.getByLabel(/^Punti, da 0/).fill("0");
  await carlo.getByLabel("Commento per chi ha risposto").fill("Di Carlo");
  await save(carlo).click();
  await carlo.getByText(/Berta Formatrice ha corretto/).waitFor(patient);
  await examine(carlo, "marking-conflict-it-normal-1280");
  await carlo
    .getByRole("button", { name: "Guarda che cosa è cambiato" })
    .click();
  await carlo.getByText(/da Berta Formatrice/).waitFor(patient);
  assert.equal(
    await carlo.getByLabel("Commento per chi ha risposto").inputValue(),
    "Di Carlo",
  );
  await visit(berta, "/app/marking");
  await berta.getByText("Niente aspetta una correzione").waitFor(patient);
  await examineEverywhere(berta, { "marking-none": "" });
  assert.deepEqual(carlo.complaints, []);
});

test("marking: the learner reads mark and words, without a network", async () => {
  await synchronise(learner);
  await site.stop();
  await openUnit(learner, quiz);
  await learner
    .getByRole("button", { name: "Leggi il risultato del tentativo 1" })
    .waitFor(patient);
  await examineEverywhere(learner, { "quiz-results": "" });
  await learner
    .getByRole("button", { name: "Leggi il risultato del tentativo 1" })
    .click();
  await learner.getByText("Corretto da una persona").waitFor(patient);
  await learner.locator("strong", { hasText: "molto chiaro" }).waitFor();
  await examineEverywhere(learner, { "result-marked": "" });
  await site.start();
});
