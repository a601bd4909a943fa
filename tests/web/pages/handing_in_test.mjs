// Files from the learner's browser to the trainer's: chosen, taken away and handed in without a
// network, in a quiz and for an assignment, and saved by the trainer byte for byte.
import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join as joined } from "node:path";
import test, { after, before } from "node:test";

import { launch, openPage, settled, visit } from "./browser.mjs";
import {
  beginQuiz,
  download,
  goOn,
  join,
  joinByLink,
  openUnit,
  synchronise,
  unlock,
} from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Program } from "./program.mjs";
import { Site, course, passphrase } from "./site.mjs";

const site = new Site();
const laptop = new Program();
const patient = { timeout: 60_000 };
const name = "Ada Studente";
const folder = mkdtempSync(joined(tmpdir(), "approdo-course-"));
let browser = null;
let learner = null;
let trainer = null;

// A question that asks for a PDF, and an assignment that a trainer completes.
function writeCourse() {
  mkdirSync(joined(folder, "a"));
  const write = (file, text) => writeFileSync(joined(folder, file), text);
  write(
    "course.toml",
    `slug = "sportello"\ntitle = "${course}"\nlanguage = "it"\nhours = 2\n\n` +
      '[[modules]]\ntitle = "Uno"\nslug = "uno"\n\n' +
      '[[modules.units]]\nfile = "a/modulo.gift"\ntitle = "Il modulo"\n\n' +
      '[[modules.units]]\nfile = "a/compito.md"\nkind = "assignment"\n' +
      'completion = "by_trainer"\n',
  );
  write(
    "a/modulo.gift",
    "// approdo: mode=graded attempts=2\n\n" +
      "// approdo: type=file media=application/pdf size=1MB files=2\n" +
      "::Modulo:: Consegna il modulo compilato. {}\n",
  );
  write("a/compito.md", "# Il mio ufficio\n\nDescrivilo, con una pianta.\n");
}

function bytes(size) {
  const made = Buffer.alloc(size);
  let state = size;
  for (let at = 0; at < size; ++at) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    made[at] = state >>> 24;
  }
  return made;
}
const form = {
  name: "modulo.pdf",
  mimeType: "application/pdf",
  buffer: bytes(300_000),
};
const wrong = {
  name: "sbagliato.pdf",
  mimeType: "application/pdf",
  buffer: bytes(50),
};
const plan = {
  name: "pianta «uno».png",
  mimeType: "image/png",
  buffer: bytes(61_441),
};

const choose = (page, ...files) =>
  page.locator("input[type=file]").setInputFiles(files);
const rowOf = (page, file) =>
  page.locator(".file-list li", { hasText: file.name }).waitFor(patient);

async function saved(page, file) {
  const [download] = await Promise.all([
    page.waitForEvent("download", patient),
    page
      .getByRole("button", { name: `Salva una copia di ${file.name}` })
      .click(patient),
  ]);
  assert.deepEqual(readFileSync(await download.path()), file.buffer);
}

