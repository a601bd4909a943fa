import type { Host } from "./host.mjs";

export class CoreError extends Error {
  readonly code: number;
  readonly kind: string;
  constructor(code: number, kind: string, message: string);
}

// Numbers and big numbers go through; texts and bytes become pointer and size, {pointer: bytes} a
// pointer to bytes whose number the function knows.
export type Argument = number | bigint | string | Uint8Array | { pointer: Uint8Array };

export class Core {
  static load(
    wasm: WebAssembly.Module | BufferSource,
    host: Host,
    cost?: { passes: number; memoryKib: number },
  ): Promise<Core>;
  call(name: string, ...args: Argument[]): Uint8Array<ArrayBuffer>;
  json(name: string, ...args: Argument[]): unknown;
  open(name: string, ...args: Argument[]): { client: number; bytes: Uint8Array<ArrayBuffer> };
  close(client: number): void;
}
