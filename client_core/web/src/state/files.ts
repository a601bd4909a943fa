// Pictures and media of a course as addresses for a page: read from the core when first needed, as
// blob: addresses, and given back when the page that needed them goes.
import { ask } from "./engine.ts";

// Where a page gets them from; a draft's come from the site (drafts.ts).
export interface FileAddresses {
  address(path: string): Promise<string>;
}

export class Files implements FileAddresses {
  readonly #course: string;
  readonly #addresses = new Map<string, Promise<string>>();

  constructor(course: string) {
    this.#course = course;
  }

  address(path: string): Promise<string> {
    const known = this.#addresses.get(path);
    if (known) return known;
    const made = ask("file", { course: this.#course, path }).then(({ bytes, type }) =>
      URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type })),
    );
    this.#addresses.set(path, made);
    // What is not here may come: it is asked for again.
    made.catch(() => this.#addresses.delete(path));
    return made;
  }

  release(): void {
    for (const made of this.#addresses.values()) {
      made.then((address) => URL.revokeObjectURL(address)).catch(() => {});
    }
    this.#addresses.clear();
  }
}
