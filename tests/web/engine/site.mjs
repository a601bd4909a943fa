// A real site for these tests: approdo-server with a trainer's course, and in front of it a door
// that serves the bare page and passes everything else on. The door keeps its address while the
// server is away, as the app on a device does; what it cannot pass on it hangs up on.
import { execFileSync, spawn } from "node:child_process";
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, Agent, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const passphrase = "three boats before dawn";
const bin = process.env.APPRODO_BIN ?? join(root, "build/dev/bin");
const pages = join(root, "build/web-test");
const organisation = "Sportello unico";
const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'";

export class Site {
  #folder = mkdtempSync(join(tmpdir(), "approdo-web-"));
  #environment;
  #server = null;
  #port = 0;
  #door = null;
  #agent = new Agent({ keepAlive: true });
  // How fast content comes through the door; 0: as fast as it goes.
  contentBytesPerSecond = 0;

  constructor() {
    writeFileSync(join(this.#folder, "passphrase"), passphrase, { mode: 0o600 });
    this.#environment = {
      ...process.env,
      APPRODO_DATA: join(this.#folder, "site"),
      APPRODO_PASSPHRASE_FILE: join(this.#folder, "passphrase"),
    };
  }

  // `course`: a folder to publish, and its title.
  static async open(course) {
    const site = new Site();
    site.server("init", "--name", "Comune di Approdo");
    await site.start();
    await site.#openDoor();
    site.server("org", "add", organisation);
    const trainer = site.linkOf(
      ...["user", "add", "trainer", "--role", "trainer", "--org", organisation],
    );
    const home = ["--home", join(site.#folder, "trainer"), "--no-input"];
    site.#run("approdo", ...home, "join", trainer);
    site.#run("approdo", ...home, "publish", course.folder, "--user", "trainer");
    site.server("course", "assign", course.title, "--org", organisation);
    site.server("edition", "add", "Prova", "--course", course.title, "--org", organisation);
    return site;
  }

  get folder() {
    return this.#folder;
  }

  get address() {
    return `http://127.0.0.1:${this.#door.address().port}`;
  }

  #run(program, ...words) {
    return execFileSync(join(bin, program), words, { env: this.#environment, encoding: "utf8" });
  }

  server(...words) {
    return this.#run("approdo-server", ...words);
  }

  linkOf(...words) {
    return JSON.parse(
      this.server(...words, "--json")
        .trim()
        .split("\n")
        .at(-1),
    ).link;
  }

  // The invitation of a new learner of the course.
  learner(name, course) {
    const words = ["user", "add", name, "--name", name, "--role", "learner"];
    return this.linkOf(...words, "--org", organisation, "--course", course);
  }

  report(course) {
    return this.server("report", "progress", "--course", course);
  }

  start() {
    const words = ["serve", "--listen", "127.0.0.1:0", "--admin", "off"];
    const server = spawn(join(bin, "approdo-server"), words, { env: this.#environment });
    this.#server = server;
    return new Promise((resolve, reject) => {
      let printed = "";
      const look = (data) => {
        printed += data;
        const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(printed);
        if (found) resolve((this.#port = Number(found[1])));
      };
      server.stdout.on("data", look);
      server.stderr.on("data", look);
      server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
    });
  }

  async stop() {
    const server = this.#server;
    if (!server) return;
    this.#server = null;
    const ended = new Promise((resolve) => server.once("close", resolve));
    server.kill("SIGTERM");
    await ended;
    this.#agent.destroy();
  }

  async close() {
    await this.stop();
    this.#door.closeAllConnections();
    await new Promise((resolve) => this.#door.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #openDoor() {
    this.#door = createServer((request, response) => {
      const path = new URL(request.url, "http://door").pathname;
      const file = join(pages, path === "/" ? "index.html" : path);
      if (path === "/favicon.ico") {
        response.writeHead(204).end();
      } else if (request.method === "GET" && !path.includes("..") && existsSync(file)) {
        response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
        response.setHeader("content-security-policy", policy);
        createReadStream(file).pipe(response);
      } else {
        this.#pass(request, response);
      }
    });
    await new Promise((resolve) => this.#door.listen(0, "127.0.0.1", resolve));
  }

  // Holds the answer back after each piece for as long as a slow line would take.
  #dripTo(response, answer) {
    if (this.contentBytesPerSecond === 0) return;
    answer.on("data", (piece) => {
      answer.pause();
      const pauseMs = (1000 * piece.length) / this.contentBytesPerSecond;
      setTimeout(() => answer.resume(), pauseMs);
    });
  }

  #pass(request, response) {
    const { method, headers, url: path } = request;
    const options = { host: "127.0.0.1", port: this.#port, agent: this.#agent };
    const hangUp = () => response.destroy();
    if (!this.#server) return hangUp();
    const onward = httpRequest({ ...options, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.on("error", hangUp);
      if (path === "/chunks") this.#dripTo(response, answer);
      answer.pipe(response);
    });
    onward.on("error", hangUp);
    request.pipe(onward);
    return undefined;
  }
}
