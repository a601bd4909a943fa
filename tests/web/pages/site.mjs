// A real site for tests of pages: the programs of this tree, a trainer who published the sample
// course, learners with invitations. The server can be stopped and started again at its address.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const root = new URL("../../../", import.meta.url).pathname;
export const passphrase = "three boats before dawn";
export const course = "Accogliere allo sportello";
export const web = process.env.APPRODO_WEB ?? join(root, "build/web");
export const bin = process.env.APPRODO_BIN ?? join(root, "build/dev/bin");
const organisation = "Sportello unico";

export class Site {
  #folder = mkdtempSync(join(tmpdir(), "approdo-pages-"));
  #running = null;
  #port = 0;
  address = "";

  constructor() {
    writeFileSync(join(this.#folder, "passphrase"), passphrase, {
      mode: 0o600,
    });
  }

  get #environment() {
    return {
      ...process.env,
      APPRODO_DATA: join(this.#folder, "site"),
      APPRODO_PASSPHRASE_FILE: join(this.#folder, "passphrase"),
    };
  }

  #run(program, ...words) {
    const options = {
      env: this.#environment,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    };
    return execFileSync(join(bin, program), words, options);
  }

  server(...words) {
    return this.#run("approdo-server", ...words);
  }

  // `approdo` on the trainer's laptop.
  trainer(...words) {
    return this.#run(
      "approdo",
      "--home",
      join(this.#folder, "trainer"),
      "--no-input",
      ...words,
    );
  }

  #link(...words) {
    return JSON.parse(
      this.server(...words, "--json")
        .trim()
        .split("\n")
        .at(-1),
    ).link;
  }

  // `files`: the app that browsers get.
  async start(files = web) {
    const words = [
      "serve",
      "--listen",
      `127.0.0.1:${this.#port}`,
      "--admin",
      "off",
    ];
    words.push("--web", files);
    this.#running = spawn(join(bin, "approdo-server"), words, {
      env: this.#environment,
    });
    this.address = await new Promise((resolve, reject) => {
      let printed = "";
      const look = (data) => {
        printed += data;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
        if (found) resolve(found[0]);
      };
      this.#running.stdout.on("data", look);
      this.#running.stderr.on("data", look);
      this.#running.on("exit", (code) =>
        reject(new Error(`the server ended (${code}): ${printed}`)),
      );
    });
    this.#port = Number(new URL(this.address).port);
  }

  async stop() {
    const running = this.#running;
    if (!running) return;
    this.#running = null;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  }

  // A site with one course in one edition; `folder`: another one that is called alike.
  async setUp(folder = join(root, "content/samples/accoglienza")) {
    this.server("init", "--name", "Comune di Approdo");
    await this.start();
    this.server("org", "add", organisation);
    this.trainer(
      "join",
      this.invite("trainer", "trainer", "Formatrice"),
      "--name",
      "trainer",
    );
    this.trainer("publish", folder);
    this.server("course", "assign", course, "--org", organisation);
    this.server(
      "edition",
      "add",
      "Edizione di prova",
      "--course",
      course,
      "--org",
      organisation,
    );
  }

  // The link by which a new person joins; learners are enrolled.
  invite(user, role = "learner", name = user) {
    const words = [
      "user",
      "add",
      user,
      "--name",
      name,
      "--role",
      role,
      "--org",
      organisation,
    ];
    if (role === "learner") words.push("--course", course);
    return this.#link(...words);
  }

  report() {
    return this.server("report", "progress", "--course", course);
  }

  async remove() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
