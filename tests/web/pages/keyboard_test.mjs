// Without a mouse: joining, learning and being tested with Tab, arrows, Space and Enter alone. The
// focus is where a person expects it, and always to be seen.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { launch, openPage, settled } from "./browser.mjs";
import { Site, passphrase } from "./site.mjs";

const site = new Site();
let browser = null;
let page = null;
const patient = { timeout: 60_000 };

before(async () => {
  await site.setUp();
  browser = await launch();
  page = await openPage(browser);
});
after(async () => {
  await browser?.close();
  await site.remove();
});

const focused = () =>
  page.evaluate(() => {
    const at = document.activeElement;
    const name =
      at?.getAttribute("aria-label") ??
      at?.labels?.[0]?.textContent ??
      at?.textContent;
    return { tag: at?.localName ?? "", name: (name ?? "").trim() };
  });

async function isSeen() {
  return page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return (
      style.outlineStyle !== "none" &&
      Number.parseFloat(style.outlineWidth) >= 2
    );
  });
}

// Tab by Tab to what is called so; fails when it cannot be reached.
async function tabTo(name, most = 80) {
  for (let steps = 0; steps < most; ++steps) {
    await page.keyboard.press("Tab");
    const at = await focused();
    if (name.test(at.name)) {
      assert.ok(await isSeen(), `the focus on «${at.name}» is not to be seen`);
      return at;
    }
  }
  assert.fail(`${name} cannot be reached by Tab`);
}

async function heading(name) {
  await page.getByRole("heading", { name, level: 1 }).waitFor(patient);
  await settled(page);
}

const headingHasFocus = async () => (await focused()).tag === "h1";

test("keyboard: the first stop leads past the menus, and joining needs no mouse", async () => {
  await page.goto(site.invite("learner", "learner", "Tastiera"));
  await heading("Sei stato invitato");
  await page.keyboard.press("Tab");
  assert.match((await focused()).name, /Vai al contenuto/);
  await page.keyboard.press("Enter");
  await tabTo(/Scegli una frase segreta/);
  await page.keyboard.type(passphrase);
  await tabTo(/Ripeti la frase segreta/);
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  await heading("Ciao, Tastiera");
  assert.ok(
    await headingHasFocus(),
    "the heading has the focus after arriving",
  );
});

test("keyboard: menus open, close with Escape, and give the focus back", async () => {
  await tabTo(/^Aspetto$/, 200);
  await page.keyboard.press("Enter");
  await page.getByText("Visualizzazione normale").waitFor();
  await tabTo(/Alto contrasto/);
  await page.keyboard.press("Space");
  assert.ok(
    await page.evaluate(() =>
      document.documentElement.classList.contains("display-contrast"),
    ),
  );
  await page.keyboard.press("Escape");
  assert.match((await focused()).name, /Aspetto/);
});

test("keyboard: a course is downloaded, read and answered", async () => {
  await page
    .getByRole("link", { name: "Accogliere allo sportello" })
    .waitFor(patient);
  await tabTo(/^Accogliere allo sportello$/, 200);
  await page.keyboard.press("Enter");
  await heading("Accogliere allo sportello");
  assert.ok(await headingHasFocus());
  await page.getByRole("button", { name: /^Scarica/ }).waitFor(patient);
  await tabTo(/^Scarica/);
  await page.keyboard.press("Enter");
  await page.getByText("Sul dispositivo", { exact: true }).waitFor(patient);
  await tabTo(/Esercizio: una mezz/, 200);
  await page.keyboard.press("Enter");
  await heading("Esercizio: una mezz'ora di lunedì");
  await page.getByRole("button", { name: "Comincia il quiz" }).waitFor(patient);
  await tabTo(/Comincia il quiz/, 200);
  await page.keyboard.press("Enter");
  await page.getByText(/^Domanda 1 di/).waitFor(patient);

  // The second question is a choice: Space takes an answer, arrows another.
  await tabTo(/^Domanda 2,/, 200);
  await page.keyboard.press("Enter");
  await page.getByText(/^Domanda 2 di/).waitFor(patient);
  await tabTo(/«/);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await tabTo(/^Controlla$/);
  await page.keyboard.press("Enter");
  await page.getByText("Risposta salvata").waitFor(patient);
});

test("keyboard: an ordering is put in order by its buttons, and the focus goes along", async () => {
  await tabTo(/^Domanda 5,/, 200);
  await page.keyboard.press("Enter");
  await page.getByText(/^Domanda 5 di/).waitFor(patient);
  const { name } = await tabTo(/^Sposta in giù: /);
  const item = name.replace(/^Sposta in giù: /, "");
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    (words) =>
      document.querySelectorAll(".order li")[1]?.textContent?.includes(words),
    item,
  );
  assert.equal((await focused()).name, `Sposta in giù: ${item}`);
  await tabTo(/^Controlla$/);
  await page.keyboard.press("Enter");
  await page.getByText("Risposta salvata").waitFor(patient);
  assert.deepEqual(page.complaints, []);
});
