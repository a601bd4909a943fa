// Chromium is killed, the whole tree of its processes, while the learner answers and content comes,
// round after round: nothing that was shown as saved may be gone at the next start.
// APPRODO_WEB_ROUNDS: how many (20); APPRODO_WEB_SEED: when it is killed.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { Browser, call, until } from "./browser.mjs";
import { largeSample, practice, sample } from "./course.mjs";
import { answerTo } from "./learning.mjs";
import { passphrase, Site } from "./site.mjs";

const rounds = Number(process.env.APPRODO_WEB_ROUNDS ?? 20);
const seed = Number(process.env.APPRODO_WEB_SEED ?? Math.floor(Math.random() * 2 ** 31));
const megabytes = 24;
// So slow that the course is on its way in most of the rounds.
const bytesPerSecond = 3e6;
const scratch = mkdtempSync(join(tmpdir(), "approdo-kill-"));
let site;

before(async () => {
  site = await Site.open(largeSample(join(scratch, "course"), megabytes));
});
after(async () => {
  await site?.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

// Mulberry32: the same seed, the same moments.
let drawn = seed;
function chance() {
  drawn = (drawn + 0x6d2b79f5) | 0;
  let t = Math.imul(drawn ^ (drawn >>> 15), 1 | drawn);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

// Answers on and on in the page, which tells each answer that the engine confirmed as saved; what
// was told before the browser was gone has to be there afterwards.
async function answerUntilKilled(browser, page, attempt, saved) {
  const answers = attempt.questions
    .filter((question) => answerTo(question) !== null)
    .map((question) => ({
      attempt: attempt.attempt,
      question: question.question,
      answer: answerTo(question),
      durationMs: 1000,
    }));
  const session = await browser.session(page);
  session.on("Runtime.bindingCalled", ({ payload }) => {
    saved.set(...JSON.parse(payload));
    saved.count += 1;
  });
  await session.send("Runtime.addBinding", { name: "shownAsSaved" });
  await page.evaluate(async (asks) => {
    for (let i = 0; ; i += 1) {
      const { question, answer } = await globalThis.engine.call(
        "quizAnswer",
        asks[i % asks.length],
      );
      globalThis.shownAsSaved(JSON.stringify([question, answer]));
    }
  }, answers);
}

test(`engine: ${rounds} times killed, nothing that was shown as saved is lost`, async () => {
  console.log(`# seed ${seed}`);
  let browser = await Browser.start(join(scratch, "browser"));
  let page = await browser.open(site.address);
  const link = site.learner("learner", sample.title);
  await call(page, "join", { link, passphrase });
  const { profile } = (await call(page, "profiles"))[0];
  const light = [{ part: "text" }, { part: "picture" }];
  await call(page, "download", { course: sample.slug, parts: light });
  await until(page, ({ downloads }) => downloads.length === 0);
  site.contentBytesPerSecond = bytesPerSecond;
  const saved = Object.assign(new Map(), { count: 0 });
  let bytesSeen = 0;
  let attempt = null;
  for (let round = 0; round < rounds; round += 1) {
    const away = round % 2 === 1;
    if (away) await site.stop();
    attempt ??= await call(page, "quizOpen", { unit: practice });
    if (round === 0) await call(page, "download", { course: sample.slug });
    const watched = watchBytes(page, (bytes) => (bytesSeen = Math.max(bytesSeen, bytes)));
    const answering = answerUntilKilled(browser, page, attempt, saved).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50 + 700 * chance()));
    await browser.kill();
    await Promise.all([answering, watched]);

    browser = await Browser.start(join(scratch, "browser"));
    page = await browser.open(site.address);
    await call(page, "unlock", { profile, passphrase });
    assert.deepEqual(await call(page, "check"), [], `round ${round}`);
    const now = await call(page, "quizView", { attempt: attempt.attempt });
    for (const [question, answer] of saved) {
      const found = now.questions.find((each) => each.question === question);
      assert.equal(found.answer, answer, `round ${round}: an answer is gone`);
    }
    // An answer that was given again is an event of its own.
    const { events_unsent, events_durable, cache_bytes } = await call(page, "status");
    assert.ok(events_unsent + events_durable >= saved.count, `round ${round}: an event is gone`);
    assert.ok(cache_bytes >= bytesSeen, `round ${round}: content is gone`);
    if (away) await site.start();
  }
  console.log(`# ${saved.count} answers were shown as saved, ${bytesSeen} bytes of content`);
  site.contentBytesPerSecond = 0;
  await call(page, "quizSubmit", { attempt: attempt.attempt });
  await call(page, "sync");
  await until(page, ({ downloads }) => downloads.length === 0);
  await until(page, ({ status }) => status.events_unsent === 0);
  assert.match(site.report(sample.title), /learner/i);
  await browser.close();
});

// What the state showed of the content that is here.
async function watchBytes(page, seen) {
  try {
    for (;;) seen((await call(page, "status")).cache_bytes);
  } catch {
    // The browser was killed.
  }
}
