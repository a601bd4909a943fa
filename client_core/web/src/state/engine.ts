// The page's engine: the worker with the core in it, its state as a signal, and its verbs. Views
// ask through `ask` and the hook of answer.ts, and touch neither storage nor network.
import { computed, signal } from "@preact/signals";

import { scriptUrl } from "../app/trusted.ts";
import { Engine, EngineError, firstState } from "../worker/engine.ts";
import type { Answer, Ask, State, Verb } from "../worker/protocol.ts";
import workerUrl from "../worker/main.ts?worker&url";
import { enter, ofProgram } from "./program.ts";

export const state = signal<State>(firstState);
export const phase = computed(() => state.value.phase);
export const joined = computed(() => state.value.person?.stage === "joined");

let engine: Engine | null = null;

export function start(): void {
  if (ofProgram) void startInProgram();
  else startWorker("approdo");
}

async function startInProgram(): Promise<void> {
  const pass = await enter();
  if (pass) startWorker(`program ${pass.run} ${pass.token}`);
  else state.value = { ...state.value, phase: "broken", failure: { code: "outside", message: "" } };
}

// `name`: what the worker works with (worker/main.ts).
function startWorker(name: string): void {
  const worker = new Worker(scriptUrl(workerUrl), { type: "module", name });
  engine = new Engine(worker);
  engine.watch((next) => {
    state.value = next;
  });
  worker.addEventListener("error", () => {
    const failure = { code: "worker", message: "" };
    state.value = { ...state.value, phase: "broken", failure };
  });
}

export function ask<V extends Verb>(verb: V, what: Ask<V>): Promise<Answer<V>> {
  if (!engine) return Promise.reject(new EngineError({ code: "starting", message: "" }));
  return engine.call(verb, what);
}

export const isEngineError = (thrown: unknown): thrown is EngineError =>
  thrown instanceof EngineError;
