// The main job in Debian's Chromium, whose own log says that nobody but the site was asked.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { hostsAsked, launchProfile, look } from "./browser.mjs";
import { playJourney } from "./journey.mjs";
import { Site } from "./site.mjs";

const site = new Site();
const folder = mkdtempSync(join(tmpdir(), "approdo-browser-"));
const logs = [];
let browser = null;

before(() => site.setUp());
after(async () => {
  await browser?.close();
  await site.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  logs.push(join(folder, `net-${logs.length}.json`));
  browser = await launchProfile(folder, logs.at(-1));
  return {
    page: browser.pages()[0],
    stranger: async () => (await browser.browser().newContext(look)).newPage(),
    close: () => browser.close(),
  };
}

test("pages: a learner joins, downloads, and learns on while the server is away", async () => {
  await playJourney(site, start);
  for (const log of logs) {
    assert.deepEqual(hostsAsked(log), [new URL(site.address).host], log);
  }
});
