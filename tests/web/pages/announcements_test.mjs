// What a trainer tells a class: written and looked at in the browser, read by a learner offline,
// corrected, taken back.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { launch, openPage, visit } from "./browser.mjs";
import { join, synchronise } from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
const patient = { timeout: 60_000 };
const title =
  "La lezione di mercoledì si sposta a giovedì, nella sala grande al secondo piano";
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

test("announcements: a trainer writes one, looks at it and publishes it", async () => {
  learner = await openPage(browser);
  await join(learner, site.invite("ada", "learner", "Ada"), "Ada");
  await examineEverywhere(learner, {
    "announcements-none": "/app/announcements",
  });

  trainer = await openPage(browser);
  await join(trainer, site.invite("berta", "trainer", "Berta"), "Berta");
  await synchronise(trainer);
  await visit(trainer, "/app/classes");
  await trainer
    .getByRole("link", { name: "Annunci a questa classe" })
    .click(patient);
  await trainer.getByLabel("Frase segreta").fill(passphrase);
  await trainer.getByRole("button", { name: "Apri la sessione" }).click();
  await trainer
    .getByRole("heading", { name: "Nuovo annuncio" })
    .waitFor(patient);
  await examineEverywhere(trainer, { "announce-none": "" });
  await trainer.getByRole("button", { name: "Pubblica" }).click();
  await trainer.getByText("Questo campo serve.").first().waitFor();
  await trainer.getByLabel("Titolo").fill(title);
  await trainer
    .getByLabel("Testo", { exact: true })
    .fill("Alle **15**. <img src=x onerror=alert(1)>");
  await trainer.getByRole("button", { name: "Anteprima" }).click();
  await trainer
    .getByRole("group", { name: "Anteprima del testo" })
    .waitFor(patient);
  await trainer.getByRole("button", { name: "Pubblica" }).click();
  await trainer
    .getByText(/^Pubblicato/)
    .first()
    .waitFor(patient);
  await trainer.getByRole("heading", { name: title }).waitFor(patient);
  await examineEverywhere(trainer, { announce: "" });
});

test("announcements: a learner is told of it at home, reads it offline, once", async () => {
  await synchronise(learner);
  await site.stop();
  await visit(learner, "/");
  await learner.getByText("1 annuncio nuovo").waitFor(patient);
  await examineEverywhere(learner, { "home-announcement": "/" });
  await visit(learner, "/app/announcements");
  await learner.getByRole("heading", { name: title }).waitFor(patient);
  assert.equal(await learner.locator("article img").count(), 0);
  await examineEverywhere(learner, { announcements: "" });
  await visit(learner, "/");
  await learner
    .getByText("1 annuncio nuovo")
    .waitFor({ ...patient, state: "detached" });
  assert.deepEqual(learner.complaints, []);
  await site.start();
});

test("announcements: a correction is new again, and what is taken back goes", async () => {
  await trainer.getByRole("button", { name: `Correggi: ${title}` }).click();
  await trainer.getByLabel("Testo", { exact: true }).fill("Alle 16.");
  await trainer.getByRole("button", { name: "Pubblica la correzione" }).click();
  await trainer.getByText("Correzione pubblicata.").waitFor(patient);
  await synchronise(learner);
  await visit(learner, "/");
  await learner.getByText("1 annuncio nuovo").waitFor(patient);
  await trainer.getByRole("button", { name: `Ritira: ${title}` }).click();
  await trainer.getByRole("button", { name: "Sì, ritira" }).click();
  await trainer.getByText("Annuncio ritirato.").waitFor(patient);
  await synchronise(learner);
  await visit(learner, "/app/announcements");
  await learner.getByText("Nessun annuncio", { exact: true }).waitFor(patient);
});
