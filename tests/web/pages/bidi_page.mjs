// A page of puppeteer's that offers as much of playwright's interface as learner.mjs and
// journey.mjs use, so that what a person does is written once for every browser. What is clicked
// and typed are the browser's own pointer and keyboard.
import { find, firstWith, watchAim } from "./find.mjs";

const patienceMs = 30_000;

// Looks at each frame that the browser draws; a page that goes away meanwhile is looked at anew.
async function until(page, look, timeout, what) {
  const end = performance.now() + timeout;
  let last = null;
  do {
    try {
      const found = await look();
      if (found) return found;
      last = null;
      await page.evaluate(() => new Promise(requestAnimationFrame));
    } catch (error) {
      last = error;
    }
  } while (performance.now() < end);
  const shown = await page.evaluate(() => document.body.innerText);
  const cause = last ? { cause: last } : {};
  throw new Error(`never came: ${what}; the page says: ${shown}`, cause);
}

const spoken = (text, exact = false) =>
  text instanceof RegExp
    ? { source: text.source, flags: text.flags }
    : { words: text, exact };

class Searching {
  getByRole(role, { name, exact, level } = {}) {
    const wanted = name === undefined ? null : spoken(name, exact);
    return this.further({ way: "role", role, level, name: wanted });
  }

  getByLabel(text) {
    return this.further({ way: "label", label: spoken(text) });
  }

  getByText(text, { exact } = {}) {
    return this.further({ way: "text", text: spoken(text, exact) });
  }

  locator(css, { hasText } = {}) {
    const has = hasText === undefined ? null : spoken(hasText);
    return this.further({ way: "css", css, has });
  }
}

class Place extends Searching {
  #page;
  #steps;

  constructor(page, steps) {
    super();
    this.#page = page;
    this.#steps = steps;
  }

  further(step) {
    return new Place(this.#page, [...this.#steps, step]);
  }

  nth(index) {
    return this.further({ way: "nth", index });
  }

  first() {
    return this.nth(0);
  }

  get #found() {
    return `(${find})(${JSON.stringify(this.#steps)})`;
  }

  count() {
    return this.#page.evaluate(`${this.#found}.length`);
  }

  // `act` on the first of them that is there (`as`: find.mjs says what else may be asked for). One
  // that is replaced meanwhile is looked for anew.
  async #once(as, act, { timeout = patienceMs } = {}) {
    const what = `${as} ${JSON.stringify(this.#steps)}`;
    const first = `(${firstWith})(${this.#found}, "${as}")`;
    const look = async () => {
      const element = (await this.#page.evaluateHandle(first)).asElement();
      return element && { outcome: await act(element) };
    };
    return (await until(this.#page, look, timeout, what)).outcome;
  }

  async waitFor(options) {
    await this.#once("visible", () => {}, options);
  }

  textContent(options) {
    const read = (element) => element.evaluate((node) => node.textContent);
    return this.#once("present", read, options);
  }

  // Another page that stands there already was reached by the click.
  async #hit(element) {
    await element.click();
    const isHit = await this.#page.evaluate(() => globalThis.aim?.hit ?? true);
    if (!isHit) throw new Error("the click met something else");
  }

  async click(options) {
    await this.#once("free", (element) => this.#hit(element), options);
  }

  async check() {
    await this.#once("free", async (element) => {
      const isChecked = await element.evaluate((node) => node.checked);
      if (!isChecked) await this.#hit(element);
    });
  }

  async fill(text) {
    await this.#once("visible", async (element) => {
      await element.focus();
      await element.evaluate((node) => node.select());
      await this.#page.keyboard.type(text);
    });
  }

  async selectOption({ index }) {
    await this.#once("visible", async (element) => {
      const valueAt = (node, at) => node.options[at].value;
      await element.select(await element.evaluate(valueAt, index));
    });
  }
}

export class BidiPage extends Searching {
  #page;
  keyboard;

  constructor(page) {
    super();
    this.#page = page;
    this.keyboard = page.keyboard;
  }

  // What the policy stopped shows on no console there: the page is made to say it.
  static async of(page) {
    await page.evaluateOnNewDocument(watchAim);
    await page.evaluateOnNewDocument(() =>
      addEventListener("securitypolicyviolation", (event) =>
        console.error(`${event.violatedDirective}: ${event.blockedURI}`),
      ),
    );
    return new BidiPage(page);
  }

  further(step) {
    return new Place(this.#page, [step]);
  }

  on(name, listener) {
    this.#page.on(name, listener);
  }

  goto(address) {
    return this.#page.goto(address);
  }

  evaluate(work, given) {
    return this.#page.evaluate(work, given);
  }

  waitForFunction(work, given) {
    const look = () => this.#page.evaluate(work, given);
    return until(this.#page, look, patienceMs, work);
  }
}
