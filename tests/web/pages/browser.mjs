// Debian's Chromium for tests of pages, and what every page is held to: no violation that axe
// finds, nothing wider than the screen, no gap left in a text, nothing asked of another host,
// nothing that the policy had to stop.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "./site.mjs";

const require = createRequire(join(root, "client_core/web/package.json"));
const { chromium } = require("playwright-core");
const axeSource = require("axe-core").source;

export const shots = join(root, "build/web-pages");
mkdirSync(shots, { recursive: true });

const options = {
  executablePath: process.env.APPRODO_CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
};
export const look = {
  viewport: { width: 1280, height: 900 },
  locale: "it-IT",
  reducedMotion: "reduce",
  acceptDownloads: true,
};

export const launch = () => chromium.launch(options);
// One that keeps what pages store, and can be started again. Its network log, where one is wanted,
// says what it asked.
export const launchProfile = (folder, log) =>
  chromium.launchPersistentContext(folder, {
    ...options,
    ...look,
    args: [...options.args, ...(log ? [`--log-net-log=${log}`] : [])],
  });

// Every host that pages and workers asked, by the browser's own log; what the browser asks for
// itself has no page behind it.
export function hostsAsked(log) {
  const hosts = new Set();
  for (const event of readFileSync(log, "utf8").split("\n")) {
    if (!/"initiator":"https?:/.test(event)) continue;
    const [, url] = /"url":"((?:https?|wss?):[^"]+)"/.exec(event) ?? [];
    if (url) hosts.add(new URL(url).host);
  }
  return [...hosts];
}

// What a page throws or the browser finds wrong with it, as it comes.
export function complaintsOf(page) {
  const complaints = [];
  page.on("pageerror", (error) =>
    complaints.push(String(error.stack ?? error)),
  );
  page.on("console", (message) => {
    const text = message.text();
    // What the network did is the network's matter: tests take it away on purpose.
    const ofNetwork =
      /ERR_(CONNECTION|INTERNET|EMPTY|NETWORK)|Failed to load resource/.test(
        text,
      );
    if (message.type() === "error" && !ofNetwork) complaints.push(text);
  });
  return complaints;
}

// A page of a new profile, with its complaints and the hosts that it asked. `more`: what of the
// browser is otherwise, such as its time zone.
export async function openPage(browser, more = {}) {
  const context = await browser.newContext({ ...look, ...more });
  const page = await context.newPage();
  page.complaints = complaintsOf(page);
  page.hosts = new Set();
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http")) page.hosts.add(url.host);
  });
  return page;
}

// Goes elsewhere within the app, as its links do.
export async function visit(page, path) {
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await settled(page);
}

// Nothing is on its way any more.
export async function settled(page) {
  await page.locator("main h1").first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector("main [aria-busy=true]"),
  );
}

async function setQuota(page, origin, quota) {
  const session = await page.context().newCDPSession(page);
  const { usage } = await session.send("Storage.getUsageAndQuota", { origin });
  await session.send("Storage.overrideQuotaForOrigin", {
    origin,
    ...(quota ? { quotaSize: usage + quota } : {}),
  });
  await session.detach();
}

// Leaves no room at all to what is kept at this origin: the browser grants it in large pieces, so
// that a quota alone would not be felt for a while.
export async function fillStorage(page, origin) {
  await setQuota(page, origin, 3_000_000);
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    let count = 0;
    const write = async (size) => {
      const name = `filler-${count++}`;
      const file = await folder.getFileHandle(name, { create: true });
      const into = await file.createWritable();
      await into.write(new Uint8Array(size));
      await into.close();
    };
    let size = 1 << 20;
    while (size >= 1) {
      try {
        await write(size);
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
}

export async function freeStorage(page, origin) {
  await setQuota(page, origin, null);
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    for await (const name of folder.keys())
      if (name.startsWith("filler-")) await folder.removeEntry(name);
  });
}

async function axe(page) {
  const there = await page.evaluate(() => "axe" in globalThis);
  if (!there) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: [
        ...["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
        "best-practice",
      ],
    }),
  );
  return violations.flatMap((each) =>
    each.nodes.map(
      (node) =>
        `${each.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`,
    ),
  );
}

async function tooWide(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
      .filter((each) => {
        const box = each.getBoundingClientRect();
        return box.width > 0 && (box.right > width + 1 || box.left < -1);
      })
      .slice(-4)
      .map((each) => each.outerHTML.slice(0, 160));
  });
}

const gap = /\{[a-z]\w*\}|\bundefined\b|\bNaN\b|\[object /;

// Everything that every page is held to; `name` is the picture's.
export async function examine(page, name) {
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  const text = await page.evaluate(() => document.body.innerText);
  assert.doesNotMatch(text, gap, `${name}: a text with a gap`);
  assert.deepEqual(await tooWide(page), [], `${name}: wider than the screen`);
  assert.deepEqual(await axe(page), [], `${name}: axe`);
  assert.deepEqual(page.complaints, [], `${name}: the browser complains`);
  assert.equal(
    page.hosts.size,
    1,
    `${name}: asks ${[...page.hosts].join(", ")}`,
  );
}

export const languages = { it: "Italiano", ar: "العربية" };

// The display menu's second place is high contrast, its first is normal.
export async function setLook(page, { language, contrast, width }) {
  await page.setViewportSize({ width, height: 900 });
  const menus = page.locator(".site-header .menu");
  const toggle = async (menu, change) => {
    await menus.nth(menu).locator("button.tool").click();
    await change(menus.nth(menu).locator(".menu-panel"));
    await page.keyboard.press("Escape");
  };
  await toggle(0, (panel) =>
    panel
      .locator("input[type=checkbox]")
      .nth(contrast ? 1 : 0)
      .setChecked(true),
  );
  await toggle(1, (panel) =>
    panel.getByText(languages[language], { exact: true }).click(),
  );
  await page.waitForFunction(
    (wanted) => document.documentElement.lang === wanted,
    language,
  );
  await page.waitForFunction(
    (words) => document.querySelector(".skip-link")?.textContent === words,
    language === "ar" ? "انتقل إلى المحتوى" : "Vai al contenuto",
  );
}
