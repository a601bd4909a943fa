// Grading in WebAssembly under Node comes to what it comes to natively, to the last bit: the same
// random questions, rules and quizzes, and one number for all their outcomes
// (tests/support/grading_digest.hpp).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

import { memoryHost } from "./memory_host.mjs";

const inTree = (path) => new URL(`../../${path}`, import.meta.url);

test("grading: comes to the same outcomes as natively, to the last bit", async () => {
  const module = await readFile(inTree("build/wasm/bin/grading_digest.wasm"));
  const golden = await readFile(inTree("tests/golden/grading_digest.txt"), "utf8");
  const host = memoryHost();
  const { instance } = await WebAssembly.instantiate(module, host.imports);
  host.attach(instance);
  const digest = BigInt.asUintN(64, instance.exports.grading_digest(1n, 100n));
  assert.equal(digest.toString(), golden.trim());
});
