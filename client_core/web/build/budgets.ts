// The sizes that the build may not pass, in compressed bytes: what a first visit has to bring
// before anything shows, and each part that comes later.
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const shellMax = 60_000;
const partMax = 45_000;

const size = (source: string | Uint8Array): number => gzipSync(source, { level: 9 }).length;

export function budgets(): Plugin {
  return {
    name: "approdo-budgets",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const shell = new Set<string>(["index.html"]);
      // The page's own code, and all that it imports before it runs.
      const add = (name: string): void => {
        const file = bundle[name];
        if (!file || shell.has(name)) return;
        shell.add(name);
        if (file.type !== "chunk") return;
        file.imports.forEach(add);
        file.viteMetadata?.importedCss.forEach((css) => shell.add(css));
      };
      for (const file of files)
        if (file.type === "chunk" && file.name === "index") add(file.fileName);
      let total = 0;
      const late: string[] = [];
      for (const file of files) {
        if (!/\.(js|css|html)$/.test(file.fileName)) continue;
        const bytes = size(file.type === "chunk" ? file.code : file.source);
        if (shell.has(file.fileName)) total += bytes;
        else if (bytes > partMax) late.push(`${file.fileName}: ${bytes} of ${partMax} bytes`);
      }
      if (late.length > 0) this.error(`parts over their budget: ${late.join(", ")}`);
      if (total > shellMax) this.error(`the shell has ${total} of ${shellMax} bytes, compressed`);
      this.info(`shell: ${total} of ${shellMax} bytes, compressed`);
    },
  };
}
