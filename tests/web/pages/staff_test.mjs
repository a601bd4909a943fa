// A coordinator's pages against the real site: a person is added, gets a link, joins with it in a
// browser of their own, and shows in the class; what learners may not see is refused in words.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { examine, launch, openPage, settled, visit } from "./browser.mjs";
import { download, join, openUnit, synchronise } from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
let browser = null;
let coordinator = null;
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
  coordinator = await openPage(browser);
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
  assert.equal(
    await learner.getByRole("link", { name: "Carica un corso" }).count(),
    0,
  );
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
  const line = coordinator.getByRole("row", { name });
  assert.match(await line.textContent(), /(ora|minut[oi] fa)$/);
  await examineEverywhere(coordinator, { classes: "" });
});

test("staff: of several devices each says when it joined and was heard of last", async () => {
  const second = await openPage(browser);
  await second.goto(site.address);
  await settled(second);
  await second.getByLabel("Nome utente").fill("ada");
  await second.getByLabel("Frase segreta").fill(passphrase);
  await second.getByRole("button", { name: "Entra" }).click();
  await second.getByText("La mia pagina").first().waitFor(patient);
  await synchronise(second);
  await synchronise(coordinator);
  await visit(coordinator, "/app/classes");
  const devices = coordinator.locator(".sync-list li");
  await devices.nth(1).waitFor(patient);
  for (const line of await devices.allTextContents())
    assert.match(line, /^(ora|\d+ minut[oi] fa) dispositivo dal \d/);
  await examineEverywhere(coordinator, { "classes-devices": "" });
});

test("staff: nine places are behind a button on a narrow screen", async () => {
  await coordinator.setViewportSize({ width: 320, height: 900 });
  const places = coordinator.getByRole("navigation", {
    name: "Pagine principali",
  });
  await places.getByRole("button", { name: "Menu" }).click();
  assert.equal(await places.getByRole("link").count(), 9);
  await examineEverywhere(coordinator, { "places-open": "" });
});

test("staff: what is a week old says so", async () => {
  await visit(coordinator, "/app/device");
  await coordinator.evaluate((days) => {
    const now = Date.now;
    Date.now = () => now() + days * 86_400_000;
  }, 8);
  await visit(coordinator, "/app/classes");
  await coordinator
    .getByText("Questi dati hanno più di una settimana")
    .waitFor();
  await coordinator.getByText("8 giorni fa").first().waitFor();
  await examineEverywhere(coordinator, { "classes-stale": "" });
});
