// Debian's Chromium with a profile of its own that outlives it, so that it can be killed as a whole
// and started again on what it left.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Installed with the app, beside its sources.
const app = new URL("../../../client_core/web/package.json", import.meta.url);
const { chromium } = createRequire(app)("playwright-core");

const program = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = [
  "--headless=new",
  "--no-sandbox", // whoever tests may be root
  "--remote-debugging-port=0",
  "--no-first-run",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--password-store=basic",
];

function childrenOf(parent) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return all.filter((id) => {
    try {
      const stat = readFileSync(`/proc/${id}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] === String(parent);
    } catch {
      return false; // it ended meanwhile
    }
  });
}

// Renderers first: one that outlives its browser could finish what it was about to write.
function killTree(id) {
  for (const child of childrenOf(id)) killTree(child);
  try {
    process.kill(Number(id), "SIGKILL");
  } catch {
    // It ended meanwhile.
  }
}

export class Browser {
  #process;
  #connected;

  static async start(folder) {
    const browser = new Browser();
    const child = spawn(program, [...flags, `--user-data-dir=${folder}`, "about:blank"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    browser.#process = child;
    const address = await new Promise((resolve, reject) => {
      let printed = "";
      child.stderr.on("data", (data) => {
        printed += data;
        const found = /DevTools listening on (ws:\S+)/.exec(printed);
        if (found) resolve(found[1]);
      });
      child.once("exit", () => reject(new Error(`Chromium ended: ${printed}`)));
    });
    browser.#connected = await chromium.connectOverCDP(address);
    return browser;
  }

  // A tab at this address, once its engine says where it stands.
  async open(address) {
    const context = this.#connected.contexts()[0];
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error") console.error("# browser:", message.text());
    });
    page.on("pageerror", (error) => console.error("# page:", error.message));
    await page.goto(address);
    await until(page, (state) => state.phase !== "starting");
    return page;
  }

  async session(page) {
    return page.context().newCDPSession(page);
  }

  // As a crash or a flat battery ends it.
  async kill() {
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    killTree(this.#process.pid);
    await ended;
  }

  async close() {
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    await this.#connected.close().catch(() => {});
    killTree(this.#process.pid);
    await ended;
  }
}

// A verb, called in the page; a failure's code and message come along.
export async function call(page, verb, ask = {}) {
  const outcome = await page.evaluate(
    ([name, value]) =>
      globalThis.engine.call(name, value).then(
        (answer) => ({ answer }),
        (error) => ({ code: error.code, message: error.message }),
      ),
    [verb, ask],
  );
  if ("answer" in outcome) return outcome.answer;
  throw Object.assign(new Error(outcome.message), { code: outcome.code });
}

export const stateOf = (page) => page.evaluate(() => globalThis.engine.state);

// Until the state is as `wanted` says, looked at each time it changes.
export async function until(page, wanted, patienceMs = 60_000) {
  const end = performance.now() + patienceMs;
  for (let state = await stateOf(page); !wanted(state); state = await nextState(page)) {
    if (performance.now() < end) continue;
    throw new Error(`the state never came: ${wanted}; it is ${JSON.stringify(state)}`);
  }
}

function nextState(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const before = globalThis.engine.state;
        const end = (state) => {
          clearTimeout(timer);
          stop();
          resolve(state);
        };
        const timer = setTimeout(() => end(globalThis.engine.state), 250);
        const stop = globalThis.engine.watch((state) => {
          if (state !== before) queueMicrotask(() => end(state));
        });
      }),
  );
}
