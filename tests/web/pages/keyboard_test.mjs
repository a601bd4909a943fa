// Without a mouse: joining, learning and being tested with Tab, arrows, Space and Enter alone. The
// focus is where a person expects it, and always to be seen.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { launch, openPage, settled } from "./browser.mjs";
import { Keys } from "./keys.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
let browser = null;
let page = null;
let keys = null;
const patient = { timeout: 60_000 };

before(async () => {
  await site.setUp();
  browser = await launch();
  page = await openPage(browser);
  keys = new Keys(page);
});
after(async () => {
  await browser?.close();
  await site.remove();
});

async function heading(name) {
  await page.getByRole("heading", { name, level: 1 }).waitFor(patient);
  await settled(page);
}

const headingHasFocus = async () => (await keys.focused()).tag === "h1";

test("keyboard: the first stop leads past the menus, and joining needs no mouse", async () => {
  await page.goto(site.invite("learner", "learner", "Tastiera"));
  await heading("Sei stato invitato");
  await keys.press("Tab");
  await keys.focusOn(/Vai al contenuto/);
  await keys.press("Enter");
  await keys.tabTo(/Scegli una frase segreta/);
  await keys.type(passphrase);
  await keys.tabTo(/Ripeti la frase segreta/);
  await keys.type(passphrase);
  await keys.press("Enter");
  await heading("Ciao, Tastiera");
  assert.ok(
    await headingHasFocus(),
    "the heading has the focus after arriving",
  );
});

test("keyboard: menus open, close with Escape, and give the focus back", async () => {
  await keys.tabTo(/^Aspetto$/, 200);
  await keys.press("Enter");
  await page.getByText("Visualizzazione normale").waitFor();
  await keys.tabTo(/Alto contrasto/);
  await keys.press("Space");
  assert.ok(
    await page.evaluate(() =>
      document.documentElement.classList.contains("display-contrast"),
    ),
  );
  await keys.press("Escape");
  await keys.focusOn(/Aspetto/);
});

test("keyboard: on a narrow screen the places lie behind a button", async () => {
  await page.setViewportSize({ width: 320, height: 900 });
  const places = page.getByRole("navigation", { name: "Pagine principali" });
  const menu = places.getByRole("button", { name: "Menu" });
  const isOpen = async () =>
    (await menu.getAttribute("aria-expanded")) === "true";
  assert.equal(await places.getByRole("link").count(), 0);
  await keys.enter(/^Menu$/, 200);
  assert.ok(await isOpen());
  // The list follows its button, and Escape leads back to it.
  await keys.press("Tab");
  await keys.focusOn("La mia pagina");
  await keys.tabTo(/^Il mio percorso$/);
  await keys.press("Escape");
  await keys.focusOn("Menu");
  assert.equal(await isOpen(), false);
  await keys.press("Space");
  await keys.enter(/^Il mio percorso$/);
  await keys.arrive("Il mio percorso");
  assert.equal(await isOpen(), false);
  await keys.enter(/^Menu$/, 200);
  await keys.enter(/^La mia pagina$/);
  await keys.arrive("Ciao, Tastiera");
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("keyboard: a course is downloaded, read and answered", async () => {
  await page
    .getByRole("link", { name: "Accogliere allo sportello" })
    .waitFor(patient);
  await keys.tabTo(/^Accogliere allo sportello$/, 200);
  await keys.press("Enter");
  await heading("Accogliere allo sportello");
  assert.ok(await headingHasFocus());
  await page.getByRole("button", { name: /^Scarica/ }).waitFor(patient);
  await keys.tabTo(/^Scarica/);
  await keys.press("Enter");
  await page.getByText("Sul dispositivo", { exact: true }).waitFor(patient);
  await keys.tabTo(/Esercizio: una mezz/, 200);
  await keys.press("Enter");
  await heading("Esercizio: una mezz'ora di lunedì");
  await page.getByRole("button", { name: "Comincia il quiz" }).waitFor(patient);
  await keys.tabTo(/Comincia il quiz/, 200);
  await keys.press("Enter");
  await page.getByText(/^Domanda 1 di/).waitFor(patient);

  // The second question is a choice: Space takes an answer, arrows another.
  await keys.tabTo(/^Domanda 2,/, 200);
  await keys.press("Enter");
  await page.getByText(/^Domanda 2 di/).waitFor(patient);
  await keys.tabTo(/«/);
  await keys.press("Space");
  await keys.press("ArrowDown");
  await keys.tabTo(/^Controlla$/);
  await keys.press("Enter");
  await page.getByText("Risposta salvata").waitFor(patient);
});

test("keyboard: an ordering is put in order by its buttons, and the focus goes along", async () => {
  await keys.tabTo(/^Domanda 5,/, 200);
  await keys.press("Enter");
  await page.getByText(/^Domanda 5 di/).waitFor(patient);
  const { name } = await keys.tabTo(/^Sposta in giù: /);
  const item = name.replace(/^Sposta in giù: /, "");
  await keys.press("Enter");
  await page.waitForFunction(
    (words) =>
      document.querySelectorAll(".order li")[1]?.textContent?.includes(words),
    item,
  );
  await keys.focusOn(`Sposta in giù: ${item}`);
  await keys.tabTo(/^Controlla$/);
  await keys.press("Enter");
  await page.getByText("Risposta salvata").waitFor(patient);
});

test("keyboard: the exercise is handed in, and reviewed without a mouse", async () => {
  const count = /\d+$/.exec(
    await page.locator(".question-count").textContent(),
  )[0];
  await keys.enter(new RegExp(`^Domanda ${count},`), 200);
  await page.getByText(`Domanda ${count} di ${count}`).first().waitFor(patient);
  await keys.enter(/^Vai alla consegna$/, 200);
  await page.getByRole("heading", { name: "Consegnare?" }).waitFor(patient);
  await keys.enter(/^Consegna$/, 200);
  await page.getByText(/^Consegnato e salvato/).waitFor(patient);
  await keys.enter(/^Ripasso$/, 200);
  await keys.arrive("Ripasso");
  await page.getByText(/^Ancora \d+ domand/).waitFor(patient);
  // Who does not know says so; the focus goes on with what comes then.
  await keys.enter(/^Non lo so$/, 200);
  await page.getByText("La domanda torna più tardi, oggi.").waitFor(patient);
  await keys.focusOn("Continua");
  await keys.press("Enter");
  await page.locator(".save-saved").waitFor({ ...patient, state: "detached" });
  await keys.focusOn(/^Ancora \d+ domand/);
  assert.deepEqual(page.complaints, []);
});
