// An open profile: its files, and an instance of the core that works on them. Locking closes all of
// it and lets the instance's memory go, keys included. Every call of the core answers at once; what
// it recorded is on the disk when it returns.
import { Core, CoreError } from "../../../wasm/core.mjs";
import type { Argument } from "../../../wasm/core.mjs";
import { makeHost } from "../../../wasm/host.mjs";
import type { Files } from "../../../wasm/host.mjs";
import type { Language } from "./protocol.ts";
import { ProfileFiles } from "./storage.ts";
import { Transport } from "./transport.ts";
import { Failed, failed, speak } from "./words.ts";

const clock = { wall: () => Date.now(), boot: () => performance.now() };
const noFiles: Files = {
  open: () => -1,
  close: () => {},
  read: () => -1,
  write: () => -1,
  truncate: () => -1,
  flush: () => -1,
  size: () => -1,
  remove: () => -1,
  exists: () => false,
};

export function loadCore(wasm: WebAssembly.Module, files: Files = noFiles): Promise<Core> {
  return Core.load(wasm, makeHost(files, clock));
}

// What a call of the core threw, for whoever asked.
export function failureOf(error: unknown): Failed {
  if (error instanceof Failed) return error;
  if (!(error instanceof CoreError)) return failed("stopped", "stopped");
  if (error.kind === "exhausted") return failed("exhausted", "storage_full");
  return new Failed(error.kind, error.message);
}

// How a profile is opened: three functions of the core do it.
export interface Opening {
  call: "approdo_create" | "approdo_unlock" | "approdo_unlock_with_secret";
  args: Argument[];
}

export class Home {
  readonly profile: string;
  readonly transport = new Transport();
  // What approdo_create gave: the new profile's slots.
  readonly made: Uint8Array;
  readonly #core: Core;
  readonly #files: ProfileFiles;
  readonly #client: number;
  #isOpen = true;

  private constructor(
    profile: string,
    core: Core,
    files: ProfileFiles,
    opened: { client: number; bytes: Uint8Array },
  ) {
    this.profile = profile;
    this.made = opened.bytes;
    this.#core = core;
    this.#files = files;
    this.#client = opened.client;
  }

  static async open(
    profile: string,
    wasm: WebAssembly.Module,
    folder: FileSystemDirectoryHandle,
    language: Language,
    opening: Opening,
    onFull: () => void,
  ): Promise<Home> {
    const files = await ProfileFiles.open(folder, onFull);
    try {
      const core = await loadCore(wasm, files);
      core.call("approdo_set_language", speak(language));
      const opened = core.open(opening.call, "home", ...opening.args);
      const home = new Home(profile, core, files, opened);
      home.speak(language);
      return home;
    } catch (error) {
      files.closeAll();
      throw failureOf(error);
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.transport.close();
    this.#core.close(this.#client);
    this.#files.closeAll();
  }

  speak(language: Language): void {
    this.#core.call("approdo_set_language", speak(language));
    this.call("approdo_speak", language);
  }

  // A function of the core on this profile.
  call(name: string, ...args: Argument[]): Uint8Array<ArrayBuffer> {
    if (!this.#isOpen) throw failed("locked", "locked");
    try {
      return this.#core.call(name, this.#client, ...args);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === "stopped") this.#stop(error);
      throw failure;
    }
  }

  // The core met a fault of its own: nothing more of this instance may reach the files.
  #stop(error: unknown): void {
    console.error(error);
    this.#isOpen = false;
    this.transport.close();
    this.#files.closeAll();
  }

  // One whose answer is a view; views.ts says which.
  json<View>(name: string, ...args: Argument[]): View {
    return JSON.parse(new TextDecoder().decode(this.call(name, ...args))) as View;
  }
}
