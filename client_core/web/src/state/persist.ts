// Asks the browser not to clear this site's data by itself. Only a page may ask, and it should
// follow something that the person did. Chromium decides at once; Firefox asks the person, so that
// the answer may come late or never.
import { ask } from "./engine.ts";
import { ofProgram } from "./program.ts";

export async function persist(): Promise<boolean> {
  if (ofProgram) return true; // it is on the disk, as any file
  const persisted = (await navigator.storage?.persist?.()) ?? false;
  await ask("persistenceAnswered", { persisted });
  return persisted;
}
