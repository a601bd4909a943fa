// A trainer's pages without a mouse: a course is brought, checked and published, the class is
// looked at, told something, and marked.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { launch, openPage } from "./browser.mjs";
import { Keys } from "./keys.mjs";
import {
  answerAll,
  beginQuiz,
  download,
  join,
  synchronise,
} from "./learner.mjs";
import { Site } from "./site.mjs";

const site = new Site();
const patient = { timeout: 60_000 };
const learnerName = "Ada";
let browser = null;
let page = null;
let keys = null;

before(async () => {
  await site.setUp();
  browser = await launch();
  const learner = await openPage(browser);
  const link = site.invite("ada", "learner", learnerName);
  await join(learner, link, learnerName);
  await download(learner);
  await beginQuiz(learner, "Verifica: lingue e pratiche");
  await answerAll(learner);
  await synchronise(learner);
  await learner.context().close();
  page = await openPage(browser);
  keys = new Keys(page);
  await join(page, site.invite("docente", "trainer", "Docente"), "Docente");
  await synchronise(page);
});
after(async () => {
  await browser?.close();
  await site.remove();
});

const told = (words) => page.getByText(words).first().waitFor(patient);

// By the button that opens the browser's own way to choose a file.
async function chooseFile(text) {
  const asked = page.waitForEvent("filechooser", patient);
  await keys.enter(/^Scegli un file$/, 200);
  await (
    await asked
  ).setFiles({
    name: "sportello.gift",
    mimeType: "text/plain",
    buffer: Buffer.from(text),
  });
}

test("keyboard, trainer: a file is brought, and a corrected one takes its place", async () => {
  await keys.enter(/^Carica un corso$/, 200);
  await keys.arrive("Carica un corso");
  await keys.beginSession();
  await told("Non hai ancora portato nulla");
  await chooseFile("::Uno:: Chi firma? {=la persona ~l'operatore}\n");
  await keys.arrive("sportello");
  await told("Chi firma?");
  await chooseFile(
    "::Uno:: Chi firma? {=la persona ~l'operatore}\n\n::Due:: Quanti? {#3}\n",
  );
  await told("Quanti?");
  await keys.arrive("sportello");
});

test("keyboard, trainer: the preview is turned and narrowed, then published", async () => {
  const frame = page.locator(".preview-frame");
  await keys.tabTo(/^Larghezza di un telefono$/, 200);
  await keys.press("Space");
  assert.match(await frame.getAttribute("class"), /preview-phone/);
  await keys.tabTo(/^Da destra a sinistra$/);
  await keys.press("Space");
  assert.equal(await frame.locator("article").getAttribute("dir"), "rtl");
  await keys.enter(/^Guarda che cosa cambia$/);
  await told("È un corso nuovo");
  await keys.keptIn("h2");
  await keys.focusOn("Pubblica");
  await keys.tabTo(/^Ho guardato l’anteprima/);
  await keys.press("Space");
  await keys.enter(/^Pubblica$/);
  await told("pubblicato, versione 1");
  await keys.keptIn("h1");
  await keys.enter(/^Tutti i tuoi materiali$/, 200);
  await keys.arrive("Carica un corso");
  await keys.tabTo(/^sportello\.gift$/, 200);
});

test("keyboard, trainer: the class is read, and leads to its announcements", async () => {
  await keys.enter(/^Le mie classi$/, 200);
  await keys.arrive("Le mie classi");
  await page.getByRole("rowheader", { name: learnerName }).waitFor(patient);
  // The table has the focus to be scrolled by arrows where it is wider than the screen.
  await page.setViewportSize({ width: 320, height: 900 });
  await keys.tabTo(/^Accogliere allo sportello/, 200);
  const table = page.locator(".table-frame").first();
  await keys.press("ArrowRight");
  await page.waitForFunction(
    () => document.querySelector(".table-frame").scrollLeft > 0,
    null,
    patient,
  );
  assert.ok(await table.isVisible());
  await page.setViewportSize({ width: 1280, height: 900 });
  await keys.tabTo(/^Annunci a questa classe$/, 200, "Shift+Tab");
  await keys.press("Enter");
  await keys.arrive("Annunci alla classe");
});

