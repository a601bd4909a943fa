// The worker in a real browser against a real site: what the pages of the app will rely on.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";

import { Browser, call, stateOf, until } from "./browser.mjs";
import { practice, reading, sample } from "./course.mjs";
import { answerSome, answerTo } from "./learning.mjs";
import { passphrase, Site } from "./site.mjs";

const folder = mkdtempSync(join(tmpdir(), "approdo-browser-"));
let site;
let browser;
let page;

before(async () => {
  site = await Site.open(sample);
  browser = await Browser.start(folder);
  page = await browser.open(site.address);
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const isReady = (state) => state.downloads.length === 0 && !state.link.busy;

async function downloaded(tab) {
  for (;;) {
    const [course] = await call(tab, "courses");
    if (course?.state === "ready") return;
    await until(tab, isReady);
  }
}

test("engine: nobody is on a new device, and a link that is none is refused in words", async () => {
  assert.equal((await stateOf(page)).phase, "none");
  assert.deepEqual(await call(page, "profiles"), []);
  const link = "https://example.org/";
  await assert.rejects(call(page, "join", { link, passphrase }), /invito/);
  await assert.rejects(call(page, "courses"), { code: "locked" });
  assert.deepEqual(await call(page, "profiles"), []);
  await until(page, ({ phase }) => phase === "none");
  const sentences = ["this is not the passphrase: check capitals and try again"];
  assert.match((await call(page, "say", { sentences }))[0], /^questa non è la frase segreta/);
});

test("engine: joins with a link, and downloads what was chosen", async () => {
  const link = site.learner("learner", sample.title);
  const person = await call(page, "join", { link, userName: "learner", passphrase });
  assert.equal(person.stage, "joined");
  const state = await stateOf(page);
  assert.equal(state.profile.label, "learner");
  assert.equal(state.link.reach, "site");
  const plan = await call(page, "downloadPlan", { course: sample.slug });
  assert.ok(plan.bytes > 0);
  await call(page, "download", { course: sample.slug });
  await downloaded(page);
});

test("engine: with the site away it reads, answers and says what waits", async () => {
  await site.stop();
  assert.equal(await call(page, "probe"), "away");
  const lesson = await call(page, "read", { unit: reading });
  assert.match(lesson.html, /<p>/);
  await call(page, "turnPage", { unit: reading, furthestBlock: lesson.blocks, seconds: 60 });
  const attempt = await call(page, "quizOpen", { unit: practice });
  const question = attempt.questions.find((each) => answerTo(each) !== null);
  const after = await call(page, "quizAnswer", {
    attempt: attempt.attempt,
    question: question.question,
    answer: answerTo(question),
    durationMs: 5000,
  });
  assert.ok(after.verdict, "practice says at once how it was");
  await assert.rejects(call(page, "sync"), { code: "unavailable" });
  await until(page, ({ status }) => status.events_unsent > 0);
  const { link } = await stateOf(page);
  assert.equal(link.reach, "away");
  assert.match(link.failure.message, /al sicuro/);
  const work = await call(page, "saveWork");
  assert.match(work.name, /\.approdo$/);
  await site.start();
});

test("engine: a second tab is served by the first, and takes over when it closes", async () => {
  const second = await browser.open(site.address);
  await until(second, ({ phase }) => phase === "open");
  assert.equal((await stateOf(second)).owner, false);
  assert.equal((await stateOf(page)).owner, true);
  const { attempt } = await call(second, "quizOpen", { unit: practice });
  const here = await call(page, "quizView", { attempt });
  const [saved] = await answerSome(second, here, 1);
  await page.close();
  await until(second, ({ owner }) => owner);
  // Open still, without a passphrase: the first tab left it the means.
  assert.equal((await stateOf(second)).phase, "open");
  const there = await call(second, "quizView", { attempt });
  assert.ok(there.questions.find(({ question }) => question === saved).answer);
  page = second;
});

test("engine: everything arrives once the site is back", async () => {
  const attempt = await call(page, "quizOpen", { unit: practice });
  await answerSome(page, attempt, Infinity);
  const submitted = await call(page, "quizSubmit", { attempt: attempt.attempt });
  assert.ok(submitted.answered > 0);
  await call(page, "sync");
  await until(page, ({ status }) => status.events_unsent === 0);
  assert.notEqual((await stateOf(page)).status.last_receipt, null);
  assert.match(site.report(sample.title), /learner/i);
  assert.ok((await call(page, "devices")).some(({ this_one }) => this_one));
  assert.deepEqual(await call(page, "check"), []);
});

test("engine: locked is unreadable, and opens with the passphrase alone", async () => {
  const { profile } = (await stateOf(page)).profile;
  await call(page, "lock");
  assert.equal((await stateOf(page)).phase, "locked");
  await assert.rejects(call(page, "read", { unit: reading }), { code: "locked" });
  await assert.rejects(
    call(page, "unlock", { profile, passphrase: "another one" }),
    /non è la frase segreta/,
  );
  for (const file of filesBelow(join(folder, "Default", "File System"))) {
    const text = readFileSync(file, "latin1");
    assert.ok(!text.includes("CREATE TABLE") && !text.includes("Accogliere"), file);
  }
  await call(page, "unlock", { profile, passphrase });
  assert.equal((await stateOf(page)).phase, "open");
});

test("engine: a profile whose slots cannot be read is left as it is", async () => {
  const address = site.address.replace("127.0.0.1", "localhost");
  const first = await browser.open(address);
  const kept = await first.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("approdo");
    const profiles = await root.getDirectoryHandle("profiles");
    const write = async (id, name, words) => {
      const folder = await profiles.getDirectoryHandle(id, { create: true });
      const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await file.write(words);
      await file.close();
    };
    await write("newer", "slots", "of a newer program");
    await write("unfinished", "progress.db", "never finished");
    return Array.fromAsync(profiles.keys());
  });
  assert.deepEqual(kept.sort(), ["newer", "unfinished"]);
  await first.close();
  const second = await browser.open(address);
  const left = await second.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("approdo");
    const profiles = await root.getDirectoryHandle("profiles");
    const names = await Array.fromAsync(profiles.keys());
    await profiles.removeEntry("newer", { recursive: true });
    return names;
  });
  assert.deepEqual(left, ["newer"]);
  assert.deepEqual(await call(second, "profiles"), []);
  await second.close();
});

