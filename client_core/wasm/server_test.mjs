// The core in WebAssembly against a real server: it joins, downloads, and then, with nobody to ask,
// reads, answers, grades and seals; one exchange later the server's report knows.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";

import { Core } from "./core.mjs";
import { memoryHost } from "./memory_host.mjs";
import { checkAnswer } from "./views.mjs";

// Every answer on the way is held against what the web app takes it for.
class CheckedCore {
  #core;

  constructor(core) {
    this.#core = core;
  }

  json(name, ...args) {
    const answer = this.#core.json(name, ...args);
    checkAnswer(name, answer);
    return answer;
  }

  call(name, ...args) {
    return this.#core.call(name, ...args);
  }

  open(name, ...args) {
    return this.#core.open(name, ...args);
  }

  close(client) {
    this.#core.close(client);
  }
}

const root = new URL("../../", import.meta.url).pathname;
const bin = process.env.APPRODO_BIN ?? join(root, "build/dev/bin");
const folder = mkdtempSync(join(tmpdir(), "approdo-wasm-"));
const passphrase = "three boats before dawn";
writeFileSync(join(folder, "passphrase"), passphrase, { mode: 0o600 });
const environment = {
  ...process.env,
  APPRODO_DATA: join(folder, "site"),
  APPRODO_PASSPHRASE_FILE: join(folder, "passphrase"),
};
const organisation = "Sportello unico";
const course = "Accogliere allo sportello";

