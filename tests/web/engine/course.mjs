// A course that is mostly bytes: the sample's practice quiz, and files drawn from a seed that no
// compression shrinks, so that a download takes its time.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";

import { root } from "./site.mjs";

export const sample = {
  folder: join(root, "content/samples/accoglienza"),
  title: "Accogliere allo sportello",
  slug: "accoglienza",
};
export const practice = "accoglienza/esercizio";
export const reading = "accoglienza/accogliere";

function noise(seed, bytes) {
  const pieces = [];
  for (let i = 0, left = bytes; left > 0; i += 1, left -= 64) {
    pieces.push(createHash("sha512").update(`${seed}/${i}`).digest());
  }
  return Buffer.concat(pieces).subarray(0, bytes);
}

// The sample with so many megabytes of sound more, a file a megabyte.
export function largeSample(folder, megabytes) {
  cpSync(sample.folder, folder, { recursive: true });
  const media = join(folder, "01-la-persona", "suoni");
  mkdirSync(media);
  const page = join(folder, "01-la-persona", "accogliere.md");
  let text = readFileSync(page, "utf8");
  for (let i = 0; i < megabytes; i += 1) {
    writeFileSync(join(media, `${i}.ogg`), noise(i, 1024 * 1024));
    text += `\n\n[Ascolta ${i}](suoni/${i}.ogg)\n`;
  }
  writeFileSync(page, text);
  return { ...sample, folder };
}
