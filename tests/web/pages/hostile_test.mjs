// What people write is never markup, wherever it is shown: names, user names, answers. Each of
// these texts would run as a script, break out of an attribute or turn the line round if it were.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import test, { after, before } from "node:test";

import { examine, launch, openPage, settled, visit } from "./browser.mjs";
import {
  beginQuiz,
  download,
  goOn,
  join,
  openUnit,
  synchronise,
} from "./learner.mjs";
import { Site, passphrase, root } from "./site.mjs";

const site = new Site();
let browser = null;
const patient = { timeout: 60_000 };

const texts = [
  "<script>globalThis.broken = 1</script>",
  '<img src=x onerror="globalThis.broken = 2">',
  "<svg/onload=globalThis.broken=3>",
  "\"><iframe srcdoc='<script>top.broken=4</script>'></iframe>",
  "' autofocus onfocus='globalThis.broken=5",
  '<a href="javascript:globalThis.broken=6">premi</a>',
  "<math><mtext><style><img src=x onerror=globalThis.broken=7></style></mtext></math>",
  "{{constructor.constructor('globalThis.broken=8')()}} ${globalThis.broken=9}",
  "]]><!--<template><b>",
  "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
  "=1+1 @SUM(1) -2 +3",
  "\u202Eotnemaipmac \u200F\u2066verso\u2069 ﷺ ٱلْعَرَبِيَّة",
  "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞a̴̵̞͎l͜g͟ǫ 👩‍👩‍👧‍👦 🇮🇹",
  "null undefined NaN [object Object] true",
];

// Texts that broke other people's programs, where that collection is at hand.
const collection = joinPath(
  process.env.APPRODO_CORPUS ?? joinPath(root, "../shared/corpus"),
  "text/blns.json",
);
const known = existsSync(collection)
  ? JSON.parse(readFileSync(collection, "utf8")).filter((text) => text.trim())
  : [];
const groups = (size) =>
  Array.from({ length: Math.ceil(known.length / size) }, (_, at) =>
    known.slice(at * size, (at + 1) * size),
  );
const withoutCollection = known.length === 0 && "no collection of such texts";

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
});

async function unharmed(page, where) {
  assert.equal(await page.evaluate(() => globalThis.broken), undefined, where);
  const strange =
    "main script, main iframe, main object, main [onerror], main [onload], main [onfocus]";
  assert.equal(
    await page.locator(strange).count(),
    0,
    `${where}: markup got through`,
  );
  assert.deepEqual(page.complaints, [], where);
}

test("hostile: the names of people, and what the site says of bad ones", async () => {
  const page = await openPage(browser);
  page.on("dialog", (dialog) =>
    assert.fail(`a script spoke: ${dialog.message()}`),
  );
  await join(
    page,
    site.invite("coordinator", "coordinator", texts[0]),
    texts[0],
  );
  await visit(page, "/app/people");
  await page.getByLabel("Frase segreta").fill(passphrase);
  await page.getByRole("button", { name: "Apri la sessione" }).click();
  const add = page.getByRole("button", { name: "Aggiungi e crea l’invito" });
  await add.waitFor(patient);
  for (const [index, text] of texts.entries()) {
    const before = await page.getByRole("rowheader").count();
    await page.getByLabel("Nome e cognome").fill(text);
    await page.getByLabel("Nome utente").fill(text);
    await add.click();
    // A user name has no spaces: the site refuses it in words, and gets another.
    if (/\s/.test(text)) {
      await page
        .getByText("Un nome utente ha da 1 a 200 caratteri")
        .waitFor(patient);
      await unharmed(page, text);
      await page.getByLabel("Nome utente").fill(`persona${index}`);
      await add.click();
    }
    const more = (count) =>
      document.querySelectorAll("tbody th").length > count;
    await page
      .waitForFunction(more, before, { timeout: 9000 })
      .catch(async () => {
        const said = await page.locator("main").innerText();
        assert.fail(`nobody was added as ${JSON.stringify(text)}: ${said}`);
      });
    await unharmed(page, text);
  }
  await settled(page);
  await unharmed(page, "people");
});

