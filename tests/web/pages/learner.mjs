// What a learner does in pages, by the words on the screen (Italian) and never by anything hidden.
import { visit } from "./browser.mjs";
import { passphrase } from "./site.mjs";

const patient = { timeout: 60_000 };

export async function join(page, link, name) {
  await page.goto(link);
  await page.getByLabel("Scegli una frase segreta").fill(passphrase);
  await page.getByLabel("Ripeti la frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Entra" }).click();
  await page.getByRole("heading", { name: `Ciao, ${name}` }).waitFor(patient);
}

// In the app of the program on the laptop, which no site served.
export async function joinByLink(page, link, name) {
  await page.getByLabel("Link dell’invito").fill(link);
  await page.getByRole("button", { name: "Avanti" }).first().click();
  await page.getByLabel("Scegli una frase segreta").fill(passphrase);
  await page.getByLabel("Ripeti la frase segreta").fill(passphrase);
  await page
    .getByRole("button", { name: "Entra", exact: true })
    .first()
    .click();
  await page.getByRole("heading", { name: `Ciao, ${name}` }).waitFor(patient);
}

// `heading`: of the page where the person was.
export async function unlock(page, heading = /^Ciao/) {
  await page.getByLabel("Frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Apri" }).click();
  await page.getByRole("heading", { name: heading }).waitFor(patient);
}

export async function openCourse(page) {
  await page
    .getByRole("navigation", { name: "Pagine principali" })
    .getByText("Corsi")
    .click();
  await page
    .getByRole("link", { name: "Accogliere allo sportello" })
    .click(patient);
  await page
    .getByRole("heading", { name: "Accogliere allo sportello", level: 1 })
    .waitFor(patient);
}

export const startDownload = (page) =>
  page.getByRole("button", { name: /^Scarica/ }).click(patient);

export const downloaded = (page) =>
  page.getByText("Sul dispositivo", { exact: true }).waitFor(patient);

export async function download(page) {
  await openCourse(page);
  await startDownload(page);
  await downloaded(page);
}

export async function openUnit(page, title) {
  await openCourse(page);
  await page.getByRole("link", { name: title }).click(patient);
  await page.getByRole("heading", { name: title, level: 1 }).waitFor(patient);
}

export async function beginQuiz(page, title) {
  await openUnit(page, title);
  await page.getByRole("button", { name: /il quiz$|tentativo$/ }).click();
  await page.getByText(/^Domanda 1 di/).waitFor(patient);
}

const card = (page) => page.locator(".question-card");

// Something in every field, whatever the kind; true: there was one.
export async function answerSomehow(page) {
  const question = card(page);
  const choices = question.locator("input[type=radio], input[type=checkbox]");
  const menus = question.locator("select");
  const fields = question.locator("input[type=text], textarea");
  if ((await choices.count()) > 0) await choices.first().check();
  for (let at = 0; at < (await menus.count()); ++at) {
    await menus.nth(at).selectOption({ index: 1 });
  }
  for (let at = 0; at < (await fields.count()); ++at)
    await fields.nth(at).fill("20");
  const moves = question.locator(".move-down:not(:disabled)");
  if ((await moves.count()) > 0) await moves.first().click();
  return (
    (await choices.count()) +
      (await menus.count()) +
      (await fields.count()) +
      (await moves.count()) >
    0
  );
}

export async function goOn(page) {
  const before = await page.locator(".question-count").textContent();
  const forward = page.getByRole("button", {
    name: /^(Avanti|Vai alla consegna)$/,
  });
  const last = (await forward.textContent())?.includes("consegna");
  await forward.click();
  if (last)
    await page.getByRole("heading", { name: "Consegnare?" }).waitFor(patient);
  else {
    await page.waitForFunction(
      (words) =>
        document.querySelector(".question-count")?.textContent !== words,
      before,
    );
  }
  return !last;
}

// Answers everything from where it stands, and hands in. How many were answered.
export async function answerAll(page) {
  let answered = 0;
  do {
    if (await answerSomehow(page)) ++answered;
  } while (await goOn(page));
  await page.getByRole("button", { name: "Consegna", exact: true }).click();
  await page.getByText(/^Consegnato e salvato/).waitFor(patient);
  return answered;
}

// The badge says that the site has everything.
export async function allSent(page) {
  await page
    .locator(".sync-badge", { hasText: "tutto inviato" })
    .waitFor(patient);
}

// Exchanges with the site now, and is done only when its answer was taken in.
export async function synchronise(page) {
  await visit(page, "/app/device");
  const button = page.getByRole("button", { name: "Allinea adesso" });
  const free = page.locator("button:not([aria-disabled])", {
    hasText: "Allinea adesso",
  });
  await free.waitFor(patient);
  const answered = page.waitForResponse(/\/sync\/v1$/, patient);
  await button.click();
  await answered;
  await free.waitFor(patient);
  await allSent(page);
}
