// The worker of the web app calls the core by name, which no compiler checks: every function that
// it names is declared in approdo.h and exported, and every answer that it describes is of one.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { described } from "./views.mjs";

const header = readFileSync(new URL("../core/approdo.h", import.meta.url), "utf8");
const declared = new Set([...header.matchAll(/\bapprodo_[a-z_]+(?=\()/g)].map(([name]) => name));
const worker = new URL("../web/src/worker/", import.meta.url);

function named() {
  const calls = new Map();
  for (const file of readdirSync(worker).filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(new URL(file, worker), "utf8");
    for (const [, name] of text.matchAll(/"(approdo_[a-z_]+)"/g)) calls.set(name, file);
  }
  return calls;
}

test("interface: what the worker calls is declared", () => {
  const calls = named();
  assert.ok(calls.size > 20);
  for (const [name, file] of calls) assert.ok(declared.has(name), `${file} calls ${name}`);
});

test("interface: what the web app describes is declared", () => {
  for (const name of described) assert.ok(declared.has(name), name);
});

test("interface: what is declared is exported", async () => {
  const wasm = await readFile(new URL("../../build/wasm/bin/approdo_core.wasm", import.meta.url));
  const exported = new Set(
    WebAssembly.Module.exports(await WebAssembly.compile(wasm)).map(({ name }) => name),
  );
  for (const name of declared) assert.ok(exported.has(name), name);
});
