// `approdo serve` on a learner's laptop, for tests of its pages: started, killed, started again at
// its address, over a home folder that lasts as long as the test.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { bin, web } from "./site.mjs";

export class Program {
  #home = mkdtempSync(join(tmpdir(), "approdo-laptop-"));
  #running = null;
  #listen = "127.0.0.1:0";

  // The address that opens the app once.
  async start() {
    const words = ["--home", this.#home, "--json", "serve", "--no-open"];
    words.push("--web", web, "--listen", this.#listen);
    this.#running = spawn(join(bin, "approdo"), words);
    const address = await new Promise((resolve, reject) => {
      let printed = "";
      this.#running.stdout.on("data", (data) => {
        printed += data;
        if (printed.includes("\n")) resolve(JSON.parse(printed).address);
      });
      this.#running.stderr.on("data", (data) => (printed += data));
      this.#running.on("exit", (code) =>
        reject(new Error(`the program ended (${code}): ${printed}`)),
      );
    });
    this.#listen = new URL(address).host;
    return address;
  }

  // Its exit code.
  async stop(signal = "SIGTERM") {
    const running = this.#running;
    if (!running) return 0;
    this.#running = null;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill(signal);
    return ended;
  }

  async remove() {
    await this.stop("SIGKILL");
    rmSync(this.#home, { recursive: true, force: true });
  }
}
