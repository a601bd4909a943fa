// The worker's beginning: fetches the core once, and passes on what the page and it say.
import wasmUrl from "./approdo_core.wasm?url";
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

const tabs = new Tabs(compile(), tell);
self.addEventListener("message", (event: MessageEvent<Request>) => tabs.ask(event.data));
