// The main job in Debian's Firefox ESR, and what is its own: it asks the person before it promises
// to keep anything, and nothing is kept in a private window.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { launchFirefox } from "./firefox.mjs";
import { playJourney } from "./journey.mjs";
import { Site } from "./site.mjs";

const site = new Site();
const folder = mkdtempSync(join(tmpdir(), "approdo-firefox-"));
const hosts = new Set();
let browser = null;

before(() => site.setUp());
after(async () => {
  await browser?.close();
  await site.remove();
  rmSync(folder, { recursive: true, force: true });
});

// Its profile is kept in `name`.
const launch = async (name, preferences) =>
  (browser = await launchFirefox(join(folder, name), preferences));

async function start() {
  await launch("kept");
  browser.page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http")) hosts.add(url.host);
  });
  return browser;
}

test("firefox: a learner joins, downloads, and learns on while the server is away", async () => {
  await playJourney(site, start);
  assert.deepEqual([...hosts], [new URL(site.address).host]);
});

test("firefox: a private window says that nothing can be kept in it", async () => {
  await launch("private", { "browser.privatebrowsing.autostart": true });
  await browser.page.goto(site.address);
  await browser.page
    .getByRole("heading", { name: "L’app non può partire" })
    .waitFor();
  await browser.page.getByText(/^Questo browser non dà spazio/).waitFor();
});
