// Builds the app into build/web of the tree: one page, its parts by content hash, the service
// worker at the root, each file also compressed, and the sizes held against the budgets.
import { defineConfig } from "vite";

import { budgets } from "./build/budgets.ts";
import { catalogues } from "./build/catalogues.ts";
import { compressed } from "./build/compressed.ts";
import { serviceWorker } from "./build/service_worker.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../build/web",
    emptyOutDir: true,
    target: "es2022",
    assetsDir: "assets",
    // Nothing becomes a data: address, which the policy would not load.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: "index.html", sw: "src/service_worker/service_worker.ts" },
      output: {
        entryFileNames: (chunk) =>
          chunk.name === "sw" ? "service-worker.js" : "assets/[name]-[hash].js",
      },
    },
  },
  worker: { format: "es" },
  plugins: [catalogues(), serviceWorker(), compressed(), budgets()],
});