let running = null;
after(() => {
  running?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const run = (program, ...words) =>
  execFileSync(join(bin, program), words, { env: environment, encoding: "utf8" });
const server = (...words) => run("approdo-server", ...words);
const linkOf = (...words) =>
  JSON.parse(
    server(...words, "--json")
      .trim()
      .split("\n")
      .at(-1),
  ).link;

function serve() {
  const words = ["serve", "--listen", "127.0.0.1:0", "--admin", "off"];
  running = spawn(join(bin, "approdo-server"), words, { env: environment });
  return new Promise((resolve, reject) => {
    let printed = "";
    const look = (data) => {
      printed += data;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
      if (found) resolve(found[0]);
    };
    running.stdout.on("data", look);
    running.stderr.on("data", look);
    running.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

async function post(url, body) {
  const answer = await fetch(url, { method: "POST", body });
  assert.equal(answer.status, 200, `${url} answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

const fromHex = (text) => Uint8Array.from(Buffer.from(text, "hex"));

test("core: learns in WebAssembly what the server then reports", async () => {
  server("init", "--name", "Comune di Approdo");
  const url = await serve();
  server("org", "add", organisation);
  const trainer = linkOf("user", "add", "trainer", "--role", "trainer", "--org", organisation);
  const home = ["--home", join(folder, "trainer"), "--no-input"];
  run("approdo", ...home, "join", trainer);
  const sample = join(root, "content/samples/accoglienza");
  run("approdo", ...home, "publish", sample, "--user", "trainer");
  server("course", "assign", course, "--org", organisation);
  server("edition", "add", "Prova", "--course", course, "--org", organisation);
  const link = linkOf(
    ...["user", "add", "learner", "--name", "Learner", "--role", "learner"],
    ...["--org", organisation, "--course", course],
  );

  const wasm = readFileSync(join(root, "build/wasm/bin/approdo_core.wasm"));
  const loaded = await Core.load(wasm, memoryHost(), { passes: 1, memoryKib: 64 });
  const core = new CheckedCore(loaded);
  const { client } = core.open("approdo_create", "home", passphrase);
  const sync = async () => {
    for (let round = 0; round < 8; ++round) {
      const answer = await post(`${url}/sync/v1`, core.call("approdo_output", client));
      const report = core.json("approdo_receive", client, answer);
      if (!report.again && core.json("approdo_status", client).events_unsent === 0) return;
    }
    assert.fail("the exchange does not come to an end");
  };
  const fetchChunks = async () => {
    for (;;) {
      core.call("approdo_download_finish", client);
      const { chunks } = core.json("approdo_chunks_wanted", client, 64);
      if (chunks.length === 0) return;
      for (const id of chunks) {
        const answer = await fetch(`${url}/chunk/${id}`);
        assert.equal(answer.status, 200);
        const sealed = new Uint8Array(await answer.arrayBuffer());
        core.call("approdo_chunk_put", client, { pointer: fromHex(id) }, sealed);
      }
    }
  };

  // As the app does it: many with one request.
  const fetchAtOnce = async () => {
    for (;;) {
      core.json("approdo_download_finish", client);
      const { chunks } = core.json("approdo_chunks_wanted", client, 64);
      if (chunks.length === 0) return;
      const parcels = await post(`${url}/chunks`, fromHex(chunks.join("")));
      assert.equal(core.json("approdo_chunks_put", client, parcels).taken, chunks.length);
    }
  };

  const request = core.call("approdo_join_request", client, link, "Learner", passphrase);
  const joined = core.json("approdo_join_answer", client, await post(`${url}/sync/v1`, request));
  assert.equal(joined.stage, "joined");
  assert.equal(core.json("approdo_person", client).user, "learner");
  await sync();
  await fetchChunks();
  core.json("approdo_download_plan", client, "accoglienza", "");
  core.json("approdo_download_begin", client, "accoglienza", "text,picture");
  assert.equal(core.json("approdo_downloads", client).downloads[0].slug, "accoglienza");
  core.call("approdo_download_cancel", client, "accoglienza");
  assert.deepEqual(core.json("approdo_downloads", client).downloads, []);
  assert.deepEqual(core.json("approdo_chunks_wanted", client, 64).chunks, []);
  core.json("approdo_download_begin", client, "accoglienza", "");
  await fetchAtOnce();
  assert.equal(core.json("approdo_courses", client).courses[0].state, "ready");
  core.json("approdo_course", client, "accoglienza");

  // Nobody is asked from here on.
  const page = core.json("approdo_read", client, "accoglienza/accogliere");
  const { path, marks } = page.narration;
  const beginning = (file) =>
    Buffer.from(core.call("approdo_file_part", client, "accoglienza", file, 0n, 4)).toString();
  assert.equal(beginning(path), "OggS");
  assert.equal(beginning(marks), "WEBV");
  assert.match(page.html, /<p>/);
  core.call("approdo_page_turn", client, "accoglienza/accogliere", page.blocks, 60);
  const attempt = core.json("approdo_quiz_open", client, "accoglienza/esercizio");
  for (const question of attempt.questions) {
    // The first option of a choice, and so many words that they are compressed before they are
    // sealed; other kinds stay unanswered.
    const words = "Parole che si scrivono a mano, una dopo l'altra. ".repeat(20);
    const answer = ["text", "essay"].includes(question.parts[0]?.kind) ? words : "a";
    try {
      core.json("approdo_quiz_answer", client, attempt.attempt, question.question, answer, 0);
    } catch (error) {
      assert.equal(error.kind, "invalid_input");
    }
  }
  const pdf = new Uint8Array([37, 80, 68, 70]);
  const chosen = core.json("approdo_file_choose", client, "a/tesi.pdf", "application/pdf", pdf);
  assert.equal(chosen.name, "tesi.pdf");
  // No answer names it yet.
  assert.throws(() => core.call("approdo_handed_file", client, chosen.file));
  const submitted = core.json("approdo_quiz_submit", client, attempt.attempt);
  assert.ok(submitted.answered > 0);
  assert.ok(submitted.marked || submitted.waits_for_person);
  assert.ok(core.json("approdo_status", client).events_unsent > 0);

  // What was practised comes back: who does not know sees the answer, who does says how it was.
  const due = core.json("approdo_reviews", client, 3);
  assert.equal(due.cards.length, 3);
  const [unknown] = due.cards;
  const id = unknown.question.question;
  const told = core.json("approdo_review_answer", client, id, unknown.number, "");
  assert.equal(told.rating, "again");
  const again = core.json("approdo_review_rate", client, told.review, "again");
  assert.equal(again.in_days, 0);
  assert.throws(() => core.json("approdo_review_answer", client, id, unknown.number, ""));
  assert.equal(core.json("approdo_reviews", client, 0).returning, 1);

  core.json("approdo_quiz_view", client, attempt.attempt);
  const media = "02-le-lingue/media/dialogo.ogg";
  const sound = core.json("approdo_file_info", client, "accoglienza", media);
  assert.equal(sound.type, "audio/ogg");
  const whole = core.call("approdo_file", client, "accoglienza", media);
  assert.equal(whole.length, sound.size);
  const part = core.call("approdo_file_part", client, "accoglienza", media, 100n, 50);
  assert.deepEqual(part, whole.slice(100, 150));
  assert.ok(core.call("approdo_export", client).length > 0);

  await sync();
  for (const name of ["record", "status", "devices", "check"]) {
    core.json(`approdo_${name}`, client);
  }
  core.json("approdo_classes", client, "");
  assert.match(server("report", "progress", "--course", course), /Learner/i);

  // Removed, its content is gone and what was learned is not; it can be had again.
  const before = core.json("approdo_status", client).cache_bytes;
  core.call("approdo_download_remove", client, "accoglienza");
  const after = core.json("approdo_status", client);
  assert.ok(after.cache_bytes < before / 2);
  assert.equal(after.chunks_wanted, 0);
  assert.equal(core.json("approdo_courses", client).courses[0].state, "available");
  assert.throws(() => core.json("approdo_read", client, "accoglienza/accogliere"));
  core.json("approdo_download_begin", client, "accoglienza", "");
  await fetchAtOnce();
  core.json("approdo_read", client, "accoglienza/accogliere");
  core.close(client);
});
