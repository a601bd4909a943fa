// The shapes of the core's answers as the web app describes them (client_core/web/src/worker), for
// tests under Node: compiled on the spot, so that what is tested is what the app is built from.
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const web = new URL("../web/", import.meta.url);
const vite = createRequire(new URL("package.json", web)).resolve("vite");
const { build } = await import(pathToFileURL(vite).href);

const [{ output }] = await build({
  configFile: false,
  logLevel: "error",
  build: {
    write: false,
    minify: false,
    lib: { entry: fileURLToPath(new URL("src/worker/views.ts", web)), formats: ["es"] },
  },
});
const address = `data:text/javascript,${encodeURIComponent(output[0].code)}`;
const { answersOf } = await import(address);

// Throws where an answer of this function is otherwise than described.
export function checkAnswer(name, answer) {
  const faults = answersOf[name]?.faults(answer, name) ?? [];
  if (faults.length > 0) throw new Error(`views.ts is wrong about ${faults.join("; ")}`);
}

export const described = Object.keys(answersOf);
