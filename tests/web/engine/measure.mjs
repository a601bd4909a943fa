// Measures the worker in Chromium against a real server and prints one JSON object, for
// approdo_bench (tests/bench/web_bench.cpp): how long an answer takes until it is saved, as the
// page sees it (95 of 100 take less), content over loopback, and ten thousand events on their way.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Browser, call, until } from "./browser.mjs";
import { largeSample, practice, sample } from "./course.mjs";
import { answerTo } from "./learning.mjs";
import { passphrase, Site } from "./site.mjs";

const megabytes = 64;
const events = 10_000;
const scratch = mkdtempSync(join(tmpdir(), "approdo-measure-"));
const site = await Site.open(largeSample(join(scratch, "course"), megabytes));
const browser = await Browser.start(join(scratch, "browser"));
try {
  const page = await browser.open(site.address);
  const link = site.learner("learner", sample.title);
  await call(page, "join", { link, passphrase });
  const figures = {
    download_mb_per_s: await downloadSpeed(page),
    answer_saved_ms: await answerTime(page),
    ten_thousand_events_sync_ms: await syncTime(page),
  };
  console.log(JSON.stringify(figures));
} finally {
  await browser.close();
  await site.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function downloadSpeed(page) {
  const before = (await call(page, "status")).cache_bytes;
  const began = performance.now();
  await call(page, "download", { course: sample.slug });
  await until(page, ({ downloads }) => downloads.length === 0);
  const seconds = (performance.now() - began) / 1000;
  return ((await call(page, "status")).cache_bytes - before) / 1e6 / seconds;
}

// Attempts at the practice quiz, each of some answers and then handed in. The times are taken in
// the page, where a person would wait.
async function answerOften(page, count) {
  const times = [];
  while (times.length < count) {
    const attempt = await call(page, "quizOpen", { unit: practice });
    const asked = attempt.questions.filter((question) => answerTo(question) !== null);
    const answers = Array.from({ length: Math.min(40, count - times.length) }, (_, i) => ({
      attempt: attempt.attempt,
      question: asked[i % asked.length].question,
      answer: answerTo(asked[i % asked.length]),
      durationMs: i,
    }));
    times.push(...(await page.evaluate(answerAll, answers)));
    await call(page, "quizSubmit", { attempt: attempt.attempt });
  }
  return times;
}

async function answerAll(answers) {
  const times = [];
  for (const answer of answers) {
    const began = performance.now();
    await globalThis.engine.call("quizAnswer", answer);
    times.push(performance.now() - began);
  }
  return times;
}

async function answerTime(page) {
  const times = (await answerOften(page, 200)).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.95)];
}

async function syncTime(page) {
  await site.stop();
  const already = (await call(page, "status")).events_unsent;
  await answerOften(page, events - already);
  await site.start();
  const began = performance.now();
  await call(page, "sync");
  const took = performance.now() - began;
  const { events_unsent: left } = await call(page, "status");
  if (left > 0) throw new Error(`${left} events were not taken`);
  return took;
}
