// Every screen in its states, in every look: see looks.mjs.
import test, { after, before } from "node:test";

import {
  fillStorage,
  freeStorage,
  launch,
  openPage,
  settled,
  visit,
} from "./browser.mjs";
import {
  answerAll,
  beginQuiz,
  downloaded,
  join,
  openCourse,
  openUnit,
  startDownload,
} from "./learner.mjs";
import { examineEverywhere } from "./looks.mjs";
import { Site } from "./site.mjs";

const site = new Site();
let browser = null;
let page = null;

before(async () => {
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
});

const patient = { timeout: 60_000 };

const examineAll = (screens) => examineEverywhere(page, screens);

const course = "/app/courses/accoglienza";

test("screens: before anybody joined", async () => {
  page = await openPage(browser);
  await page.goto(site.address);
  await settled(page);
  await examineAll({
    welcome: "/",
    join: "/join#AVB",
    "join-without-code": "/join",
    help: "/app/help",
    accessibility: "/app/accessibility",
    nowhere: "/app/nothing/here",
  });
  await page.context().close();
});

test("screens: a learner with a course to download", async () => {
  page = await openPage(browser);
  const name = "Maria Antonietta Della Valle-Santangelo";
  await join(page, site.invite("learner", "learner", name), name);
  await examineAll({
    "home-empty": "/",
    "courses-away": "/app/courses",
    "course-away": course,
  });
});

test("screens: a download without room, one that waits, one that pauses", async () => {
  await openCourse(page);
  await fillStorage(page, site.address);
  await startDownload(page);
  await page.locator(".bar-danger").waitFor(patient);
  await examineAll({ "storage-full": "" });
  await freeStorage(page, site.address);
  await site.stop();
  await startDownload(page);
  await page.getByText("Aspetto la rete").waitFor(patient);
  // There is room again, and something was written: nothing is said of a full disk any more.
  await page.locator(".bar-danger").waitFor({ ...patient, state: "detached" });
  await examineAll({ "download-away": course });
  await page.getByRole("button", { name: "Pausa" }).click();
  await page.getByText("In pausa").waitFor(patient);
  await examineAll({ "download-paused": course });
  await site.start();
  await page.getByRole("button", { name: "Riprendi lo scaricamento" }).click();
  await visit(page, "/app/device");
  await page.getByRole("button", { name: "Allinea adesso" }).click();
  await openCourse(page);
  await downloaded(page);
});

test("screens: a learner who downloaded, read and was tested", async () => {
  await openUnit(page, "Esercizio: una mezz'ora di lunedì");
  const quiz = new URL(page.url()).pathname;
  await openUnit(page, "Prova a tempo: quindici minuti");
  const timed = new URL(page.url()).pathname;
  await openUnit(page, "Ascolto: un dialogo allo sportello");
  const player = new URL(page.url()).pathname;
  await openUnit(page, "Che cosa vuol dire accogliere");
  const reader = new URL(page.url()).pathname;
  await examineAll({
    home: "/",
    courses: "/app/courses",
    course,
    reader,
    player,
    "quiz-start-timed": timed,
    "unit-none": `${reader}-none`,
    "quiz-start": quiz,
    device: "/app/device",
    space: "/app/space",
    profile: "/app/profile",
    "my-data": "/app/profile/data",
    "classes-none": "/app/classes",
    people: "/app/people",
  });
});

test("screens: questions of every kind, the handing in and the result", async () => {
  await beginQuiz(page, "Esercizio: una mezz'ora di lunedì");
  const count = await page.locator(".question-nav li").count();
  for (let at = 0; at < count; ++at) {
    await page.locator(".question-nav button").nth(at).click();
    await page
      .getByText(`Domanda ${at + 1} di ${count}`)
      .first()
      .waitFor();
    await examineAll({ [`question-${at + 1}`]: "" });
  }
  await page.getByRole("button", { name: "Vai alla consegna" }).click();
  await page.getByRole("heading", { name: "Consegnare?" }).waitFor();
  await examineAll({ "hand-in": "" });
  await page.locator(".question-nav button").first().click();
  await answerAll(page);
  await examineAll({ result: "" });
  await examineAll({ record: "/app/record" });
});

test("screens: without the server, and locked", async () => {
  await site.stop();
  await visit(page, "/app/device");
  await page.getByRole("button", { name: "Allinea adesso" }).click();
  await page.locator(".sync-away").waitFor({ timeout: 60_000 });
  await examineAll({ "device-away": "/app/device", "home-away": "/" });
  await page.getByRole("button", { name: /Maria Antonietta/ }).click();
  await page.getByRole("button", { name: "Blocca" }).click();
  await page.getByRole("heading", { name: "Bentornato" }).waitFor();
  await examineAll({ locked: "" });
});
