// The host of the core's WebAssembly module with files that live in memory, for Node and for tests.
// The browser's worker has the same two import objects over storage that lasts.
import { webcrypto } from "node:crypto";

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
  let memory = null;
  const handles = [];
  const view = (at, size) => new Uint8Array(memory.buffer, at, size);
  const text = (at, size) => new TextDecoder().decode(view(at, size));
  const used = () => [...files.values()].reduce((sum, file) => sum + file.size, 0);
  const wall = clock.wall ?? (() => Date.now());
  const boot = clock.boot ?? (() => performance.now());

  const approdo_host = {
    file_open(name, nameSize, create) {
      const key = text(name, nameSize);
      if (!files.has(key)) {
        if (!create) return -1;
        files.set(key, new MemoryFile());
      }
      handles.push(files.get(key));
      return handles.length - 1;
    },
    file_close(handle) {
      handles[handle] = null;
    },
    file_read: (handle, to, size, offset) => handles[handle].read(view(to, size), offset),
    file_write(handle, from, size, offset) {
      const grows = Math.max(0, offset + size - handles[handle].size);
      if (used() + grows > (limits.bytes ?? Infinity)) return -2;
      handles[handle].write(view(from, size), offset);
      return 0;
    },
    file_truncate(handle, size) {
      handles[handle].truncate(size);
      return 0;
    },
    file_flush: () => 0,
    file_size: (handle) => handles[handle].size,
    file_remove: (name, nameSize) => (files.delete(text(name, nameSize)) ? 0 : -1),
    file_exists: (name, nameSize) => (files.has(text(name, nameSize)) ? 1 : 0),
    wall_ms: () => wall(),
    boot_ms: () => boot(),
    random: (to, size) => {
      // The browser's generator takes 64 KiB at a time.
      for (let done = 0; done < size; done += 65536) {
        webcrypto.getRandomValues(view(to + done, Math.min(65536, size - done)));
      }
    },
  };

  // The few system calls that the C library still refers to.
  const success = 0;
  const bad_descriptor = 8;
  const wasi_snapshot_preview1 = {
    environ_sizes_get(count, size) {
      new DataView(memory.buffer).setUint32(count, 0, true);
      new DataView(memory.buffer).setUint32(size, 0, true);
      return success;
    },
    environ_get: () => success,
    clock_time_get(id, precision, out) {
      const ns = BigInt(Math.round((id === 0 ? wall() : boot()) * 1e6));
      new DataView(memory.buffer).setBigUint64(out, ns, true);
      return success;
    },
    random_get(to, size) {
      approdo_host.random(to, size);
      return success;
    },
    fd_close: () => bad_descriptor,
    fd_fdstat_get: () => bad_descriptor,
    fd_seek: () => bad_descriptor,
    fd_read: () => bad_descriptor,
    // What is printed (an assertion's last words) goes to the console.
    fd_write(fd, parts, count, written) {
      const data = new DataView(memory.buffer);
      let total = 0;
      let message = "";
      for (let i = 0; i < count; ++i) {
        const at = data.getUint32(parts + 8 * i, true);
        const size = data.getUint32(parts + 8 * i + 4, true);
        message += text(at, size);
        total += size;
      }
      console.error(message.trimEnd());
      data.setUint32(written, total, true);
      return success;
    },
    proc_exit(code) {
      throw new Error(`the core stopped with code ${code}`);
    },
  };

  return {
    imports: { approdo_host, wasi_snapshot_preview1 },
    files,
    attach(instance) {
      memory = instance.exports.memory;
      instance.exports._initialize?.();
    },
  };
}
