// A person without a mouse: Tab, arrows, Space, Enter and Escape alone. What has the focus is
// always to be seen, and is never nothing.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

import { settled } from "./browser.mjs";
import { passphrase } from "./site.mjs";

const patient = { timeout: 60_000 };

export class Keys {
  #page = null;

  constructor(page) {
    this.#page = page;
  }

  press(key) {
    return this.#page.keyboard.press(key);
  }

  type(words) {
    return this.#page.keyboard.type(words);
  }

  focused() {
    return this.#page.evaluate(() => {
      const at = document.activeElement;
      const name =
        at?.getAttribute("aria-label") ??
        at?.labels?.[0]?.textContent ??
        at?.textContent;
      return { tag: at?.localName ?? "", name: (name ?? "").trim() };
    });
  }

  // The focus goes where it belongs once that is drawn.
  async focusOn(name) {
    const fits = (said) =>
      typeof name === "string" ? said === name : name.test(said);
    const until = Date.now() + 20_000;
    let at = await this.focused();
    while (!fits(at.name)) {
      if (Date.now() > until)
        assert.fail(`the focus is on «${at.name.slice(0, 200)}», not ${name}`);
      await delay(50);
      at = await this.focused();
    }
    return at;
  }

  isSeen() {
    return this.#page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return (
        style.outlineStyle !== "none" &&
        Number.parseFloat(style.outlineWidth) >= 2
      );
    });
  }

  // Tab by Tab to what is called so; fails when it cannot be reached.
  async tabTo(name, most = 80, key = "Tab") {
    for (let steps = 0; steps < most; ++steps) {
      await this.press(key);
      const at = await this.focused();
      if (name.test(at.name)) {
        assert.ok(
          await this.isSeen(),
          `the focus on «${at.name}» is not to be seen`,
        );
        return at;
      }
    }
    assert.fail(`${name} cannot be reached by Tab`);
  }

  async enter(name, most = 80) {
    const at = await this.tabTo(name, most);
    await this.press("Enter");
    return at;
  }

  async write(field, words) {
    await this.tabTo(field);
    await this.press("Control+A");
    await this.type(words);
  }

  // The page that comes, with the focus on its heading.
  async arrive(name) {
    await this.#page.getByRole("heading", { name, level: 1 }).waitFor(patient);
    await settled(this.#page);
    await this.#page.waitForFunction(
      () => document.activeElement?.localName === "h1",
      null,
      patient,
    );
  }

  // Waits for it: it may come with the answer of the site.
  async keptIn(tag) {
    await this.#page.waitForFunction(
      (wanted) => document.activeElement?.localName === wanted,
      tag,
      patient,
    );
  }

  async beginSession() {
    await this.write(/^Frase segreta$/, passphrase);
    await this.press("Enter");
    await this.#page
      .getByRole("button", { name: "Apri la sessione" })
      .waitFor({ ...patient, state: "detached" });
    await this.keptIn("h1");
  }
}
