// When the open profile speaks with the site: soon after something was done, when the core says
// that it is due, when the network seems to be back, and when a page asks. One exchange at a time;
// content is fetched behind it. The core counts failures and makes the pauses grow.
import type { Board } from "./board.ts";
import { emptyTotals, exchangeAll, fetchContent, forwardCarried } from "./courier.ts";
import { failureOf } from "./home.ts";
import type { Home } from "./home.ts";
import type { Download, Reach, Status, SyncTotals } from "./protocol.ts";

const lookMs = 5_000;
const afterWorkMs = 8_000;

export class Traffic {
  readonly #board: Board;
  readonly #home: Home;
  #exchanging: Promise<SyncTotals> | null = null;
  #fetching: Promise<void> | null = null;
  #timer = 0;
  #look = 0;
  readonly #onLine = () => void this.#tryNow();

  constructor(board: Board, home: Home) {
    this.#board = board;
    this.#home = home;
    this.#look = self.setInterval(() => this.#lookByItself(), lookMs);
    self.addEventListener("online", this.#onLine);
  }

  close(): void {
    clearInterval(this.#look);
    clearTimeout(this.#timer);
    self.removeEventListener("online", this.#onLine);
  }

  // Something was recorded: it goes off when the person has paused.
  workWasDone(): void {
    clearTimeout(this.#timer);
    this.#timer = self.setTimeout(() => this.#lookByItself(true), afterWorkMs);
  }

  // Nobody waits for it; a core that stopped tells the pages by itself.
  #lookByItself(hasWork = false): void {
    this.look(hasWork).catch(() => {});
  }

  // An exchange if one is due, then content that is wanted; failures show in the state alone. After
  // one it is the core that says when to try again, for exchanges and content alike.
  async look(hasWork = false): Promise<void> {
    if (!this.#home.isOpen || this.#board.state.person?.stage !== "joined") return;
    const { due } = this.#home.json<{ due: boolean }>("approdo_exchange_due");
    if (due || (hasWork && this.#works)) return this.#tryNow();
    if (this.#works) void this.fetch();
  }

  // A whole exchange; who asks while one is on its way gets that one's outcome.
  sync(until: "done" | "usable" = "done"): Promise<SyncTotals> {
    this.#exchanging ??= this.#exchange(until).finally(() => {
      this.#exchanging = null;
    });
    return this.#exchanging;
  }

  // Content in the background, until nothing is wanted, it is paused, or the site is away.
  fetch(): Promise<void> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async probe(): Promise<Reach> {
    const reach = await this.#home.transport.probe();
    this.#board.setLink({ reach, probedAt: Date.now() });
    return reach;
  }

  showStatus(): void {
    const status = this.#home.json<Status>("approdo_status");
    this.#board.set({ status, downloads: this.#downloads() });
  }

  get #works(): boolean {
    return this.#board.state.link.failure === null;
  }

  async #tryNow(): Promise<void> {
    if (!this.#home.isOpen || this.#board.state.person?.stage !== "joined") return;
    await this.sync().catch(() => {});
    if (this.#works) void this.fetch();
  }

  async #exchange(until: "done" | "usable"): Promise<SyncTotals> {
    this.#board.setLink({ busy: true });
    const totals = emptyTotals();
    try {
      await exchangeAll(this.#home, totals, until);
      await forwardCarried(this.#home, totals);
      const now = Date.now();
      this.#board.setLink({ reach: "site", probedAt: now, exchangedAt: now, failure: null });
      this.#board.renew("courses", "record", "classes", "devices");
      return totals;
    } catch (error) {
      throw await this.#note(error);
    } finally {
      this.#board.setLink({ busy: false });
      if (this.#home.isOpen) this.showStatus();
    }
  }

  async #fetch(): Promise<void> {
    const goesOn = () => this.#home.isOpen && !this.#board.state.downloadsPaused;
    if (!goesOn()) return;
    const before = this.#states();
    try {
      await fetchContent(this.#home, goesOn, () => {
        this.#board.set({ downloads: this.#downloads(), storageFull: false });
        if (this.#board.state.link.failure) this.#board.setLink({ reach: "site", failure: null });
        this.#renewIfOther(before);
      });
    } catch (error) {
      if (this.#home.isOpen) this.#home.call("approdo_link_failed");
      await this.#note(error);
    }
    if (!this.#home.isOpen) return;
    this.#renewIfOther(before);
    this.showStatus();
  }

  // Keeps a failure for the pages; where the line broke, finds out what is there.
  async #note(error: unknown) {
    const failed = failureOf(error);
    if (!this.#home.isOpen) return failed;
    this.#board.setLink({ failure: failed.failure });
    if (failed.code === "unavailable") await this.probe();
    return failed;
  }

  #states(): Map<string, string> {
    const courses = this.#home.json<{ courses: { course: string; state: string }[] }>(
      "approdo_courses",
    ).courses;
    return new Map(courses.map(({ course, state }) => [course, state]));
  }

  // A course that became ready is news; bytes of one are not.
  #renewIfOther(before: Map<string, string>): void {
    const now = this.#states();
    const isOther = [...now].some(([course, state]) => before.get(course) !== state);
    if (!isOther) return;
    before.clear();
    for (const [course, state] of now) before.set(course, state);
    this.#board.renew("courses");
  }

  #downloads(): Download[] {
    if (this.#board.state.person?.stage !== "joined") return [];
    return this.#home
      .json<{ downloads: DownloadLine[] }>("approdo_downloads")
      .downloads.map(({ bytes_here, ...rest }) => ({ ...rest, bytesHere: bytes_here }));
  }
}

type DownloadLine = Omit<Download, "bytesHere"> & { bytes_here: number };
