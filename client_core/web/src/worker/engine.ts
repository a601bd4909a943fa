// The page's end of the protocol: verbs as promises, and the newest state. One engine a page; the
// page makes the worker (only it can name a script that the policy trusts) and hands it over.
import type { Answer, Ask, Failure, FromWorker, Request, State, Verb } from "./protocol.ts";

// A verb that failed. The message is for people and says what to do.
export class EngineError extends Error {
  readonly code: string;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "EngineError";
    this.code = failure.code;
  }
}

interface Waiting {
  resolve(answer: Answer<Verb>): void;
  reject(error: EngineError): void;
}

export const firstState: State = {
  phase: "starting",
  owner: false,
  language: "it",
  profile: null,
  person: null,
  status: null,
  link: {
    reach: "none",
    probedAt: null,
    exchangedAt: null,
    busy: false,
    failure: null,
  },
  downloads: [],
  downloadsPaused: false,
  persisted: null,
  storageFull: false,
  revisions: { courses: 0, record: 0, classes: 0, devices: 0 },
  failure: null,
};

// What a worker looks like from here; tests and other carriers have their own.
export interface Carrier {
  postMessage(message: Request): void;
  addEventListener(type: "message", listener: (event: MessageEvent<FromWorker>) => void): void;
}

export class Engine {
  readonly #carrier: Carrier;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(state: State) => void>();
  #state = firstState;
  #last = 0;

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
    carrier.addEventListener("message", (event) => this.#take(event.data));
  }

  get state(): State {
    return this.#state;
  }

  // Calls `listener` at once and at each change; returns how to stop.
  watch(listener: (state: State) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  call<V extends Verb>(verb: V, ask: Ask<V>): Promise<Answer<V>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      this.#carrier.postMessage({ id, verb, ask });
    });
  }

  #take(message: FromWorker): void {
    if (message.kind === "state") {
      this.#state = message.state;
      for (const listener of this.#listeners) listener(message.state);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === "answer") waiting?.resolve(message.answer);
    else waiting?.reject(new EngineError(message.failure));
  }
}
