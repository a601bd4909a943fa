// A coordinator's pages against the real site: a person is added, gets a link, joins with it in a
// browser of their own, and shows in the class; what learners may not see is refused in words.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { examine, launch, openPage, settled, visit } from "./browser.mjs";
import { download, join, openUnit } from "./learner.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
let browser = null;
const patient = { timeout: 60_000 };

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
});

async function beginSession(page) {
  await visit(page, "/app/people");
  await page.getByLabel("Frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Apri la sessione" }).click();
}

test("staff: who is added in a page joins by the link, and shows in the class", async () => {
  const coordinator = await openPage(browser);
  const link = site.invite("coordinator", "coordinator", "Coordinatrice");
  await join(coordinator, link, "Coordinatrice");
  await beginSession(coordinator);
  await coordinator
    .getByRole("heading", { name: "Aggiungi una persona" })
    .waitFor(patient);
  await coordinator
    .getByRole("button", { name: "Aggiungi e crea l’invito" })
    .click();
  await coordinator.getByText("Questo campo serve.").first().waitFor();
  // What people write is never markup.
  const name = 'Ada <img src=x onerror="alert(1)">';
  await coordinator.getByLabel("Nome e cognome").fill(name);
  await coordinator.getByLabel("Nome utente").fill("ada");
  await coordinator
    .getByLabel("Corso a cui si iscrive")
    .selectOption({ label: "Accogliere allo sportello" });
  await coordinator
    .getByRole("button", { name: "Aggiungi e crea l’invito" })
    .click();
  const invitation = coordinator.getByLabel("Link dell’invito");
  await invitation.waitFor(patient);
  await coordinator.getByRole("rowheader", { name }).waitFor(patient);
  await examine(coordinator, "people-it-normal-1280");

  const learner = await openPage(browser);
  await join(learner, await invitation.inputValue(), name);
  await download(learner);
  await openUnit(learner, "Che cosa vuol dire accogliere");
  await learner.keyboard.press("End");
  await learner.getByText("Unità completata e salvata").waitFor(patient);
  await beginSession(learner);
  await learner.getByText("Il tuo ruolo non lo permette").waitFor(patient);
  await visit(learner, "/app/device");
  await learner.getByRole("button", { name: "Allinea adesso" }).click();
  await learner
    .locator(".sync-badge", { hasText: "tutto inviato" })
    .waitFor(patient);
  assert.deepEqual(learner.complaints, []);

  await visit(coordinator, "/app/device");
  await coordinator.getByRole("button", { name: "Allinea adesso" }).click();
  await visit(coordinator, "/app/classes");
  await coordinator.getByRole("rowheader", { name }).waitFor(patient);
  await settled(coordinator);
  await examine(coordinator, "classes-it-normal-1280");
});
