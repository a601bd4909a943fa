// The state that every page sees. Changes of one moment are told together.
import { firstState } from "./engine.ts";
import type { Link, Revisions, State } from "./protocol.ts";

export class Board {
  #state: State;
  #isDue = false;
  readonly #tell: (state: State) => void;

  constructor(tell: (state: State) => void) {
    this.#state = { ...firstState, owner: true };
    this.#tell = tell;
  }

  get state(): State {
    return this.#state;
  }

  set(changes: Partial<State>): void {
    this.#state = { ...this.#state, ...changes };
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#tell(this.#state);
    });
  }

  setLink(changes: Partial<Link>): void {
    this.set({ link: { ...this.#state.link, ...changes } });
  }

  // What these verbs answer may be different now.
  renew(...names: (keyof Revisions)[]): void {
    const revisions = { ...this.#state.revisions };
    for (const name of names) revisions[name] += 1;
    this.set({ revisions });
  }
}
