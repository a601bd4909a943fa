// The main job in the pages of `approdo serve`, over the native core: what was done while the site
// was away and the program killed is there when both are back, and arrives. The browser keeps none
// of it, and a page that lost the program says what to do.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import {
  examine,
  launch,
  openPage,
  setLook,
  settled,
  visit,
} from "./browser.mjs";
import {
  allSent,
  answerAll,
  answerSomehow,
  beginQuiz,
  download,
  joinByLink,
  openUnit,
  unlock,
} from "./learner.mjs";
import { Program } from "./program.mjs";
import { passphrase, Site } from "./site.mjs";

const site = new Site();
const laptop = new Program();
let browser = null;

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await laptop.remove();
  await site.remove();
});

const patient = { timeout: 60_000 };

// A page in every look that pages are held to.
async function examineLooks(page, name) {
  for (const language of ["it", "ar"]) {
    for (const width of [1280, 320]) {
      await setLook(page, { language, contrast: width === 320, width });
      await settled(page);
      await examine(page, `serve-${name}-${language}-${width}`);
    }
  }
  await setLook(page, { language: "it", contrast: false, width: 1280 });
  await settled(page);
}

// What the browser would keep of a page: nothing but how it looks.
async function keptInBrowser(page) {
  return page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const files = [];
    for await (const name of folder.keys()) files.push(name);
    const workers = await navigator.serviceWorker.getRegistrations();
    const texts = [...Object.values(localStorage), location.href].join(" ");
    return {
      files,
      workers: workers.length,
      cookies: document.cookie,
      session: sessionStorage.length,
      caches: await caches.keys(),
      secret: /three boats|open=/.test(texts),
    };
  });
}

const nothing = {
  files: [],
  workers: 0,
  cookies: "",
  session: 0,
  caches: [],
  secret: false,
};

test("serve: a learner joins, learns without the site, and the program may be killed", async () => {
  const link = site.invite("learner", "learner", "Operatrice");
  const page = await openPage(browser);
  await page.goto(await laptop.start());
  await settled(page);
  await examineLooks(page, "welcome");
  await joinByLink(page, link, "Operatrice");
  await download(page);
  await site.stop();

  await openUnit(page, "Che cosa vuol dire accogliere");
  await page.getByRole("button", { name: "Ascolta", exact: true }).click();
  await page.waitForFunction(
    () => CSS.highlights.has("approdo-spoken"),
    null,
    patient,
  );
  await page.getByRole("button", { name: "Ferma la lettura" }).click();
  await page.keyboard.press("End");
  await page.getByText("Unità completata e salvata").waitFor(patient);
  await page.getByLabel("Nuova nota").fill("Provare <b>da lunedì</b>");
  await page.getByRole("button", { name: "Salva la nota" }).click();
  await page.getByText("Nota salvata").waitFor(patient);
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  assert.ok((await answerAll(page)) > 8);
  await page.getByText(/^Punti: /).waitFor(patient);

  // Half a graded quiz, then the program goes: what was shown as saved has to be there.
  await beginQuiz(page, "Verifica: lingue e pratiche");
  await answerSomehow(page);
  await page.getByText("Risposta salvata").waitFor(patient);
  await laptop.stop("SIGKILL");
  await page
    .getByRole("heading", { name: "Questa finestra non è collegata" })
    .waitFor(patient);
  await examine(page, "serve-program-gone");
  await page.goto(await laptop.start());
  await unlock(page, /./);
  await visit(page, "/");
  await page
    .getByRole("heading", { name: "Ciao, Operatrice" })
    .waitFor(patient);
  await openUnit(page, "Che cosa vuol dire accogliere");
  await page.getByText("Provare <b>da lunedì</b>", { exact: true }).waitFor();
  await openUnit(page, "Verifica: lingue e pratiche");
  await page.getByRole("button", { name: "Riprendi il quiz" }).click();
  await page
    .getByRole("button", { name: /^Domanda 1, con risposta$/ })
    .waitFor(patient);
  await answerAll(page);
  assert.match(
    await page.locator(".sync-badge").textContent(),
    /\d+ da inviare/,
  );

  await site.start();
  await page.locator(".sync-badge").click();
  await page.getByRole("button", { name: "Allinea adesso" }).click();
  await allSent(page);
  assert.match(site.report(), /Operatrice/);
  for (const path of ["/", "/app/device", "/app/space", "/app/profile"]) {
    await visit(page, path);
    await examineLooks(page, path.split("/").at(-1) || "home");
  }
  await visit(page, "/app/space");
  assert.doesNotMatch(await page.locator("main").innerText(), /browser/i);
  assert.deepEqual(await keptInBrowser(page), nothing);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  assert.equal(await laptop.stop(), 0);
});

test("serve: a second tab goes on with the first, a reloaded one asks anew", async () => {
  const address = await laptop.start();
  const page = await openPage(browser);
  await page.goto(address);
  await unlock(page);
  const second = await page.context().newPage();
  await second.goto(new URL("/app/courses", address).href);
  await second
    .getByRole("link", { name: "Accogliere allo sportello" })
    .waitFor(patient);
  // The owner goes; the other tab takes its place with the open profile.
  await page.close();
  await visit(second, "/app/record");
  await second.getByText("Quello che hai fatto").waitFor(patient);

  await second.reload();
  await second
    .getByRole("heading", { name: "Questa finestra non è collegata" })
    .waitFor(patient);
  // The ticket was used: whoever finds it in a history has nothing.
  await second.goto(address);
  await second
    .getByRole("heading", { name: "Questa finestra non è collegata" })
    .waitFor(patient);
  await second.context().close();
  assert.equal(await laptop.stop(), 0);
});

test("serve: on a new laptop name and passphrase bring everything back", async () => {
  const other = new Program();
  try {
    const page = await openPage(browser);
    await page.goto(await other.start());
    await page.getByLabel("Indirizzo del sito").fill(site.address);
    await page.getByRole("button", { name: "Avanti" }).last().click();
    await page.locator(".words").waitFor(patient);
    await examine(page, "serve-words");
    await page.getByLabel("Nome utente").fill("learner");
    await page.getByLabel("Frase segreta", { exact: true }).fill(passphrase);
    await page.getByRole("button", { name: "Entra", exact: true }).click();
    await page
      .getByRole("heading", { name: "Ciao, Operatrice" })
      .waitFor(patient);
    await page.context().close();
  } finally {
    await other.remove();
  }
});