test("keyboard, trainer: an announcement is published, corrected and taken back", async () => {
  await keys.tabTo(/^Titolo$/, 200);
  await keys.press("Tab");
  await keys.enter(/^Pubblica$/);
  await told("Questo campo serve.");
  await keys.tabTo(/^Titolo$/, 200, "Shift+Tab");
  await keys.type("Aula nuova");
  await keys.write(/^Testo$/, "Alle **15**.");
  await keys.enter(/^Anteprima$/);
  await page
    .getByRole("group", { name: "Anteprima del testo" })
    .waitFor(patient);
  await keys.enter(/^Pubblica$/);
  await told(/^Pubblicato: arriva/);
  await keys.keptIn("p");
  await page.getByRole("heading", { name: "Aula nuova" }).waitFor(patient);

  await keys.enter(/^Correggi: Aula nuova$/);
  await keys.keptIn("input");
  await keys.focusOn("Titolo");
  await keys.write(/^Testo$/, "Alle 16.");
  await keys.enter(/^Pubblica la correzione$/);
  await told("Correzione pubblicata.");
  await keys.keptIn("p");

  // Asked whether it is meant, the focus is on what changes nothing.
  await keys.enter(/^Ritira: Aula nuova$/);
  await told(/^Ritirarlo\?/);
  await keys.focusOn("No, resta");
  await keys.tabTo(/^Sì, ritira$/, 1, "Shift+Tab");
  await keys.press("Enter");
  await told("Annuncio ritirato.");
  await keys.keptIn("p");
});

test("keyboard, trainer: a meeting is planned, changed and cancelled", async () => {
  await keys.enter(/^Le mie classi$/, 200);
  await keys.arrive("Le mie classi");
  await keys.enter(/^Appuntamenti di questa classe$/, 200);
  await keys.arrive("Appuntamenti della classe");
  await keys.tabTo(/^Titolo$/, 200);
  await keys.type("Lezione in aula");
  // As this browser orders the parts of a date; a year may go on, so the next part is entered.
  await keys.tabTo(/^Inizio$/);
  await keys.type("07042090");
  await keys.press("ArrowRight");
  await keys.type("0230PM");
  await keys.write(/^Luogo$/, "Aula 2");
  await keys.enter(/^Metti in programma$/);
  await told(/^Salvato: arriva/);
  await keys.keptIn("p");
  await page
    .getByText(/martedì 4 luglio 2090/)
    .first()
    .waitFor(patient);

  await keys.enter(/^Cambia: Lezione in aula$/);
  await keys.keptIn("input");
  await keys.focusOn("Titolo");
  await keys.write(/^Luogo$/, "Aula 3");
  await keys.enter(/^Salva il cambiamento$/);
  await page.getByText("Aula 3").first().waitFor(patient);
  await keys.keptIn("p");

  await keys.enter(/^Annulla: Lezione in aula$/);
  await keys.keptIn("input");
  await keys.focusOn("Motivo, se vuoi dirlo");
  await keys.enter(/^No, resta$/);
  await keys.keptIn("h3");
  await keys.enter(/^Annulla: Lezione in aula$/);
  await keys.keptIn("input");
  await keys.focusOn("Motivo, se vuoi dirlo");
  await keys.type("Sala chiusa");
  await keys.enter(/^Sì, annulla$/);
  await page.getByText("Motivo: Sala chiusa").waitFor(patient);
  await keys.keptIn("p");
});

test("keyboard, trainer: a written answer is marked", async () => {
  await keys.enter(/^Correzioni$/, 200);
  await keys.arrive("Correzioni");
  await page.getByRole("link", { name: learnerName }).waitFor(patient);
  await keys.tabTo(/^Senza nomi, in ordine casuale$/, 200);
  await keys.press("Space");
  await page.getByRole("link", { name: "Elaborato 1" }).waitFor(patient);
  await keys.press("Space");
  await page.getByRole("link", { name: learnerName }).waitFor(patient);
  await keys.enter(new RegExp(`^${learnerName}$`));
  await keys.arrive(learnerName);
  await keys.enter(/^Salva la correzione$/, 200);
  await told(/^Scrivi un numero da 0 a/);
  await keys.tabTo(/^Più punti$/, 200, "Shift+Tab");
  await keys.press("Space");
  await keys.write(/^Commento per chi ha risposto$/, "Bene.");
  await told(/^Bozza non ancora salvata/);
  await keys.enter(/^Lascia stare$/);
  await keys.keptIn("input");
  await keys.focusOn(/^Punti, da 0/);
  await keys.type("1");
  await keys.enter(/^Salva la correzione$/);
  await told(/^Correzione salvata/);
  await keys.focusOn("Cambia la correzione");
  await keys.enter(/^Torna alle correzioni$/, 200);
  await keys.arrive("Correzioni");
  assert.deepEqual(page.complaints, []);
});
