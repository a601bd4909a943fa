// Builds the bare page of these tests into build/web-test, as the app is built.
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

export default {
  root: at("page"),
  logLevel: "warn",
  build: {
    outDir: at("../../../build/web-test"),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: "es" },
};
