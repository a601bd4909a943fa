// One's own data in the browser: the copy as a file, with and without the site; the wish to be
// erased, asked with the server stopped, refused, repeated and carried out; the profile taken off.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";

import { launch, openPage, visit } from "./browser.mjs";
import {
  answerAll,
  beginQuiz,
  download,
  join,
  openUnit,
  synchronise,
} from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
const patient = { timeout: 60_000 };
const place = "/app/profile/data";
const name = "Maria Antonietta Della Valle-Santangelo";
let browser = null;
let page = null;

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
});

const card = (heading) =>
  page.locator("section.card", {
    has: page.getByRole("heading", { name: heading, exact: true }),
  });

async function savedBy(button) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), path: await file.path() };
}

async function copyOfData() {
  const file = await savedBy("Salva i miei dati in un file");
  assert.match(file.name, /^approdo-data-maria-\d{4}-\d\d-\d\d\.json$/);
  return JSON.parse(readFileSync(file.path, "utf8"));
}

async function askToBeErased(words) {
  await page.getByRole("button", { name: "Chiedi la cancellazione…" }).click();
  const ask = page.getByRole("button", {
    name: "Chiedi di cancellare i miei dati",
  });
  assert.ok(await ask.isDisabled());
  if (words) await page.getByLabel("Perché (se vuoi dirlo)").fill(words);
  await page.getByLabel("Ho capito che non si torna indietro").check();
  await ask.click();
  await page.getByText(/^Chiesta il /).waitFor(patient);
}

test("privacy: the page is reached from the profile and says what is kept", async () => {
  page = await openPage(browser);
  await join(page, site.invite("maria", "learner", name), name);
  await visit(page, "/app/profile");
  await page.getByRole("link", { name: /^I miei dati/ }).click();
  await page.getByRole("heading", { name: "I miei dati", level: 1 }).waitFor();
  for (const kind of ["Chi sei", "Ciò che fai", "Come vai", "Attestati"])
    await page.getByRole("heading", { name: kind, exact: true }).waitFor();
  await examineEverywhere(page, { "my-data": place });
});

test("privacy: the copy holds what was done, without the server", async () => {
  await download(page);
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  const answered = await answerAll(page);
  await openUnit(page, "Che cosa vuol dire accogliere");
  await page.getByLabel("Nuova nota").fill("Chiedere come si chiama");
  await page.getByRole("button", { name: "Salva la nota" }).click();
  await page.getByText("Chiedere come si chiama").waitFor(patient);
  await synchronise(page);
  await site.stop();
  await visit(page, place);
  const mine = await copyOfData();
  await page.getByText(/^File salvato tra i download\. Contiene/).waitFor();
  assert.equal(mine.document, "approdo-my-data");
  assert.equal(mine.person.user, "maria");
  assert.equal(mine.person.name, name);
  assert.equal(mine.site, null);
  assert.equal(mine.enrolments.length, 1);
  assert.ok(mine.delivery.receipts.length > 0);
  const units = mine.enrolments[0].units;
  const attempts = units.flatMap((unit) => unit.attempts ?? []);
  assert.equal(attempts.length, 1);
  assert.equal(attempts[0].questions.length, answered);
  assert.ok(attempts[0].questions.every(({ html }) => html));
  assert.equal(attempts[0].handed_in.length, 1);
  const notes = units.flatMap((unit) => unit.notes ?? []);
  assert.deepEqual(
    notes.map(({ text }) => text),
    ["Chiedere come si chiama"],
  );
});

test("privacy: to be erased is asked with the server stopped, and taken back", async () => {
  await page.getByRole("button", { name: "Chiedi la cancellazione…" }).click();
  await examineEverywhere(page, { "erasure-form": "" });
  await page.getByRole("button", { name: "Annulla" }).click();
  await askToBeErased("Cambio ufficio");
  await examineEverywhere(page, { "erasure-asked": place });
  await page.getByRole("button", { name: "Ritira la richiesta" }).click();
  await page.getByText("Hai ritirato la richiesta").waitFor(patient);
  await askToBeErased("Cambio ufficio");
  await site.start();
  assert.equal(site.server("erasure", "list").trim(), "");
  await synchronise(page);
  await visit(page, place);
  await page.getByText(/^Ricevuta dal sito/).waitFor(patient);
  const asked = site.server("erasure", "list");
  assert.match(asked, /maria/);
  assert.match(asked, /«Cambio ufficio»/);
  await examineEverywhere(page, { "erasure-received": place });
});

test("privacy: a refusal shows its reason, and what the site keeps joins the copy", async () => {
  const reason = "Il corso va ancora rendicontato";
  site.server("erasure", "refuse", "maria", "--reason", reason);
  await synchronise(page);
  await visit(page, place);
  await page.getByText(/^Rifiutata il /).waitFor(patient);
  await page.getByText(reason).waitFor();
  await examineEverywhere(page, { "erasure-refused": place });
  await page.getByLabel(/^Aggiungi ciò che il sito tiene/).check();
  await examineEverywhere(page, { "my-data-session": "" });
  await page.getByLabel("Frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Apri la sessione" }).click();
  await page.getByLabel("Frase segreta").waitFor({ state: "detached" });
  const mine = await copyOfData();
  assert.equal(mine.site.account.user, "maria");
  assert.equal(mine.site.devices.length, 1);
  assert.equal(mine.erasure.reason, reason);
});

test("privacy: what was asked is carried out, and the learner sees so", async () => {
  await askToBeErased("");
  await synchronise(page);
  site.server("user", "erase", "maria", "--yes");
  assert.equal(site.server("erasure", "list").trim(), "");
  await visit(page, "/app/device");
  await page.getByRole("button", { name: "Allinea adesso" }).click();
  await visit(page, place);
  await page.getByText(/^Eseguita: il sito ha cancellato/).waitFor(patient);
  await examineEverywhere(page, { "erasure-done": place });
  const mine = await copyOfData();
  assert.equal(mine.erasure.state, "done");
  assert.equal(mine.enrolments.length, 1);
});

test("privacy: the profile goes, and what was not sent is offered as a file", async () => {
  await openUnit(page, "Ascolto: un dialogo allo sportello");
  await visit(page, place);
  const here = card("Togli il profilo da questo dispositivo");
  await here
    .getByRole("button", { name: "Togli il profilo da questo dispositivo" })
    .click();
  await here.getByText(/andrebbe(ro)? pers[ae] per sempre/).waitFor(patient);
  await examineEverywhere(page, { "forget-unsent": "" });
  const file = await savedBy("Salva il lavoro in un file");
  assert.match(file.name, /\.approdo$/);
  await here.getByRole("button", { name: "Cancella da qui" }).click();
  await page.getByRole("heading", { name: /^Benvenut/ }).waitFor(patient);
  assert.deepEqual(page.complaints, []);
});
