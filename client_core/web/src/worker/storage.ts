// The files of one profile, in the browser's private file system (OPFS). Their names are known
// beforehand, so all are opened at once, when the profile is; from then on every read and write
// answers at once, as SQLite wants it. One worker has a profile open; a second one is refused by
// the browser. A file of no bytes is one that is not there.
import type { Files } from "../../../wasm/host.mjs";
import { failed } from "./words.ts";

const names = ["progress.db", "cache.db"].flatMap((name) => [
  name,
  `${name}-wal`,
  `${name}-journal`,
]);
const slotNames = ["slots", "slots-next"];

// A tab that was just closed lets go of its files a moment later.
const patience = { tries: 50, pauseMs: 100 };

type Handle = FileSystemSyncAccessHandle;

async function open(folder: FileSystemDirectoryHandle, name: string): Promise<Handle> {
  const file = await folder.getFileHandle(name, { create: true });
  for (let tries = 1; ; ++tries) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const isBusy = (error as DOMException).name === "NoModificationAllowedError";
      if (!isBusy) throw error;
      if (tries === patience.tries) throw failed("busy", "storage_busy");
      await new Promise((done) => setTimeout(done, patience.pauseMs));
    }
  }
}

export class ProfileFiles implements Files {
  readonly #handles: Handle[];
  readonly #onFull: () => void;

  private constructor(handles: Handle[], onFull: () => void) {
    this.#handles = handles;
    this.#onFull = onFull;
  }

  // `onFull` is told each time the browser has no more room.
  static async open(folder: FileSystemDirectoryHandle, onFull: () => void): Promise<ProfileFiles> {
    const handles: Handle[] = [];
    try {
      for (const name of names) handles.push(await open(folder, name));
    } catch (error) {
      for (const handle of handles) handle.close();
      throw error;
    }
    return new ProfileFiles(handles, onFull);
  }

  closeAll(): void {
    for (const handle of this.#handles) handle.close();
  }

  open(path: string, create: boolean): number {
    const index = names.indexOf(path.slice(path.lastIndexOf("/") + 1));
    return index >= 0 && (create || this.size(index) > 0) ? index : -1;
  }

  // The handles stay open as long as the profile.
  close(): void {}

  read(handle: number, to: Uint8Array, offset: number): number {
    try {
      return this.#at(handle).read(to, { at: offset });
    } catch {
      return -1;
    }
  }

  write(handle: number, from: Uint8Array, offset: number): number {
    try {
      if (this.#at(handle).write(from, { at: offset }) === from.length) return 0;
    } catch (error) {
      if ((error as DOMException).name !== "QuotaExceededError") return -1;
    }
    this.#onFull();
    return -2;
  }

  truncate(handle: number, size: number): number {
    return this.#done(() => this.#at(handle).truncate(size));
  }

  flush(handle: number): number {
    return this.#done(() => this.#at(handle).flush());
  }

  size(handle: number): number {
    try {
      return this.#at(handle).getSize();
    } catch {
      return -1;
    }
  }

  remove(path: string): number {
    const handle = this.open(path, true);
    return handle < 0 ? -1 : this.truncate(handle, 0);
  }

  exists(path: string): boolean {
    return this.open(path, false) >= 0;
  }

  #at(handle: number): Handle {
    const found = this.#handles[handle];
    if (!found) throw new Error("there is no such file");
    return found;
  }

  #done(work: () => void): number {
    try {
      work();
      return 0;
    } catch {
      return -1;
    }
  }
}

async function readWhole(folder: FileSystemDirectoryHandle, name: string): Promise<Uint8Array> {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

async function writeWhole(
  folder: FileSystemDirectoryHandle,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const handle = await open(folder, name);
  try {
    handle.truncate(0);
    if (handle.write(bytes, { at: 0 }) !== bytes.length) throw failed("exhausted", "storage_full");
    handle.flush();
  } catch (error) {
    const isFull = (error as DOMException).name === "QuotaExceededError";
    throw isFull ? failed("exhausted", "storage_full") : error;
  } finally {
    handle.close();
  }
}

// The key slots, twice: at any moment one of the two is whole, and the same or one step behind.
export async function readSlots(
  folder: FileSystemDirectoryHandle,
  isWhole: (blob: Uint8Array) => boolean,
): Promise<Uint8Array | null> {
  for (const name of slotNames) {
    const blob = await readWhole(folder, name);
    if (blob.length > 0 && isWhole(blob)) return blob;
  }
  return null;
}

// Whether there are any, readable or not: false only where the browser says that there is no file.
export async function hasSlots(folder: FileSystemDirectoryHandle): Promise<boolean> {
  for (const name of slotNames) {
    try {
      if ((await (await folder.getFileHandle(name)).getFile()).size > 0) return true;
    } catch (error) {
      if ((error as DOMException).name !== "NotFoundError") return true;
    }
  }
  return false;
}

export async function writeSlots(folder: FileSystemDirectoryHandle, blob: Uint8Array) {
  for (const name of [...slotNames].reverse()) await writeWhole(folder, name, blob);
}

// Small texts that may be read while everything is locked, such as a name or a setting.
export async function readText(folder: FileSystemDirectoryHandle, name: string): Promise<string> {
  return new TextDecoder().decode(await readWhole(folder, name));
}

export function writeText(folder: FileSystemDirectoryHandle, name: string, text: string) {
  return writeWhole(folder, name, new TextEncoder().encode(text));
}