test("engine: a passkey opens the profile beside the passphrase", async () => {
  // Passkeys belong to names, not to numbers of an address: here a device of its own.
  const address = site.address.replace("127.0.0.1", "localhost");
  const named = await browser.open(address);
  const session = await browser.session(named);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
    },
  });
  const link = site.learner("second", sample.title);
  await call(named, "join", { link, passphrase });
  const credential = await named.evaluate(async () => {
    const key = await globalThis.makePasskey("second");
    await globalThis.engine.call("addPasskey", key);
    await globalThis.engine.call("lock", {});
    return key.credential;
  });
  const [{ profile, passkeys }] = await call(named, "profiles");
  assert.deepEqual(passkeys, [credential]);
  const person = await named.evaluate(
    async ([id, known]) => {
      const key = await globalThis.askPasskey(known);
      return globalThis.engine.call("unlock", { profile: id, ...key });
    },
    [profile, passkeys],
  );
  assert.equal(person.user, "second");
  assert.deepEqual((await call(named, "removePasskey", { credential })).passkeys, []);
  await call(named, "lock");
  await call(named, "unlock", { profile, passphrase });
  await named.close();
});

test("engine: a browser without room says so, and loses nothing", async () => {
  const session = await browser.session(page);
  const { usage } = await call(page, "space");
  const origin = site.address;
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage });
  const attempt = await call(page, "quizOpen", { unit: practice }).catch((error) => error);
  let failure = attempt instanceof Error ? attempt : null;
  const saved = new Set();
  for (let i = 0; i < 400 && !failure; i += 1) {
    for (const question of attempt.questions.filter((each) => answerTo(each) !== null)) {
      const ask = { attempt: attempt.attempt, question: question.question, durationMs: 1 };
      const answer = `${answerTo(question)}`;
      failure = await call(page, "quizAnswer", { ...ask, answer }).then(
        () => (saved.add(question.question), null),
        (error) => error,
      );
      if (failure) break;
    }
  }
  assert.equal(failure?.code, "exhausted");
  assert.match(failure.message, /lo spazio è finito/);
  await until(page, ({ storageFull }) => storageFull);
  // What is here can be opened and read all the same.
  const { profile } = (await stateOf(page)).profile;
  await call(page, "lock");
  await call(page, "unlock", { profile, passphrase });
  await call(page, "course", { course: sample.slug });
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  if (!(attempt instanceof Error)) {
    const there = await call(page, "quizView", { attempt: attempt.attempt });
    for (const question of saved) {
      assert.ok(there.questions.find((each) => each.question === question).answer);
    }
  }
  assert.deepEqual(await call(page, "check"), []);
  await call(page, "read", { unit: reading });
  await until(page, ({ storageFull }) => !storageFull);
});

function filesBelow(place) {
  return readdirSync(place, { recursive: true })
    .map((name) => join(place, name))
    .filter((name) => statSync(name).isFile());
}
