// One owner among the tabs of a browser. Each tab's worker asks for the same lock: who holds it has
// the storage and serves the others over channels between workers; when that tab goes, the browser
// gives the lock to the next, which goes on with the open profile. A request that was not answered
// then is asked again: verbs may come twice, and what they record counts once.
import type { Device } from "./device.ts";
import type { Failure, FromWorker, Reply, Request, State } from "./protocol.ts";
import { Service } from "./service.ts";
import type { Heirloom } from "./service.ts";
import { perform } from "./verbs.ts";
import { firstState } from "./engine.ts";
import { failureOf } from "./home.ts";
import { speak } from "./words.ts";

type Shared =
  | { kind: "hello"; tab: string }
  | { kind: "owner" }
  | { kind: "request"; tab: string; request: Request }
  | { kind: "state"; state: State }
  | { kind: "heirloom"; heirloom: Heirloom | null };

export class Tabs {
  readonly #tab = crypto.randomUUID();
  readonly #shared: BroadcastChannel;
  readonly #mine = new BroadcastChannel(`approdo-tab-${this.#tab}`);
  readonly #others = new Map<string, BroadcastChannel>();
  readonly #unanswered = new Map<number, Request>();
  readonly #page: (message: FromWorker) => void;
  readonly #device: () => Promise<Device>;
  #heirloom: Heirloom | null = null;
  #service: Service | null = null;
  #state: State = firstState;

  // `device` is made once this tab owns it. `realm`: tabs of another one are strangers.
  constructor(device: () => Promise<Device>, realm: string, page: (message: FromWorker) => void) {
    this.#device = device;
    this.#page = page;
    this.#shared = new BroadcastChannel(`approdo-tabs${realm}`);
    this.#shared.onmessage = ({ data }: MessageEvent<Shared>) => this.#hear(data);
    this.#mine.onmessage = ({ data }: MessageEvent<Reply>) => this.#reply(data);
    this.#say({ kind: "hello", tab: this.#tab });
    void navigator.locks.request(`approdo-owner${realm}`, () => this.#own());
  }

  // From this tab's page.
  ask(request: Request): void {
    this.#unanswered.set(request.id, request);
    if (this.#service) void this.#serve(request, (reply) => this.#reply(reply));
    else this.#say({ kind: "request", tab: this.#tab, request });
  }

  // Holds the lock as long as this worker lives.
  async #own(): Promise<never> {
    try {
      this.#service = await Service.start(
        await this.#device(),
        this.#heirloom,
        (state) => this.#service && this.#tell(state),
        (heirloom) => this.#bequeath(heirloom),
      );
      this.#tell(this.#service.board.state);
      this.#say({ kind: "owner" });
      for (const request of [...this.#unanswered.values()]) this.ask(request);
    } catch (error) {
      this.#break(failureOf(error).failure);
    }
    return new Promise(() => {});
  }

  // Nothing can be opened here: every page is told, and every verb refused.
  #break(failure: Failure): void {
    this.#tell({ ...firstState, owner: true, phase: "broken", failure });
    for (const id of this.#unanswered.keys()) this.#reply({ kind: "failure", id, failure });
    this.ask = ({ id }) => this.#page({ kind: "failure", id, failure });
  }

  async #serve(request: Request, reply: (reply: Reply) => void): Promise<void> {
    if (!this.#service) return;
    const { id } = request;
    const outcome = await perform(this.#service, request);
    if ("answer" in outcome) reply({ kind: "answer", id, answer: outcome.answer });
    else reply({ kind: "failure", id, failure: outcome.failure });
  }

  #hear(message: Shared): void {
    switch (message.kind) {
      case "hello":
        if (!this.#service) return;
        this.#say({ kind: "state", state: this.#state });
        this.#say({ kind: "heirloom", heirloom: this.#heirloom });
        this.#say({ kind: "owner" });
        return;
      case "request":
        void this.#serve(message.request, (reply) => this.#to(message.tab).postMessage(reply));
        return;
      case "owner":
        for (const request of this.#unanswered.values()) {
          this.#say({ kind: "request", tab: this.#tab, request });
        }
        return;
      case "state":
        this.#show({ ...message.state, owner: false });
        return;
      case "heirloom":
        this.#heirloom = message.heirloom;
        return;
    }
  }

  #reply(reply: Reply): void {
    if (this.#unanswered.delete(reply.id)) this.#page(reply);
  }

  #tell(state: State): void {
    this.#show(state);
    this.#say({ kind: "state", state });
  }

  #show(state: State): void {
    this.#state = state;
    speak(state.language);
    this.#page({ kind: "state", state });
  }

  #bequeath(heirloom: Heirloom | null): void {
    this.#heirloom = heirloom;
    this.#say({ kind: "heirloom", heirloom });
  }

  #say(message: Shared): void {
    this.#shared.postMessage(message);
  }

  #to(tab: string): BroadcastChannel {
    const known = this.#others.get(tab) ?? new BroadcastChannel(`approdo-tab-${tab}`);
    this.#others.set(tab, known);
    return known;
  }
}
