// Where the app starts: settings first, so that nothing flickers, then the pages, then the engine
// and what keeps the app on the device.
import { render } from "preact";

import "../styles/index.css";
import { start } from "../state/engine.ts";
import { App } from "./app.tsx";
import { follow } from "./router.ts";
import { keepOnDevice } from "./update.ts";

document.addEventListener("click", follow);
const place = document.getElementById("app");
if (place) {
  place.textContent = "";
  render(<App />, place);
}
start();
keepOnDevice();
