// Puts into the service worker what it keeps: every file of the build, and a version that changes
// when any of them does. Names under assets/ carry their content's hash.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

export function serviceWorker(): Plugin {
  let publicFolder = "";
  return {
    name: "approdo-service-worker",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle(_, bundle) {
      const worker = bundle["service-worker.js"];
      if (worker?.type !== "chunk") this.error("there is no service worker in the build");
      const hash = createHash("sha256");
      const kept: string[] = [];
      for (const file of Object.values(bundle)) {
        if (file === worker || file.fileName.endsWith(".map")) continue;
        // The old format of fonts is for no browser that runs this.
        if (file.fileName.endsWith(".woff")) continue;
        hash.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
        kept.push(file.fileName === "index.html" ? "/" : `/${file.fileName}`);
      }
      for (const name of readdirSync(publicFolder)) {
        hash.update(name).update(readFileSync(join(publicFolder, name)));
        kept.push(`/${name}`);
      }
      kept.sort();
      const version = hash.update(worker.code).digest("hex").slice(0, 16);
      worker.code = worker.code
        .replace("approdoKept", JSON.stringify(kept))
        .replace("approdoVersion", JSON.stringify(version));
    },
  };
}
