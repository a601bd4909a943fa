// A page without views: the engine and what a page alone may ask the browser, for tests to call.
import { Engine } from "../../../../client_core/web/src/worker/engine.ts";
import { askPasskey, makePasskey } from "../../../../client_core/web/src/worker/passkey.ts";

const worker = new Worker(
  new URL("../../../../client_core/web/src/worker/main.ts", import.meta.url),
  { type: "module" },
);
const engine = new Engine(worker);

Object.assign(globalThis, { engine, makePasskey, askPasskey });
