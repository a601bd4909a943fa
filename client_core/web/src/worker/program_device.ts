// The device behind `approdo serve`: the native core, the profiles of the program's commands, and
// requests to the site made by the program. The core is called as the WebAssembly module is, by a
// function's name and its arguments (client_core/cli/local_core.hpp has the bytes).
import { CoreError } from "../../../wasm/core.mjs";
import type { Argument } from "../../../wasm/core.mjs";
import type { CoreCalls, Device, Place, Room, Settings, Shelf } from "./device.ts";
import { askProgram, askProgramNow, fetchThroughProgram, LineError } from "./program.ts";
import { failed, Failed, translated } from "./words.ts";

// The code of an answer where the client's handle is of nothing that is open.
const codeClosed = 256;

const letters = new TextEncoder();
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function encodedNumber(value: number | bigint): Uint8Array {
  const piece = new DataView(new ArrayBuffer(9));
  piece.setUint8(0, "n".charCodeAt(0));
  piece.setBigUint64(1, BigInt(value), true);
  return new Uint8Array(piece.buffer);
}

function encodedBytes(kind: "b" | "p", bytes: Uint8Array): Uint8Array {
  const piece = new Uint8Array(5 + bytes.length);
  piece[0] = kind.charCodeAt(0);
  new DataView(piece.buffer).setUint32(1, bytes.length, true);
  piece.set(bytes, 5);
  return piece;
}

function encoded(args: Argument[]): Uint8Array<ArrayBuffer> {
  const pieces = args.map((arg) => {
    if (typeof arg === "number" || typeof arg === "bigint") return encodedNumber(arg);
    if (typeof arg === "string") return encodedBytes("b", letters.encode(arg));
    return arg instanceof Uint8Array ? encodedBytes("b", arg) : encodedBytes("p", arg.pointer);
  });
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function coreError(code: number, said: Uint8Array): CoreError {
  try {
    const { error } = JSON.parse(text(said)) as { error: { code: string; message: string } };
    return new CoreError(code, error.code, error.message);
  } catch {
    return new CoreError(code, "unknown", `the core answered with code ${code}`);
  }
}

class ProgramCore implements CoreCalls {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  call(name: string, ...args: Argument[]): Uint8Array<ArrayBuffer> {
    return this.open(name, ...args).bytes;
  }

  json(name: string, ...args: Argument[]): unknown {
    return JSON.parse(text(this.call(name, ...args)));
  }

  open(name: string, ...args: Argument[]): { client: number; bytes: Uint8Array<ArrayBuffer> } {
    const { status, bytes } = this.#ask(name, encoded(args));
    if (status === 401) throw failed("stopped", "program_gone");
    if (status !== 200) throw coreError(status, bytes);
    const head = new DataView(bytes.buffer, 0, 8);
    const code = head.getUint32(0, true);
    if (code === codeClosed) throw failed("stopped", "elsewhere");
    if (code !== 0) throw coreError(code, bytes.subarray(8));
    return { client: head.getUint32(4, true), bytes: bytes.slice(8) };
  }

  close(client: number): void {
    try {
      this.call("approdo_close", client);
    } catch {
      // The program is gone, or another page has the profile: it is closed here in any case.
    }
  }

  #ask(name: string, body: Uint8Array<ArrayBuffer>) {
    try {
      return askProgramNow(this.#token, `core/${name}`, body);
    } catch {
      throw failed("stopped", "program_gone");
    }
  }
}

class ProgramShelf implements Shelf {
  readonly #ask: (path: string, body?: Uint8Array<ArrayBuffer> | string) => Promise<Uint8Array>;

  constructor(token: string) {
    this.#ask = async (path, body) => {
      try {
        return await askProgram(token, path, body);
      } catch (error) {
        if (!(error instanceof LineError)) throw failed("stopped", "program_gone");
        throw new Failed(error.code, translated(error.message));
      }
    };
  }

  async #listed(): Promise<{ profile: string; label: string }[]> {
    const { profiles } = JSON.parse(text(await this.#ask("profiles"))) as {
      profiles: { profile: string; label: string }[];
    };
    return profiles;
  }

  async ids(): Promise<string[]> {
    return (await this.#listed()).map(({ profile }) => profile);
  }

  // One without slots does not exist for any command, and making one clears what was left.
  async removeUnfinished(): Promise<void> {}

  async make(): Promise<string> {
    const { profile } = JSON.parse(text(await this.#ask("profiles/make"))) as { profile: string };
    return profile;
  }

  slots(id: string): Promise<Uint8Array> {
    return this.#ask(`profiles/${id}/slots`);
  }

  async keepSlots(id: string, blob: Uint8Array): Promise<void> {
    await this.#ask(`profiles/${id}/keep-slots`, new Uint8Array(blob));
  }

  async label(id: string): Promise<string> {
    return text(await this.#ask(`profiles/${id}/label`));
  }

  async keepLabel(id: string, label: string): Promise<void> {
    await this.#ask(`profiles/${id}/keep-label`, label);
  }

  async remove(id: string): Promise<void> {
    await this.#ask(`profiles/${id}/remove`);
  }

  async settings(): Promise<Partial<Settings>> {
    try {
      return JSON.parse(text(await this.#ask("settings"))) as Partial<Settings>;
    } catch (error) {
      if (error instanceof Failed && error.code === "stopped") throw error;
      return {};
    }
  }

  async keepSettings(settings: Settings): Promise<void> {
    await this.#ask("settings/keep", JSON.stringify(settings));
  }
}

// Takes the profiles over from whichever page had them.
export async function programDevice(token: string): Promise<Device> {
  const core = new ProgramCore(token);
  const ask = async (path: string) => {
    try {
      return await askProgram(token, path);
    } catch {
      throw failed("stopped", "program_gone");
    }
  };
  await ask("begin");
  return {
    clerk: core,
    shelf: new ProgramShelf(token),
    enter: async (profile): Promise<Place> => ({ core, folder: profile, leave: () => {} }),
    async room(): Promise<Room> {
      const { used, free } = JSON.parse(text(await ask("room"))) as { used: number; free: number };
      return { usage: used, quota: used + free, persisted: true };
    },
    accept: () => {},
    siteAddress(typed = "") {
      if (!typed) throw failed("invalid_input", "no_address");
      return typed;
    },
    async fetch(address, path, init) {
      try {
        return await fetchThroughProgram(token, address(), path, init);
      } catch (error) {
        if (!(error instanceof LineError)) throw error;
        throw new Failed(error.code, translated(error.message));
      }
    },
  };
}
