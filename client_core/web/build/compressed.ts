// Beside each file its brotli and gzip form, for the server to send as they are.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

import { packed } from "./packed.ts";

const worthIt = /\.(html|js|css|svg|wasm|webmanifest|json)$/;
const bytesMin = 512;

export function compressed(): Plugin {
  let folder = "";
  return {
    name: "approdo-compressed",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!worthIt.test(name)) continue;
        const file = join(folder, name);
        const bytes = readFileSync(file);
        if (bytes.length < bytesMin) continue;
        for (const ending of ["br", "gz"] as const) {
          writeFileSync(`${file}.${ending}`, packed(bytes, ending, folder));
        }
      }
    },
  };
}
