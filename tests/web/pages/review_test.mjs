// Spaced repetition in pages: nothing before an exercise, then its questions, right and wrong ones,
// until none is left; each state in every look, and a question without a mouse.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";

import { launch, openPage, settled, visit } from "./browser.mjs";
import { Keys } from "./keys.mjs";
import { answerAll, beginQuiz, download, join } from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site } from "./site.mjs";

const site = new Site();
let browser = null;
let page = null;
const patient = { timeout: 60_000 };

before(async () => {
  await site.setUp();
  browser = await launch();
  page = await openPage(browser);
  await join(
    page,
    site.invite("learner", "learner", "Operatrice"),
    "Operatrice",
  );
  await download(page);
});
after(async () => {
  await browser?.close();
  await site.remove();
});

const left = async () =>
  Number(
    /\d+/.exec(await page.locator("#review-question").textContent(patient))[0],
  );
const button = (name) => page.getByRole("button", { name, exact: true });
const saved = () => page.getByText(/^Risposta salvata\./).waitFor(patient);

test("review: before an exercise there is nothing, and it says how to begin", async () => {
  await visit(page, "/app/review");
  await page.getByText("Il ripasso comincia da un esercizio").waitFor(patient);
  await examineEverywhere(page, { "review-none": "/app/review" });
  await visit(page, "/");
  await settled(page);
  assert.equal(await page.locator("#review-today").count(), 0);
});

test("review: what was practised is counted at home and comes, without the site", async () => {
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  await answerAll(page);
  await site.stop();
  await visit(page, "/");
  await page.getByText("Oggi: 10 domande").waitFor(patient);
  await examineEverywhere(page, { "review-home": "/" });
  await page.getByRole("link", { name: "Comincia il ripasso" }).click();
  await page.getByRole("heading", { name: "Ripasso", level: 1 }).waitFor();
  assert.equal(await left(), 10);
  assert.equal(await button("Controlla").isDisabled(), true);
  await examineEverywhere(page, { "review-question": "/app/review" });
});

test("review: who does not know sees the right answer, and is asked again at the end", async () => {
  const asked = await page.locator(".question-text").textContent();
  await button("Non lo so").click();
  await saved();
  await page.getByText("La domanda torna più tardi, oggi.").waitFor();
  await page.getByText("Risposta giusta").waitFor();
  assert.equal(await page.getByText("Com’era?").count(), 0);
  // There is no second try here, whatever the exercise allowed.
  assert.equal(await page.getByText(/^Ti rest/).count(), 0);
  await examineEverywhere(page, { "review-wrong": "" });
  await button("Continua").click();
  await page.waitForFunction(
    (words) => document.querySelector(".question-text")?.textContent !== words,
    asked,
  );
  assert.equal(await left(), 10);
});

test("review: by keyboard alone an answer is given and rated, with the focus", async () => {
  const keys = new Keys(page);
  await page.getByRole("radio", { name: "Falso" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await keys.focusOn("Controlla");
  await page.keyboard.press("Enter");
  await page.getByText(/La domanda torna tra 2 giorni\./).waitFor(patient);
  await keys.focusOn("Continua");
  assert.equal(
    await page.getByRole("radio", { name: /^Bene/ }).isChecked(),
    true,
  );
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await page.getByText(/La domanda torna tra 8 giorni\./).waitFor(patient);
  assert.equal(
    await page.getByRole("radio", { name: /^Facile/ }).isChecked(),
    true,
  );
  await examineEverywhere(page, { "review-right": "" });
  await page.getByRole("button", { name: "Continua" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".save-saved").waitFor({ ...patient, state: "detached" });
  await keys.focusOn("Ancora 9 domande");
});

// What is right in the sample's exercise, by words of each question.
const tick = async (...names) => {
  for (const name of names) await page.getByLabel(name).check();
};
const fill = (words) => page.getByRole("textbox").first().fill(words);
const right = {
  "un certificato di residenza": () => tick(/A che cosa Le serve/),
  "nello stesso modo": () => tick("Falso"),
  "aiuta chi aspetta": () =>
    tick(/un cartello breve/, /un numero che si legge/, /più o meno quanto/),
  "senza appuntamento": () => tick("Falso"),
  "pronome di cortesia": () => fill("Lei"),
  "quante parole": () => fill("20"),
  "primi trenta secondi": async () => {
    const order = ["Alzo", "Saluto", "Lascio", "Ripeto", "Dico"];
    for (const [place, words] of order.entries()) {
      const items = page.locator(".order li");
      for (let at = order.length; at > 0; --at) {
        if ((await items.nth(place).textContent()).includes(words)) break;
        await items.filter({ hasText: words }).locator(".move-up").click();
      }
    }
  },
  "Unisci ogni frase": async () => {
    for (const [left, to] of Object.entries({
      "produrre idonea": "portare le carte giuste",
      "effettuare il": "pagare",
      "non oltre": "entro",
      munirsi: "prendere un numero",
    })) {
      const menu = page.getByLabel(new RegExp(`Corrisponde a: ${left}`));
      await menu.selectOption({ label: to });
    }
  },
  foglietto: async () => {
    await page.getByRole("textbox").nth(0).fill("fatto");
    await page.getByRole("textbox").nth(1).fill("fare");
    await page.getByRole("combobox").selectOption({ label: "quando" });
  },
  "essere stato chiaro": () => tick(/raccontarmi/),
};

async function answerRightly() {
  const words = await page.locator(".question-text").textContent();
  const known = Object.keys(right).find((each) =>
    words.toLowerCase().includes(each.toLowerCase()),
  );
  assert.ok(known, words);
  await right[known]();
  await button("Controlla").click();
  await saved();
  await page.getByText("Giusto", { exact: true }).waitFor(patient);
}

test("review: it ends with what comes when, and the home page says so", async () => {
  for (let questions = await left(); questions > 0; --questions) {
    assert.equal(await left(), questions);
    if (questions === 1)
      await page.getByText(/^Torna: prima la risposta/).waitFor();
    await answerRightly();
    await button("Continua").click();
    await page
      .locator(".save-saved")
      .waitFor({ ...patient, state: "detached" });
  }
  await page.getByText("Per oggi hai finito").waitFor(patient);
  await page.getByText("Hai ripassato 10 domande.").waitFor();
  await page.getByText(/^1 domanda nuova arriva/).waitFor();
  await examineEverywhere(page, { "review-done": "" });
  await examineEverywhere(page, { "review-later": "/app/review" });
  await visit(page, "/");
  await page.getByText(/^Oggi non c’è niente da ripassare\./).waitFor(patient);
  await site.start();
});
