// The worker's beginning: fetches the core once, or turns to the program that served the page, and
// passes on what the page and the owner of the profiles say.
import wasmUrl from "./approdo_core.wasm?url";
import { browserDevice } from "./browser_device.ts";
import { programDevice } from "./program_device.ts";
import type { FromWorker, Request } from "./protocol.ts";
import { Tabs } from "./tabs.ts";

async function compile(): Promise<WebAssembly.Module> {
  const answer = await fetch(wasmUrl);
  if (!answer.ok) throw new Error(`the core cannot be loaded: ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}

// The bytes of a file are handed over, not copied.
function tell(message: FromWorker): void {
  const answer = message.kind === "answer" ? message.answer : null;
  const bytes = answer && typeof answer === "object" && "bytes" in answer ? answer.bytes : null;
  if (bytes instanceof Uint8Array) self.postMessage(message, { transfer: [bytes.buffer] });
  else self.postMessage(message);
}

function start(): Tabs {
  // As state/engine.ts names the worker: «program», the program's start, its token.
  const [carrier, run = "", token = ""] = self.name.split(" ");
  if (carrier === "program") return new Tabs(() => programDevice(token), `-${run}`, tell);
  const wasm = compile();
  return new Tabs(async () => browserDevice(await wasm), "", tell);
}

const tabs = start();
self.addEventListener("message", (event: MessageEvent<Request>) => tabs.ask(event.data));
