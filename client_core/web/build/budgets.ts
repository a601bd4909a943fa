// The sizes that the build may not pass, in bytes as they travel: what a first visit has to bring
// before anything shows, and each part that comes later. A core that is too large is only said.
// What was found is written beside the build for approdo_bench (tests/bench/web_bench.cpp), which
// counts no other way.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rollup } from "vite";

import { packed } from "./packed.ts";
import type { Ending } from "./packed.ts";

const shellMax = 60_000;
const partMax = 45_000;
const coreMax = 560_000;

type Bundle = Rollup.OutputBundle;

// The page, its own code, and all that it imports before it runs.
function shellOf(bundle: Bundle): Set<string> {
  const shell = new Set<string>(["index.html"]);
  const add = (name: string): void => {
    const file = bundle[name];
    if (!file || shell.has(name)) return;
    shell.add(name);
    if (file.type !== "chunk") return;
    file.imports.forEach(add);
    file.viteMetadata?.importedCss.forEach((css) => shell.add(css));
  };
  for (const file of Object.values(bundle)) {
    if (file.type === "chunk" && file.name === "index") add(file.fileName);
  }
  return shell;
}

function over(name: string, bytes: number, max: number): string[] {
  return bytes > max ? [`${name} has ${bytes} bytes compressed, and may have ${max}`] : [];
}

export function budgets(): Plugin {
  let folder = "";
  return {
    name: "approdo-budgets",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    generateBundle(_, bundle) {
      const size = (file: Bundle[string], ending: Ending): number =>
        packed(file.type === "chunk" ? file.code : file.source, ending, folder).length;
      const shell = shellOf(bundle);
      const sizes = { shell_gz: 0, wasm_br: 0 };
      const breaches: string[] = [];
      for (const file of Object.values(bundle)) {
        if (file.fileName.endsWith(".wasm")) sizes.wasm_br += size(file, "br");
        if (!/\.(js|css|html)$/.test(file.fileName)) continue;
        const bytes = size(file, "gz");
        if (shell.has(file.fileName)) sizes.shell_gz += bytes;
        else breaches.push(...over(file.fileName, bytes, partMax));
      }
      breaches.push(...over("the shell", sizes.shell_gz, shellMax));
      over("the core", sizes.wasm_br, coreMax).forEach((breach) => this.warn(breach));
      writeFileSync(`${folder}-sizes.json`, JSON.stringify(sizes));
      if (breaches.length > 0) this.error(`over budget: ${breaches.join("; ")}`);
      this.info(
        `shell: ${sizes.shell_gz} of ${shellMax} bytes, core: ${sizes.wasm_br} of ${coreMax}`,
      );
    },
  };
}
