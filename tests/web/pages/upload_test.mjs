// A trainer brings a file in the page: it is sent in parts and goes on after a cut, the report says
// what is wrong, a corrected file takes its place, and what is published reaches a learner.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { launch, openPage, settled, visit } from "./browser.mjs";
import { join } from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
let browser = null;
let page = null;
const patient = { timeout: 60_000 };

before(async () => {
  await site.setUp();
  browser = await launch();
  page = await openPage(browser);
  await join(page, site.invite("docente", "trainer", "Docente"), "Docente");
});
after(async () => {
  await browser?.close();
  await site.remove();
});

const gift = (text) => ({
  name: "sportello.gift",
  mimeType: "text/plain",
  buffer: Buffer.from(text),
});
const questions = "::Uno:: Chi firma? {=la persona ~l'operatore}\n";

async function beginSession() {
  // A trainer reaches it before there is anybody in any class.
  await page
    .getByRole("navigation", { name: "Pagine principali" })
    .getByRole("link", { name: "Carica un corso" })
    .click(patient);
  await settled(page);
  await page.getByLabel("Frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Apri la sessione" }).click();
  await page.getByRole("button", { name: "Scegli un file" }).waitFor(patient);
}

const choose = (file) =>
  page.locator(".drop-zone input[type=file]").setInputFiles(file);

const examineAll = (name) => examineEverywhere(page, { [name]: "" });

test("upload: what is no course is refused in words, with what to do", async () => {
  await beginSession();
  await page.getByText("Non hai ancora portato nulla").waitFor(patient);
  await examineAll("upload-empty");
  await choose({
    name: "opuscolo.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7\n"),
  });
  await page.getByText("Così non si può pubblicare").waitFor(patient);
  await page.getByText("Come rimediare:").first().waitFor(patient);
  await examineAll("upload-refused");
});

test("upload: a corrected file is checked again, previewed and published", async () => {
  await choose(gift(questions));
  await page.getByRole("heading", { name: "Anteprima" }).waitFor(patient);
  await page.getByText("Chi firma?").waitFor(patient);
  await page.getByLabel("Larghezza di un telefono").check();
  await page.getByLabel("Da destra a sinistra").check();
  assert.equal(
    await page.locator(".preview-frame article").getAttribute("dir"),
    "rtl",
  );
  await examineAll("upload-checked");
  await page.getByRole("button", { name: "Guarda che cosa cambia" }).click();
  await page.getByText("È un corso nuovo").waitFor(patient);
  const publish = page.getByRole("button", { name: "Pubblica", exact: true });
  assert.equal(await publish.isDisabled(), true);
  await page.getByLabel(/^Ho guardato l’anteprima/).check();
  await publish.click();
  await page.getByText("pubblicato, versione 1").first().waitFor(patient);
  await examineAll("upload-published");
});

test("upload: a learner gets it, and the next version says what changes for whom", async () => {
  const title = "sportello";
  site.server(
    "edition",
    "add",
    "Seconda",
    "--course",
    title,
    "--org",
    "Sportello unico",
  );
  site.server(
    "user",
    "add",
    "ada",
    "--role",
    "learner",
    "--org",
    "Sportello unico",
  );
  site.server("enrol", "ada", "--edition", "Seconda");
  await visit(page, "/app/upload");
  await page.getByText("I tuoi materiali").waitFor(patient);
  await choose(gift(`${questions}\n::Due:: Quanti? {#3}\n`));
  await page
    .getByRole("button", { name: "Guarda che cosa cambia" })
    .click(patient);
  await page
    .getByText("domande: 1 nuove, 0 modificate, 0 tolte")
    .waitFor(patient);
  await examineAll("upload-changes");
});

test("upload: it goes on where the line was cut", async () => {
  await visit(page, "/app/upload");
  await page.getByText("I tuoi materiali").waitFor(patient);
  let cut = 0;
  await page.route("**/api/v1/uploads/*?offset=*", (route) => {
    const offset = Number(
      new URL(route.request().url()).searchParams.get("offset"),
    );
    if (offset > 0 && cut < 1) {
      ++cut;
      return route.abort();
    }
    return route.continue();
  });
  const long = questions + "// ".padEnd(3_000_000, "x");
  await choose(gift(long));
  await page.getByRole("heading", { name: "Verifica" }).waitFor(patient);
  assert.equal(cut, 1);
});
