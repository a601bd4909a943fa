// The profiles on this device: one folder each under approdo/profiles, called by a random id, with
// the encrypted databases, the key slots and the person's name. A folder without slots is a profile
// that was never finished, removed at the next start; one whose slots cannot be read stays.
import type { Settings, Shelf } from "./device.ts";
import { hasSlots, readSlots, readText, writeSlots, writeText } from "./storage.ts";
import { failed } from "./words.ts";

export class Profiles implements Shelf {
  readonly #root: FileSystemDirectoryHandle;
  readonly #profiles: FileSystemDirectoryHandle;
  readonly #isWhole: (blob: Uint8Array) => boolean;

  private constructor(
    root: FileSystemDirectoryHandle,
    profiles: FileSystemDirectoryHandle,
    isWhole: (blob: Uint8Array) => boolean,
  ) {
    this.#root = root;
    this.#profiles = profiles;
    this.#isWhole = isWhole;
  }

  // `isWhole` knows a blob of slots that can be read.
  static async open(isWhole: (blob: Uint8Array) => boolean): Promise<Profiles> {
    try {
      const top = await navigator.storage.getDirectory();
      const root = await top.getDirectoryHandle("approdo", { create: true });
      const profiles = await root.getDirectoryHandle("profiles", { create: true });
      return new Profiles(root, profiles, isWhole);
    } catch {
      throw failed("unsupported", "no_storage");
    }
  }

  async ids(): Promise<string[]> {
    const found: string[] = [];
    for (const [id, folder] of await this.#folders()) {
      if (await this.#slotsIn(folder)) found.push(id);
    }
    return found.sort();
  }

  // Before any profile is opened or made.
  async removeUnfinished(): Promise<void> {
    for (const [id, folder] of await this.#folders()) {
      if (!(await hasSlots(folder))) await this.remove(id);
    }
  }

  async make(): Promise<string> {
    const id = crypto.randomUUID();
    await this.#profiles.getDirectoryHandle(id, { create: true });
    return id;
  }

  folder(id: string): Promise<FileSystemDirectoryHandle> {
    return this.#profiles.getDirectoryHandle(id);
  }

  async slots(id: string): Promise<Uint8Array> {
    const blob = await this.folder(id).then(
      (folder) => this.#slotsIn(folder),
      () => null,
    );
    if (!blob) throw failed("not_found", "no_profile");
    return blob;
  }

  async keepSlots(id: string, blob: Uint8Array): Promise<void> {
    await writeSlots(await this.folder(id), blob);
  }

  async label(id: string): Promise<string> {
    return readText(await this.folder(id), "label");
  }

  async keepLabel(id: string, label: string): Promise<void> {
    await writeText(await this.folder(id), "label", label);
  }

  async remove(id: string): Promise<void> {
    await this.#profiles.removeEntry(id, { recursive: true });
  }

  async settings(): Promise<Partial<Settings>> {
    try {
      return JSON.parse(await readText(this.#root, "settings")) as Partial<Settings>;
    } catch {
      return {};
    }
  }

  async keepSettings(settings: Settings): Promise<void> {
    await writeText(this.#root, "settings", JSON.stringify(settings));
  }

  async #folders(): Promise<[string, FileSystemDirectoryHandle][]> {
    const found: [string, FileSystemDirectoryHandle][] = [];
    for await (const [id, folder] of this.#profiles.entries()) {
      if (folder.kind === "directory") found.push([id, folder as FileSystemDirectoryHandle]);
    }
    return found;
  }

  #slotsIn(folder: FileSystemDirectoryHandle): Promise<Uint8Array | null> {
    return readSlots(folder, this.#isWhole);
  }
}
