// The two import objects that the core's WebAssembly module asks for (host.hpp), over files of any
// kind. `files` answers at once: open(name, create) gives a handle or -1, the rest take a handle or
// a name; read gives a number of bytes, write 0, -1 (failed) or -2 (full), the others 0 or -1.
// memory_host.mjs has files in memory, the browser's worker files that last.

// `clock.wall()`: milliseconds since 1970; `clock.boot()`: of a clock that only goes forward.
export function makeHost(files, clock) {
  let memory = null;
  const view = (at, size) => new Uint8Array(memory.buffer, at, size);
  const text = (at, size) => new TextDecoder().decode(view(at, size));

  const approdo_host = {
    file_open: (name, nameSize, create) => files.open(text(name, nameSize), create !== 0),
    file_close: (handle) => files.close(handle),
    file_read: (handle, to, size, offset) => files.read(handle, view(to, size), offset),
    file_write: (handle, from, size, offset) => files.write(handle, view(from, size), offset),
    file_truncate: (handle, size) => files.truncate(handle, size),
    file_flush: (handle) => files.flush(handle),
    file_size: (handle) => files.size(handle),
    file_remove: (name, nameSize) => files.remove(text(name, nameSize)),
    file_exists: (name, nameSize) => (files.exists(text(name, nameSize)) ? 1 : 0),
    wall_ms: () => clock.wall(),
    boot_ms: () => clock.boot(),
    random(to, size) {
      // The generator takes 64 KiB at a time.
      for (let done = 0; done < size; done += 65536) {
        globalThis.crypto.getRandomValues(view(to + done, Math.min(65536, size - done)));
      }
    },
  };

  // The few system calls that the C library still refers to.
  const success = 0;
  const badDescriptor = 8;
  const wasi_snapshot_preview1 = {
    environ_sizes_get(count, size) {
      new DataView(memory.buffer).setUint32(count, 0, true);
      new DataView(memory.buffer).setUint32(size, 0, true);
      return success;
    },
    environ_get: () => success,
    clock_time_get(id, precision, out) {
      const ns = BigInt(Math.round((id === 0 ? clock.wall() : clock.boot()) * 1e6));
      new DataView(memory.buffer).setBigUint64(out, ns, true);
      return success;
    },
    random_get(to, size) {
      approdo_host.random(to, size);
      return success;
    },
    fd_close: () => badDescriptor,
    fd_fdstat_get: () => badDescriptor,
    fd_seek: () => badDescriptor,
    fd_read: () => badDescriptor,
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
    attach(instance) {
      memory = instance.exports.memory;
      instance.exports._initialize?.();
    },
  };
}
