// An open profile: its files, and an instance of the core that works on them. Locking closes all of
// it and lets the keys go. Every call of the core answers at once; what
// it recorded is on the disk when it returns.
import { CoreError } from "../../../wasm/core.mjs";
import type { Argument } from "../../../wasm/core.mjs";
import type { Device, Place } from "./device.ts";
import type { Failure, Language, Person } from "./protocol.ts";
import { Transport } from "./transport.ts";
import { Failed, failed, speak } from "./words.ts";

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

// Who is told what happens to the profile by itself.
export interface Watch {
  onFull(): void; // there is no more room
  onStop(failure: Failure): void; // nothing more can be done in it
}

export class Home {
  readonly profile: string;
  readonly transport: Transport;
  // What approdo_create gave: the new profile's slots.
  readonly made: Uint8Array;
  readonly #place: Place;
  readonly #client: number;
  readonly #watch: Watch;
  #isOpen = true;

  private constructor(
    profile: string,
    device: Device,
    place: Place,
    watch: Watch,
    opened: { client: number; bytes: Uint8Array },
  ) {
    this.profile = profile;
    this.made = opened.bytes;
    this.#place = place;
    this.#client = opened.client;
    this.#watch = watch;
    const address = () => this.json<Person>("approdo_person").address;
    this.transport = new Transport((path, init) => device.fetch(address, path, init));
  }

  static async open(
    profile: string,
    device: Device,
    language: Language,
    opening: Opening,
    watch: Watch,
  ): Promise<Home> {
    const place = await device.enter(profile, watch.onFull);
    try {
      place.core.call("approdo_set_language", speak(language));
      const opened = place.core.open(opening.call, place.folder, ...opening.args);
      const home = new Home(profile, device, place, watch, opened);
      home.speak(language);
      return home;
    } catch (error) {
      place.leave();
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
    this.#place.core.close(this.#client);
    this.#place.leave();
  }

  speak(language: Language): void {
    this.#place.core.call("approdo_set_language", speak(language));
    this.call("approdo_speak", language);
  }

  // A function of the core on this profile.
  call(name: string, ...args: Argument[]): Uint8Array<ArrayBuffer> {
    if (!this.#isOpen) throw failed("locked", "locked");
    try {
      return this.#place.core.call(name, this.#client, ...args);
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === "stopped") this.#stop(failure, error);
      throw failure;
    }
  }

  // The core met a fault of its own, or is out of reach: nothing more of it may reach the files.
  #stop(failure: Failed, error: unknown): void {
    if (failure !== error) console.error(error);
    this.#isOpen = false;
    this.transport.close();
    this.#place.leave();
    this.#watch.onStop(failure.failure);
  }

  // One whose answer is a view; views.ts says which.
  json<View>(name: string, ...args: Argument[]): View {
    return JSON.parse(new TextDecoder().decode(this.call(name, ...args))) as View;
  }
}
