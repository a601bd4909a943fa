// Debian's Firefox ESR without a window, driven over WebDriver BiDi, in a profile that is kept in a
// folder and can be started again. Its pages speak as those of playwright do (bidi_page.mjs).
import { createRequire } from "node:module";
import { join } from "node:path";

import { BidiPage } from "./bidi_page.mjs";
import { root } from "./site.mjs";

const require = createRequire(join(root, "client_core/web/package.json"));
const puppeteer = require("puppeteer-core");

const preferences = {
  "intl.accept_languages": "it-IT, it",
  "ui.prefersReducedMotion": 1,
};

const options = {
  browser: "firefox",
  executablePath: process.env.APPRODO_FIREFOX ?? "/usr/bin/firefox-esr",
  headless: true,
  // As the window is: low, like that of a small laptop.
  defaultViewport: null,
};

// `more`: preferences besides these.
export async function launchFirefox(folder, more = {}) {
  const browser = await puppeteer.launch({
    ...options,
    userDataDir: folder,
    extraPrefsFirefox: { ...preferences, ...more },
  });
  const [first] = await browser.pages();
  return {
    page: await BidiPage.of(first),
    // Somebody else's: it shares nothing with the others that this browser keeps.
    async stranger() {
      const context = await browser.createBrowserContext();
      return BidiPage.of(await context.newPage());
    },
    close: () => browser.close(),
  };
}