before(async () => {
  writeCourse();
  site.trainer("check", folder); // writes the ids that are missing
  await site.setUp(folder);
  browser = await launch();
  learner = await openPage(browser);
  await join(learner, site.invite("ada", "learner", name), name);
  await download(learner);
  await site.stop();
});
after(async () => {
  await browser?.close();
  await laptop.remove();
  await site.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("files: one is chosen, another taken away, the answer saved without a network", async () => {
  await beginQuiz(learner, "Il modulo");
  await choose(learner, form, wrong);
  await rowOf(learner, form);
  await rowOf(learner, wrong);
  await learner.getByText("Hai scelto tutti i file").waitFor(patient);
  await examineEverywhere(learner, { "file-chosen": "" });
  const remove = learner.getByRole("button", { name: `Togli ${wrong.name}` });
  await remove.focus();
  await learner.keyboard.press("Enter");
  await remove.waitFor({ state: "detached" });
  // By keyboard one goes on where the next file is chosen.
  assert.equal(
    await learner.evaluate(() => document.activeElement.type),
    "file",
  );
  await learner.getByText("Risposta salvata").waitFor(patient);
  await choose(learner, {
    ...wrong,
    name: "grande.pdf",
    buffer: bytes(1_100_000),
  });
  await learner.getByText(/supera .* rendilo più piccolo/).waitFor(patient);
  await choose(learner, { ...wrong, name: "nota.txt", mimeType: "text/plain" });
  await learner
    .getByText(/di un tipo che qui non è richiesto/)
    .waitFor(patient);
  await learner.getByRole("button", { name: "Togli nota.txt" }).click();
  await learner.getByText("Risposta salvata").waitFor(patient);
  await goOn(learner);
  await learner.getByRole("button", { name: "Consegna", exact: true }).click();
  await learner.getByText(/^Consegnato e salvato/).waitFor(patient);
});

test("files: an assignment is handed in on its page, and read back from there", async () => {
  await openUnit(learner, "Il mio ufficio");
  await learner.getByText("Descrivilo, con una pianta.").waitFor(patient);
  await examineEverywhere(learner, { "assignment-empty": "" });
  await learner.getByLabel("Il tuo testo").fill("Piano terra, due sportelli.");
  await choose(learner, plan);
  await rowOf(learner, plan);
  await learner.getByRole("button", { name: "Consegna", exact: true }).click();
  await learner.getByText("Consegnato e salvato.").waitFor(patient);
  await learner.getByText("Aspetta un commento").waitFor(patient);
  await saved(learner, plan);
  await examineEverywhere(learner, { "assignment-handed-in": "" });
});

test("files: the trainer saves the same bytes, and what is said comes back", async () => {
  await site.start();
  await synchronise(learner);
  trainer = await openPage(browser);
  await join(trainer, site.invite("berta", "trainer", "Berta"), "Berta");
  await visit(trainer, "/app/marking");
  await trainer.getByLabel("Frase segreta").fill(passphrase);
  await trainer.getByRole("button", { name: "Apri la sessione" }).click();
  const rows = trainer.locator("tbody tr");
  await rows.filter({ hasText: "Il modulo" }).getByRole("link").click(patient);
  await trainer.getByRole("heading", { name, level: 1 }).waitFor(patient);
  await saved(trainer, form);
  await examineEverywhere(trainer, { "marking-file": "" });
  await visit(trainer, "/app/marking");
  await rows
    .filter({ hasText: "Il mio ufficio" })
    .getByRole("link")
    .click(patient);
  await trainer.getByText("Piano terra, due sportelli.").waitFor(patient);
  await saved(trainer, plan);
  await trainer
    .getByLabel("Commento per chi ha risposto")
    .fill("Bene: **chiara**.");
  await examineEverywhere(trainer, { "marking-assignment": "" });
  await trainer.getByRole("button", { name: "Salva la correzione" }).click();
  await trainer.getByText(/^Correzione salvata/).waitFor(patient);
  await settled(trainer);
  await examineEverywhere(trainer, { "marking-assignment-done": "" });

  await synchronise(learner);
  await openUnit(learner, "Il mio ufficio");
  await learner.locator("strong", { hasText: "chiara" }).waitFor(patient);
  await learner.locator(".reader-state .badge").waitFor(patient);
  await examineEverywhere(learner, { "assignment-answered": "" });
});

test("files: handed in through the program on the laptop, they outlive its end", async () => {
  const page = await openPage(browser);
  await page.goto(await laptop.start());
  await joinByLink(page, site.invite("bruno"), "bruno");
  await download(page);
  await site.stop();
  await openUnit(page, "Il mio ufficio");
  await choose(page, plan);
  await rowOf(page, plan);
  await page.getByRole("button", { name: "Consegna", exact: true }).click();
  await page.getByText("Consegnato e salvato.").waitFor(patient);
  await laptop.stop("SIGKILL");
  await page.goto(await laptop.start());
  await unlock(page);
  await openUnit(page, "Il mio ufficio");
  await saved(page, plan);
});
