export interface Files {
  open(name: string, create: boolean): number;
  close(handle: number): void;
  read(handle: number, to: Uint8Array, offset: number): number;
  write(handle: number, from: Uint8Array, offset: number): number;
  truncate(handle: number, size: number): number;
  flush(handle: number): number;
  size(handle: number): number;
  remove(name: string): number;
  exists(name: string): boolean;
}

export interface Clock {
  wall(): number;
  boot(): number;
}

export interface Host {
  imports: WebAssembly.Imports;
  attach(instance: WebAssembly.Instance): void;
}

export function makeHost(files: Files, clock: Clock): Host;
