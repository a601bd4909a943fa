// Beside each file its brotli and gzip form, for the server to send as they are. What was
// compressed once is kept by its content: the core takes long.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const worthIt = /\.(html|js|css|svg|wasm|webmanifest|json)$/;
const bytesMin = 512;
const quality = 11;

type Packing = (bytes: Uint8Array) => Uint8Array;
const packings: Record<string, Packing> = {
  br: (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gz: (bytes) => gzipSync(bytes, { level: 9 }),
};

function packed(bytes: Uint8Array, ending: string, known: string): Uint8Array {
  const name = createHash("sha256").update(bytes).digest("hex");
  const place = join(known, `${name}.${ending}`);
  if (existsSync(place)) return readFileSync(place);
  const made = packings[ending]?.(bytes) ?? bytes;
  writeFileSync(place, made);
  return made;
}

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
      const known = `${folder}-compressed`;
      mkdirSync(known, { recursive: true });
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!worthIt.test(name)) continue;
        const file = join(folder, name);
        const bytes = readFileSync(file);
        if (bytes.length < bytesMin) continue;
        for (const ending of ["br", "gz"]) {
          writeFileSync(`${file}.${ending}`, packed(bytes, ending, known));
        }
      }
    },
  };
}
