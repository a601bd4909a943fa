// The worker's beginning: fetches the core once, and passes on what the page and it say.
import wasmUrl from "./approdo_core.wasm?url";
import type { Request } from "./protocol.ts";
import { Tabs } from "./tabs.ts";

async function compile(): Promise<WebAssembly.Module> {
  const answer = await fetch(wasmUrl);
  if (!answer.ok) throw new Error(`the core cannot be loaded: ${answer.status}`);
  return WebAssembly.compile(await answer.arrayBuffer());
}

const tabs = new Tabs(compile(), (message) => self.postMessage(message));
self.addEventListener("message", (event: MessageEvent<Request>) => tabs.ask(event.data));
