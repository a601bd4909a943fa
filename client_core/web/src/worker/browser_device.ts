// The device that a browser is: the core as a WebAssembly module in this worker, profiles in the
// browser's private file system, and the site that this page came from.
import { Core } from "../../../wasm/core.mjs";
import { makeHost } from "../../../wasm/host.mjs";
import type { Files } from "../../../wasm/host.mjs";
import type { Device, Place, Room } from "./device.ts";
import { Profiles } from "./profiles.ts";
import { ProfileFiles } from "./storage.ts";
import { failed } from "./words.ts";

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

const loadCore = (wasm: WebAssembly.Module, files: Files = noFiles): Promise<Core> =>
  Core.load(wasm, makeHost(files, clock));

const isLoopback = ({ hostname }: { hostname: string }) =>
  hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";

// A link may carry the site's address as the office writes it; only this page's can be reached.
function accept(link: string): void {
  let address: URL;
  try {
    address = new URL(link);
  } catch {
    return; // the core says what is wrong with it
  }
  const here = self.location;
  const isHere = address.host === here.host || isLoopback(address) === isLoopback(here);
  if (!isHere) throw failed("invalid_input", "another_site", address.origin);
}

async function room(): Promise<Room> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { usage, quota, persisted: await navigator.storage.persisted() };
}

export async function browserDevice(wasm: WebAssembly.Module): Promise<Device> {
  const clerk = await loadCore(wasm);
  const isWhole = (blob: Uint8Array) => {
    try {
      return clerk.call("approdo_slots", blob).length > 0;
    } catch {
      return false;
    }
  };
  const shelf = await Profiles.open(isWhole);
  return {
    clerk,
    shelf,
    async enter(profile, onFull): Promise<Place> {
      const files = await ProfileFiles.open(await shelf.folder(profile), onFull);
      try {
        const core = await loadCore(wasm, files);
        return { core, folder: "home", leave: () => files.closeAll() };
      } catch (error) {
        files.closeAll();
        throw error;
      }
    },
    room,
    accept,
    siteAddress(typed) {
      if (typed) accept(typed);
      return self.location.origin;
    },
    fetch: (_, path, init) => fetch(path, init),
  };
}