test("hostile: what learners answer, when it is shown again", async () => {
  const page = await openPage(browser);
  page.on("dialog", (dialog) =>
    assert.fail(`a script spoke: ${dialog.message()}`),
  );
  await join(page, site.invite("learner", "learner", texts[1]), texts[1]);
  await download(page);
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  let at = 0;
  do {
    const fields = page.locator(
      ".question-card input[type=text], .question-card textarea",
    );
    for (let field = 0; field < (await fields.count()); ++field) {
      const text = texts[at++ % texts.length];
      await fields.nth(field).fill(text);
    }
    await unharmed(page, "question");
  } while (await goOn(page));
  assert.ok(at >= 4, `only ${at} fields`);
  await page.getByRole("button", { name: "Consegna", exact: true }).click();
  await page.getByText(/^Consegnato e salvato/).waitFor(patient);
  await settled(page);
  await unharmed(page, "result");
  await openUnit(page, "Che cosa vuol dire accogliere");
  for (const text of texts.slice(0, 8)) {
    await page.getByLabel("Nuova nota").fill(text);
    await page.getByRole("button", { name: "Salva la nota" }).click();
    await page
      .locator(".note-text")
      .getByText(text, { exact: true })
      .waitFor(patient);
    await unharmed(page, `note ${text}`);
  }
  await examine(page, "hostile-notes");
});

// What a field makes of any text that is put into it: its lines end as HTML says, and what stands
// around it goes.
const kept = (text) => text.replace(/\r\n?/g, "\n").trim();

test(
  "hostile: texts that broke other programs, in notes",
  { skip: withoutCollection },
  async () => {
    const page = await openPage(browser);
    page.on("dialog", (dialog) =>
      assert.fail(`a script spoke: ${dialog.message()}`),
    );
    await join(page, site.invite("collector", "learner", "Ada"), "Ada");
    await download(page);
    await openUnit(page, "Che cosa vuol dire accogliere");
    const field = page.getByLabel("Nuova nota");
    const save = page.getByRole("button", { name: "Salva la nota" });
    const noted = page.locator(".note-text");
    const written = [];
    for (const group of groups(8)) {
      const text = group.join("\n");
      await field.fill(text);
      await save.click();
      written.push(kept(text));
      const more = (count) =>
        document.querySelectorAll(".note-text").length === count;
      await page.waitForFunction(more, written.length, { timeout: 20_000 });
    }
    assert.deepEqual(
      (await noted.allTextContents()).toSorted(),
      written.toSorted(),
    );
    await unharmed(page, "notes");
    await page.reload();
    await settled(page);
    await unharmed(page, "notes, opened again");
  },
);

test(
  "hostile: texts that broke other programs, announced to a class",
  { skip: withoutCollection },
  async () => {
    const trainer = await openPage(browser);
    trainer.on("dialog", (dialog) =>
      assert.fail(`a script spoke: ${dialog.message()}`),
    );
    await join(trainer, site.invite("herald", "trainer", "Berta"), "Berta");
    await synchronise(trainer);
    await visit(trainer, "/app/classes");
    await trainer
      .getByRole("link", { name: "Annunci a questa classe" })
      .click(patient);
    await trainer.getByLabel("Frase segreta").fill(passphrase);
    await trainer.getByRole("button", { name: "Apri la sessione" }).click();
    for (const [at, group] of groups(100).entries()) {
      const title = `${at} ${group[0]}`;
      await trainer.getByLabel("Titolo").fill(title);
      await trainer
        .getByLabel("Testo", { exact: true })
        .fill(group.join("\n\n"));
      await trainer.getByRole("button", { name: "Pubblica" }).click();
      await trainer
        .getByRole("heading", { name: title, exact: true })
        .waitFor(patient);
      await unharmed(trainer, title);
    }
    await settled(trainer);
    await unharmed(trainer, "announcements");
  },
);
