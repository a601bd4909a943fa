// Holds the catalogues against each other: the compiler sees that no message is missing, this that
// each has the same values in every language, and that none is there for nobody.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

import { ar } from "../src/i18n/ar.ts";
import { en } from "../src/i18n/en.ts";
import { es } from "../src/i18n/es.ts";
import { fr } from "../src/i18n/fr.ts";
import { it } from "../src/i18n/it.ts";

type Messages = Record<string, string | Record<string, string>>;
const others: Record<string, Messages> = { ar, en, es, fr };

// `n` may be said in words: one, two.
function valuesOf(message: string | Record<string, string>): string[] {
  const texts = typeof message === "string" ? [message] : Object.values(message);
  const names = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => name !== undefined && name !== "n").toSorted();
}

function wordsOfSource(folder: string): Set<string> {
  const words = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(name) || name.startsWith("i18n") || name.startsWith("worker")) continue;
    const text = readFileSync(join(folder, name), "utf8");
    for (const [, word] of text.matchAll(/"(\w+)"/g)) if (word) words.add(word);
  }
  return words;
}

export function catalogues(): Plugin {
  return {
    name: "approdo-catalogues",
    apply: "build",
    buildStart() {
      const used = wordsOfSource(join(import.meta.dirname, "../src"));
      for (const [key, message] of Object.entries(it as Messages)) {
        if (!used.has(key)) this.error(`nobody says «${key}»: take it out of the catalogues`);
        const wanted = valuesOf(message).join(", ");
        for (const [language, messages] of Object.entries(others)) {
          const given = valuesOf(messages[key] ?? "").join(", ");
          if (given !== wanted) {
            this.error(`${language}.ts: «${key}» has the values ${given}, not ${wanted}`);
          }
        }
      }
    },
  };
}
