// A new version of the app while work waits to be sent: it is offered and waits, however the page
// is shown or hidden; with everything at the site it takes over by itself once nobody looks.
import assert from "node:assert/strict";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join as pathOf } from "node:path";
import test, { after, before } from "node:test";

import { examine, launch, openPage, setLook, settled } from "./browser.mjs";
import { allSent, download, join, openUnit, unlock } from "./learner.mjs";
import { Site, web } from "./site.mjs";

const site = new Site();
const fresh = mkdtempSync(pathOf(tmpdir(), "approdo-web-"));
let browser = null;
const patient = { timeout: 60_000 };

before(async () => {
  // The same app with another version of its service worker.
  cpSync(web, fresh, { recursive: true });
  const worker = pathOf(fresh, "service-worker.js");
  writeFileSync(
    worker,
    `${readFileSync(worker, "utf8")}\n// Another version.\n`,
  );
  for (const ending of ["br", "gz"])
    rmSync(`${worker}.${ending}`, { force: true });
  await site.setUp();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site.remove();
  rmSync(fresh, { recursive: true, force: true });
});

// Gives out the files of the new version at the site's address, and nothing of the site: so that
// the version comes and no work can leave.
async function serveFilesAlone() {
  const types = {
    js: "text/javascript",
    css: "text/css",
    wasm: "application/wasm",
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, site.address);
    try {
      const name = pathname === "/" ? "index.html" : pathname.slice(1);
      const bytes = readFileSync(pathOf(fresh, name));
      const type = types[name.split(".").at(-1)] ?? "text/html";
      response.writeHead(200, { "Content-Type": type }).end(bytes);
    } catch {
      response.writeHead(503).end();
    }
  });
  server.listen(Number(new URL(site.address).port), "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
}

// What a browser says when its window is covered, and when it is seen again.
const show = (page, isShown) =>
  page.evaluate((shown) => {
    Object.defineProperty(document, "hidden", {
      configurable: true,
      get: () => !shown,
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isShown);

const waits = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration.waiting !== null;
  });

test("update: a new version waits while work does, and then takes over", async () => {
  const page = await openPage(browser);
  await join(
    page,
    site.invite("learner", "learner", "Operatrice"),
    "Operatrice",
  );
  await download(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await site.stop();
  await openUnit(page, "Che cosa vuol dire accogliere");
  await page.keyboard.press("End");
  await page.getByText("Unità completata e salvata").waitFor(patient);
  await page
    .locator(".sync-waits", { hasText: /\d+ da inviare/ })
    .waitFor(patient);

  const stop = await serveFilesAlone();
  await show(page, true);
  const offer = page.getByText("È pronta una nuova versione");
  await offer.waitFor(patient);
  assert.match(await page.locator(".bar").innerText(), /da inviare|non inviat/);
  for (const language of ["it", "ar"]) {
    for (const width of [1280, 320]) {
      await setLook(page, { language, contrast: false, width });
      await settled(page);
      await examine(page, `update-${language}-normal-${width}`);
    }
  }
  await setLook(page, { language: "it", contrast: false, width: 1280 });
  await show(page, false);
  await show(page, true);
  assert.ok(await waits(page), "the new version took over while work waits");
  await stop();

  await site.start(fresh);
  await page.locator(".sync-badge").click();
  await page.getByRole("button", { name: "Allinea adesso" }).click();
  await allSent(page);
  const again = page.waitForEvent("load", patient);
  await show(page, false);
  await again;
  await unlock(page, "Dispositivo e allineamento");
  assert.equal(await waits(page), false);
  assert.match(site.report(), /Operatrice/);
});
