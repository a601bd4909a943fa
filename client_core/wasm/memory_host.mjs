// A host for the core's WebAssembly module with files that live in memory, for Node and for tests.
import { webcrypto } from "node:crypto";

import { makeHost } from "./host.mjs";

globalThis.crypto ??= webcrypto;

const growth = 64 * 1024;

class MemoryFile {
  bytes = new Uint8Array(0);
  size = 0;

  read(to, offset) {
    const part = this.bytes.subarray(offset, Math.min(offset + to.length, this.size));
    to.set(part);
    return part.length;
  }

  write(from, offset) {
    const end = offset + from.length;
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.ceil((end * 1.5) / growth) * growth);
      larger.set(this.bytes.subarray(0, this.size));
      this.bytes = larger;
    }
    this.bytes.set(from, offset);
    this.size = Math.max(this.size, end);
  }

  truncate(size) {
    if (size < this.size) this.bytes.fill(0, size, this.size);
    this.size = size;
  }
}

// `files` is a Map from name to MemoryFile; pass the same one to a second module to see what the
// first one left. `limits.bytes` makes a disk that fills up.
export function memoryHost({ files = new Map(), limits = {}, clock = {} } = {}) {
  const handles = [];
  const used = () => [...files.values()].reduce((sum, file) => sum + file.size, 0);
  const inMemory = {
    open(name, create) {
      if (!files.has(name)) {
        if (!create) return -1;
        files.set(name, new MemoryFile());
      }
      handles.push(files.get(name));
      return handles.length - 1;
    },
    close(handle) {
      handles[handle] = null;
    },
    read: (handle, to, offset) => handles[handle].read(to, offset),
    write(handle, from, offset) {
      const grows = Math.max(0, offset + from.length - handles[handle].size);
      if (used() + grows > (limits.bytes ?? Infinity)) return -2;
      handles[handle].write(from, offset);
      return 0;
    },
    truncate(handle, size) {
      handles[handle].truncate(size);
      return 0;
    },
    flush: () => 0,
    size: (handle) => handles[handle].size,
    remove: (name) => (files.delete(name) ? 0 : -1),
    exists: (name) => files.has(name),
  };
  const wall = clock.wall ?? (() => Date.now());
  const boot = clock.boot ?? (() => performance.now());
  return { files, ...makeHost(inMemory, { wall, boot }) };
}
