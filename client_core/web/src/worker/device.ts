// What the owner of this device's profiles works with: the core, where profiles are kept, and a way
// to the site. A browser has all of it itself (browser_device.ts); the pages of `approdo serve` ask
// the program that served them (program_device.ts). Everything above is the same for both.
import type { Core } from "../../../wasm/core.mjs";

// The core answers at once, wherever it is.
export type CoreCalls = Pick<Core, "call" | "json" | "open" | "close">;

export interface Settings {
  language: string;
  downloadsPaused: boolean;
}

// The profiles by their ids, with what can be read of them while they are locked.
export interface Shelf {
  ids(): Promise<string[]>;
  // Before any profile is opened or made.
  removeUnfinished(): Promise<void>;
  // Room for a new one, which exists once its slots are kept.
  make(): Promise<string>;
  slots(id: string): Promise<Uint8Array>;
  keepSlots(id: string, blob: Uint8Array): Promise<void>;
  label(id: string): Promise<string>;
  keepLabel(id: string, label: string): Promise<void>;
  remove(id: string): Promise<void>;
  settings(): Promise<Partial<Settings>>;
  keepSettings(settings: Settings): Promise<void>;
}

// One profile's files, and an instance of the core that may work on them until they are left.
export interface Place {
  core: CoreCalls;
  folder: string; // what the core calls it
  leave(): void;
}

export interface Room {
  usage: number;
  quota: number;
  persisted: boolean; // nothing is cleared by itself
}

export interface Device {
  readonly clerk: CoreCalls; // without a profile: reads slots, knows sentences
  readonly shelf: Shelf;
  // `onFull` is told each time there is no more room.
  enter(profile: string, onFull: () => void): Promise<Place>;
  room(): Promise<Room>;
  // Whether this link's site can be reached from here; throws where not.
  accept(link: string): void;
  // The address of the site that a person means; nothing typed is where this page is from.
  siteAddress(typed: string | undefined): string;
  // A request to the site at an address, whose path and answer are the site's.
  fetch(address: () => string, path: string, init: RequestInit): Promise<Response>;
}
