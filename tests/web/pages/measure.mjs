// Measures the pages in Chromium against a real server and prints one JSON object, for
// approdo_bench (tests/bench/web_bench.cpp): how long a first visit shows nothing, on a laptop
// slowed down six times behind a line of 1.6 Mbit/s, and how long the app takes to the first lesson
// without a server.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";

import { launchProfile } from "./browser.mjs";
import { download, join, openUnit } from "./learner.mjs";
import { passphrase, Site } from "./site.mjs";

const slowDown = 6;
// Bytes a second; each request waits for its answer as on a mobile line.
const line = {
  offline: false,
  latency: 150,
  downloadThroughput: 200_000,
  uploadThroughput: 200_000,
};
const lesson = "Che cosa vuol dire accogliere";
const scratch = mkdtempSync(pathOf(tmpdir(), "approdo-measure-"));
const site = new Site();
let browser = null;

async function startBrowser(profile) {
  await browser?.close();
  browser = await launchProfile(pathOf(scratch, profile));
  return browser.pages()[0];
}

// What the browser itself notes: the first text or picture on the screen.
async function firstPaint() {
  const page = await startBrowser("stranger");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", line);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
  await page.goto(site.address);
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = (list) => {
          const [painted] = list.getEntriesByName("first-contentful-paint");
          if (painted) resolve(painted.startTime);
        };
        new PerformanceObserver(look).observe({
          type: "paint",
          buffered: true,
        });
      }),
  );
}

async function prepareLearner(profile) {
  const page = await startBrowser(profile);
  await join(
    page,
    site.invite("learner", "learner", "Operatrice"),
    "Operatrice",
  );
  await download(page);
  await openUnit(page, lesson);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page.url();
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

// In a browser that was just started, from the address to the lesson; what the person takes to type
// the passphrase is left out.
async function offlineStart(profile, address) {
  const page = await startBrowser(profile);
  const field = page.getByLabel("Frase segreta");
  const asked = await timed(async () => {
    await page.goto(address, { waitUntil: "commit" });
    await field.waitFor();
  });
  await field.fill(passphrase);
  const opened = await timed(async () => {
    await page.getByRole("button", { name: "Apri" }).click();
    await page.getByRole("heading", { name: lesson, level: 1 }).waitFor();
  });
  return asked + opened;
}

try {
  await site.setUp();
  const first_paint_ms = await firstPaint();
  const address = await prepareLearner("learner");
  await site.stop();
  const offline_start_ms = await offlineStart("learner", address);
  console.log(JSON.stringify({ first_paint_ms, offline_start_ms }));
} finally {
  await browser?.close();
  await site.remove();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
