// The C interface of the core (client_core/core/approdo.h) for JavaScript: texts and bytes go in as
// they are, results come out as bytes or parsed JSON, a failure becomes a CoreError. One instance
// is one core; it belongs to one worker.

export class CoreError extends Error {
  constructor(code, name, message) {
    super(message);
    this.code = code;
    this.kind = name;
  }
}

export class Core {
  #exports;

  // `wasm`: bytes or a compiled module; `host` as host.mjs makes it; `cost` shortens the derivation
  // of keys in tests.
  static async load(wasm, host, cost = { passes: 0, memoryKib: 0 }) {
    const made = await WebAssembly.instantiate(wasm, host.imports);
    const instance = made.instance ?? made;
    host.attach(instance);
    const core = new Core();
    core.#exports = instance.exports;
    core.#exports.approdo_wasm_start(cost.passes, cost.memoryKib);
    return core;
  }

  // Numbers go through, those of 64 bits as BigInt; a string or Uint8Array becomes pointer and
  // size, {pointer: bytes} a pointer to bytes whose number the function knows. Returns the result's
  // bytes.
  call(name, ...args) {
    return this.#invoke(name, args, false).bytes;
  }

  json(name, ...args) {
    return JSON.parse(new TextDecoder().decode(this.call(name, ...args)));
  }

  // For the functions that make a client: {client, bytes}.
  open(name, ...args) {
    return this.#invoke(name, args, true);
  }

  close(client) {
    this.#exports.approdo_close(client);
  }

  #invoke(name, args, makesClient) {
    const allocated = [];
    const allocate = (size) => {
      const at = this.#exports.approdo_alloc(Math.max(size, 1));
      allocated.push(at);
      return at;
    };
    const flat = args.flatMap((arg) => {
      if (typeof arg === "number" || typeof arg === "bigint") return [arg];
      const bytes = typeof arg === "string" ? new TextEncoder().encode(arg) : (arg.pointer ?? arg);
      const at = allocate(bytes.length);
      this.#memory().set(bytes, at);
      return arg.pointer ? [at] : [at, bytes.length];
    });
    const clientAt = makesClient ? allocate(4) : 0;
    const outAt = allocate(4);
    this.#word(outAt, 0);
    try {
      const all = [...flat, ...(makesClient ? [clientAt] : []), outAt];
      const call = this.#exports[name];
      // JavaScript would fill what is missing with zeros, and drop what is too much.
      if (call?.length !== all.length) throw new TypeError(`${name} takes other arguments`);
      const code = call(...all);
      const bytes = this.#take(this.#word(outAt));
      if (code !== 0) throw errorOf(code, bytes);
      return { client: makesClient ? this.#word(clientAt) : 0, bytes };
    } finally {
      for (const at of allocated) this.#exports.approdo_free(at);
    }
  }

  #take(buffer) {
    if (buffer === 0) return new Uint8Array(0);
    const at = this.#exports.approdo_buffer_data(buffer);
    const bytes = this.#memory().slice(at, at + this.#exports.approdo_buffer_size(buffer));
    this.#exports.approdo_buffer_free(buffer);
    return bytes;
  }

  // Memory may grow in any call, so views of it are never kept.
  #memory() {
    return new Uint8Array(this.#exports.memory.buffer);
  }

  #word(at, value) {
    const view = new DataView(this.#exports.memory.buffer);
    if (value !== undefined) view.setUint32(at, value, true);
    return view.getUint32(at, true);
  }
}

function errorOf(code, bytes) {
  try {
    const { error } = JSON.parse(new TextDecoder().decode(bytes));
    return new CoreError(code, error.code, error.message);
  } catch {
    return new CoreError(code, "unknown", `the core answered with code ${code}`);
  }
}
