// Brotli and gzip forms as the server sends them. What was compressed once is kept by its content
// beside the build: the core takes long.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Ending = "br" | "gz";
const quality = 11;

const packings: Record<Ending, (bytes: Uint8Array) => Uint8Array> = {
  br: (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gz: (bytes) => gzipSync(bytes, { level: 9 }),
};

// `folder`: where the build goes.
export function packed(content: string | Uint8Array, ending: Ending, folder: string): Uint8Array {
  const bytes = Buffer.from(content);
  const known = `${folder}-compressed`;
  mkdirSync(known, { recursive: true });
  const name = createHash("sha256").update(bytes).digest("hex");
  const place = join(known, `${name}.${ending}`);
  if (existsSync(place)) return readFileSync(place);
  const made = packings[ending](bytes);
  writeFileSync(place, made);
  return made;
}
