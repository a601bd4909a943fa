// The portable core in WebAssembly under Node: through the C interface, with files in memory.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { Core, CoreError } from "./core.mjs";
import { memoryHost } from "./memory_host.mjs";

const wasm = await readFile(new URL("../../build/wasm/bin/approdo_core.wasm", import.meta.url));
const quick = { passes: 1, memoryKib: 64 };
const passphrase = "three boats before dawn";

test("core: says which interface it speaks", async () => {
  const core = await Core.load(wasm, memoryHost(), quick);
  assert.equal(core.json("approdo_version").abi, 1);
});

test("core: a function that is given too much or too little is not called", async () => {
  const core = await Core.load(wasm, memoryHost(), quick);
  assert.throws(() => core.call("approdo_version", 1), TypeError);
  assert.throws(() => core.call("approdo_say"), TypeError);
});

test("core: a home opens again only with its passphrase", async () => {
  const host = memoryHost();
  const core = await Core.load(wasm, host, quick);
  const { client, bytes: slots } = core.open("approdo_create", "home", passphrase);
  assert.ok(client !== 0);
  core.close(client);

  // A second worker finds the same files.
  const again = memoryHost({ files: host.files });
  const other = await Core.load(wasm, again, quick);
  assert.throws(
    () => other.open("approdo_unlock", "home", slots, "another one"),
    (error) => error instanceof CoreError && error.kind === "locked",
  );
  const reopened = other.open("approdo_unlock", "home", slots, passphrase);
  assert.equal(other.json("approdo_status", reopened.client).stage, "none");
  other.close(reopened.client);
});

test("core: a passkey's secret opens a home beside the passphrase, no other does", async () => {
  const host = memoryHost();
  const core = await Core.load(wasm, host, quick);
  const { client, bytes: slots } = core.open("approdo_create", "home", passphrase);
  const secret = new Uint8Array(32).fill(7);
  const both = core.call("approdo_slot_add", client, slots, "key-1", secret);
  core.close(client);
  assert.deepEqual(
    core.json("approdo_slots", both).slots.map(({ kind, label }) => [kind, label]),
    [
      ["passphrase", ""],
      ["passkey", "key-1"],
    ],
  );
  const opened = core.open("approdo_unlock_with_secret", "home", both, secret);
  core.close(opened.client);
  const other = new Uint8Array(32).fill(8);
  assert.throws(() => core.open("approdo_unlock_with_secret", "home", both, other), CoreError);
  const without = core.call("approdo_slot_remove", both, "key-1");
  assert.throws(() => core.open("approdo_unlock_with_secret", "home", without, secret), CoreError);
});

test("core: while the passphrase changes both open, afterwards the one that holds", async () => {
  const core = await Core.load(wasm, memoryHost(), quick);
  const { client, bytes: slots } = core.open("approdo_create", "home", passphrase);
  const fresh = "four boats after dusk";
  const begun = core.call("approdo_passphrase_begin", client, slots, fresh);
  core.close(client);
  const opens = (blob, words) => {
    try {
      core.call("approdo_slots_check", blob, words);
      return true;
    } catch (error) {
      assert.equal(error.kind, "locked");
      return false;
    }
  };
  assert.deepEqual([opens(begun, passphrase), opens(begun, fresh)], [true, true]);
  const ended = core.call("approdo_passphrase_end", begun, 1);
  assert.deepEqual([opens(ended, passphrase), opens(ended, fresh)], [false, true]);
  const undone = core.call("approdo_passphrase_end", begun, 0);
  assert.deepEqual([opens(undone, passphrase), opens(undone, fresh)], [true, false]);
});

test("core: nothing readable lies in the files of a home", async () => {
  const host = memoryHost();
  const core = await Core.load(wasm, host, quick);
  core.close(core.open("approdo_create", "home", passphrase).client);
  assert.ok(host.files.size > 0);
  for (const file of host.files.values()) {
    const text = Buffer.from(file.bytes.subarray(0, file.size)).toString("latin1");
    assert.ok(!text.includes("CREATE TABLE") && !text.startsWith("SQLite format 3"));
  }
});

test("core: a link that is no link is refused with a sentence, not with a crash", async () => {
  const core = await Core.load(wasm, memoryHost(), quick);
  const { client } = core.open("approdo_create", "home", passphrase);
  assert.throws(
    () => core.call("approdo_join_request", client, "https://example.org/", "ada", passphrase),
    (error) => error instanceof CoreError && error.message.length > 10,
  );
  core.close(client);
});

test("core: messages are in the language that was set, which has to be one", async () => {
  const core = await Core.load(wasm, memoryHost(), quick);
  core.call("approdo_set_language", "it");
  const { client, bytes: slots } = core.open("approdo_create", "home", passphrase);
  core.close(client);
  assert.throws(
    () => core.open("approdo_unlock", "home", slots, "another one"),
    (error) => error.message.startsWith("questa non è la frase segreta"),
  );
  assert.throws(
    () => core.call("approdo_set_language", "xx"),
    (error) => error instanceof CoreError && error.kind === "invalid_input",
  );
});

test("core: a sentence of the site is said in the language that was set", async () => {
  const core = await Core.load(wasm, memoryHost(), quick);
  const english = "this is not the passphrase: check capitals and try again";
  const said = () => new TextDecoder().decode(core.call("approdo_say", english));
  assert.equal(said(), english);
  core.call("approdo_set_language", "it");
  assert.match(said(), /^questa non è la frase segreta/);
});

test("core: a full disk is an error and leaves what was saved before", async () => {
  const limits = {};
  const host = memoryHost({ limits });
  const core = await Core.load(wasm, host, quick);
  limits.bytes = 64 * 1024;
  assert.throws(() => core.open("approdo_create", "home", passphrase), CoreError);
});
