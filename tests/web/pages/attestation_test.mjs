// From the missing to the attestato and to whoever is shown its code: in the record, on a page of
// its own with the site stopped, and on the page that checks it, which knows nobody.
import assert from "node:assert/strict";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import test, { after, before } from "node:test";

import { launch, openPage, visit } from "./browser.mjs";
import { join, synchronise } from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
const folder = mkdtempSync(path(tmpdir(), "approdo-attestato-"));
const title = "Lo sportello in breve";
const patient = { timeout: 60_000 };
const names = { learner: "Maria Cristina D’Angelo", arab: "محمد عبد الرحمن" };
let browser = null;

// Two short pages that recognise two hours.
function writeCourse() {
  mkdirSync(path(folder, "a"));
  const unit = (file) =>
    `[[modules.units]]\nfile = "a/${file}.md"\ncompletion = "opened"\n\n`;
  writeFileSync(
    path(folder, "course.toml"),
    `slug = "breve"\ntitle = "${title}"\nlanguage = "it"\nhours = 2\n` +
      `competence_area = "Relazione con il pubblico"\n\n` +
      `[[modules]]\ntitle = "Uno"\nslug = "uno"\n\n${unit("prima")}${unit("seconda")}`,
  );
  writeFileSync(path(folder, "a/prima.md"), "# Prima\n\nParole.\n");
  writeFileSync(path(folder, "a/seconda.md"), "# Seconda\n\nAltre parole.\n");
}

before(async () => {
  await site.setUp();
  writeCourse();
  site.trainer("check", folder);
  site.trainer("publish", folder);
  const organisation = "Sportello unico";
  site.server("course", "assign", title, "--org", organisation);
  site.server(
    "edition",
    "add",
    "Breve",
    "--course",
    title,
    "--org",
    organisation,
    "--from",
    "2026-09-01",
    "--until",
    "2026-12-20",
  );
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function learn(page, user, name) {
  await join(page, site.invite(user, "learner", name), name);
  site.server("enrol", user, "--edition", "Breve");
  await synchronise(page);
  await visit(page, "/app/courses/breve");
  await page.getByRole("button", { name: /^Scarica/ }).click(patient);
  await page.getByText("Sul dispositivo", { exact: true }).waitFor(patient);
}

async function readBoth(page) {
  for (const unit of ["prima", "seconda"]) {
    await visit(page, `/app/courses/breve/uno/${unit}`);
    await page.getByText(/arole\.$/).waitFor(patient);
  }
  await synchronise(page);
  await synchronise(page);
}

let code = "";

test("attestation: the record says what is missing, then shows the attestato", async () => {
  const page = await openPage(browser);
  await learn(page, "maria", names.learner);
  await visit(page, "/app/record");
  await page.getByText("Unità completate: 0 di 2").waitFor(patient);
  await examineEverywhere(page, { "record-missing": "" });
  await readBoth(page);
  await visit(page, "/app/record");
  await page.getByRole("link", { name: "Apri" }).first().waitFor(patient);
  await examineEverywhere(page, { "record-attestato": "/app/record" });

  await page.getByRole("link", { name: "Apri" }).first().click();
  await page.getByText(names.learner).first().waitFor(patient);
  const address = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Scarica PDF" }).click();
  await page.getByLabel("Frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Apri la sessione" }).click();
  const fetched = page.waitForEvent("download", patient);
  await page.getByRole("button", { name: "Scarica PDF" }).click(patient);
  const pdf = await fetched;
  assert.equal(pdf.suggestedFilename(), "attestato-1.pdf");

  await site.stop();
  await examineEverywhere(page, { attestato: address });
  const link = page.getByRole("link", { name: "Verifica questo attestato" });
  code = new URL(await link.getAttribute("href"), site.address).hash;
  await link.click();
  await page.getByText("Autentico", { exact: true }).waitFor(patient);
  await examineEverywhere(page, { "verify-known": "" });
  await site.start();
  await page.context().close();
});

test("attestation: a stranger compares the words; what was changed is refused", async () => {
  const stranger = await openPage(browser);
  await stranger.goto(`${site.address}/app/verify${code}`);
  await stranger.getByText("La firma è giusta").waitFor(patient);
  await stranger.getByText(names.learner).waitFor(patient);
  const words = JSON.parse(site.server("site", "--json")).words;
  await stranger.getByText(words).waitFor(patient);
  await examineEverywhere(stranger, { "verify-stranger": "" });

  const middle = Math.floor(code.length / 2);
  const letter = code[middle] === "A" ? "B" : "A";
  const forged = code.slice(1, middle) + letter + code.slice(middle + 1);
  await stranger.getByLabel("Codice o indirizzo dell’attestato").fill(forged);
  await stranger.getByRole("button", { name: "Verifica" }).click();
  await stranger.getByText("Non è valido").waitFor(patient);
  await examineEverywhere(stranger, { "verify-refused": "" });
  await stranger.context().close();
});

test("attestation: one that was revoked says so and why", async () => {
  const page = await openPage(browser);
  await learn(page, "mohamed", names.arab);
  await readBoth(page);
  const reason = "Il nome non era scritto come nei documenti";
  site.server("attestation", "revoke", "Breve", "mohamed", "--reason", reason);
  await synchronise(page);
  await visit(page, "/app/record");
  await page.getByText("Revocato").first().waitFor(patient);
  await page.getByRole("link", { name: "Apri" }).first().click();
  await page.getByText(reason).waitFor(patient);
  await examineEverywhere(page, { "attestato-revoked": "" });
  await page.context().close();
});
