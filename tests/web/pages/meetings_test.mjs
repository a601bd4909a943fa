// A class's meetings: planned by its trainer in the place's time, seen by a learner elsewhere by
// both clocks and offline, put into a calendar, cancelled, and who was there.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { after, before } from "node:test";

import { launch, openPage, settled, visit } from "./browser.mjs";
import { join, synchronise } from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site, course, passphrase } from "./site.mjs";

const site = new Site();
const patient = { timeout: 60_000 };
const title =
  "Lezione in presenza: come si ascolta chi ha fretta, e chi ha paura";
const visitTitle = "Visita all’archivio";
let browser = null;
let learner = null;
let trainer = null;

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
});

const listed = () =>
  site
    .server("meeting", "list", "--edition", "Edizione di prova", "--json")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

async function plan(page, meeting) {
  await page.getByLabel("Titolo").fill(meeting.title);
  await page.getByLabel("Inizio").fill(meeting.starts);
  await page.getByLabel("Durata in minuti").fill(meeting.minutes);
  await page.getByLabel("Luogo").fill(meeting.place ?? "");
  await page.getByLabel("Link", { exact: true }).fill(meeting.link ?? "");
  await page.getByLabel("Note").fill(meeting.notes ?? "");
  await page.getByRole("button", { name: "Metti in programma" }).click();
  await page
    .getByRole("heading", { name: meeting.title, exact: true })
    .waitFor(patient);
}

test("meetings: a trainer plans one in the place's time, wherever the browser is", async () => {
  trainer = await openPage(browser, { timezoneId: "America/New_York" });
  await join(trainer, site.invite("berta", "trainer", "Berta"), "Berta");
  learner = await openPage(browser, { timezoneId: "Asia/Tokyo" });
  await join(learner, site.invite("ada", "learner", "Ada"), "Ada");
  await synchronise(learner);
  await synchronise(trainer);
  await visit(trainer, "/app/classes");
  await trainer
    .getByRole("link", { name: "Appuntamenti di questa classe" })
    .click(patient);
  await trainer.getByLabel("Frase segreta").fill(passphrase);
  await trainer.getByRole("button", { name: "Apri la sessione" }).click();
  await trainer
    .getByRole("heading", { name: "Nuovo appuntamento" })
    .waitFor(patient);
  await trainer.getByRole("button", { name: "Metti in programma" }).click();
  await trainer.getByText("Questo campo serve.").first().waitFor();
  await trainer.getByText("Scegli un giorno e un’ora.").waitFor();
  await trainer.getByText("Scrivi un luogo o un link.").waitFor();
  await examineEverywhere(trainer, { "plan-faults": "" });
  // In summer time there; the other one in winter time.
  await plan(trainer, {
    title,
    starts: "2090-07-04T14:30",
    minutes: "90",
    place: "Sala grande, secondo piano",
    link: "https://incontri.example.org/a",
    notes: "Portate un documento.\nC’è un ascensore.",
  });
  await plan(trainer, {
    title: visitTitle,
    starts: "2025-01-15T09:00",
    minutes: "60",
    place: "Archivio",
  });
  const rows = listed();
  assert.equal(rows.length, 2);
  assert.equal(
    new Date(rows[0].starts).toISOString(),
    "2025-01-15T08:00:00.000Z",
  );
  assert.equal(
    new Date(rows[1].starts).toISOString(),
    "2090-07-04T12:30:00.000Z",
  );
  await examineEverywhere(trainer, { plan: "" });
});

test("meetings: a learner elsewhere sees both times, offline, and saves a calendar", async () => {
  await synchronise(learner);
  await site.stop();
  await visit(learner, "/");
  await learner
    .getByRole("heading", { name: "Prossimi appuntamenti" })
    .waitFor(patient);
  const card = learner.getByRole("article", { name: title });
  await card.getByText(/21:30/).first().waitFor(patient);
  await card.getByText(/^Sul posto \(Europe\/Rome\).*14:30/).waitFor(patient);
  await card
    .getByRole("link", { name: "Apri il collegamento (incontri.example.org)" })
    .waitFor();
  await examineEverywhere(learner, { "home-meeting": "/" });
  const [file] = await Promise.all([
    learner.waitForEvent("download"),
    card
      .getByRole("button", { name: `Aggiungi al calendario: ${title}` })
      .click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  assert.match(text, /\r\nDTSTART:20900704T123000Z\r\n/);
  assert.match(text, /\r\nSEQUENCE:0\r\n/);
  await site.start();
});

test("meetings: what is cancelled is struck, with the reason", async () => {
  await trainer.getByRole("button", { name: `Annulla: ${title}` }).click();
  await trainer.getByLabel("Motivo, se vuoi dirlo").fill("Sala chiusa");
  await trainer.getByRole("button", { name: "Sì, annulla" }).click();
  await trainer.getByText("Motivo: Sala chiusa").waitFor(patient);
  await synchronise(learner);
  await visit(learner, "/");
  const card = learner.getByRole("article", { name: title });
  await card.getByText("Annullato", { exact: true }).waitFor(patient);
  await card.getByText("Motivo: Sala chiusa").waitFor();
  assert.equal(await card.locator("h3 s").textContent(), title);
});

test("meetings: a learner says «C’ero», the trainer marks, and the record counts it", async () => {
  await learner
    .getByRole("navigation", { name: "Pagine principali" })
    .getByText("Corsi")
    .click();
  await learner.getByRole("link", { name: course }).first().click(patient);
  await learner.getByText("Appuntamenti passati").click(patient);
  await learner
    .getByRole("button", { name: `C’ero: ${visitTitle}` })
    .click(patient);
  await learner.getByText(/^Hai dichiarato/).waitFor(patient);
  await examineEverywhere(learner, { "course-meeting": "" });
  await synchronise(learner);

  await trainer
    .getByRole("button", { name: `Presenze: ${visitTitle}` })
    .click();
  const minutes = trainer.getByLabel("Minuti di presenza di Ada");
  await minutes.waitFor(patient);
  await trainer.getByRole("cell", { name: "1 ora" }).first().waitFor(patient);
  await minutes.fill("61");
  await trainer.getByRole("button", { name: "Salva le presenze" }).click();
  await trainer.getByText("I minuti vanno da 0 a 60.").waitFor();
  await minutes.fill("45");
  await trainer.getByRole("button", { name: "Salva le presenze" }).click();
  await trainer.getByText(/^Presenze salvate/).waitFor(patient);
  await settled(trainer);
  await examineEverywhere(trainer, { attendance: "" });

  await synchronise(learner);
  await visit(learner, "/app/record");
  await learner.getByText("Ore di presenza").waitFor(patient);
  await learner.getByText("45 minuti").first().waitFor(patient);
  assert.deepEqual(learner.complaints, []);
  assert.deepEqual(trainer.complaints, []);
});
