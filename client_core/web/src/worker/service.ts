// The owner of this device's profiles: opens and locks them, and keeps the state that pages see.
// One at a time in a browser (tabs.ts sees to it). Who is open changes in one queue; what is done
// in an open profile (verbs.ts) answers at once.
import { Board } from "./board.ts";
import type { CoreCalls, Device, Shelf } from "./device.ts";
import { failureOf, Home } from "./home.ts";
import type { Opening } from "./home.ts";
import { personOf } from "./joining.ts";
import type { Key, Language, Person, Profile, State } from "./protocol.ts";
import { Traffic } from "./traffic.ts";
import { failed, speak, translateWith } from "./words.ts";

// What another tab's worker needs to go on with the open profile once this one is gone: a slot of
// its own and what opens it. In the memory of the tabs alone, and gone when the profile is locked.
export interface Heirloom {
  profile: string;
  slots: Uint8Array;
  secret: Uint8Array;
}

// Composed and decomposed letters are one passphrase, whichever keyboard types them.
export const secretText = (passphrase: string) => passphrase.normalize("NFC");

export class Service {
  readonly board: Board;
  readonly device: Device;
  readonly #bequeath: (heirloom: Heirloom | null) => void;
  #home: Home | null = null;
  #traffic: Traffic | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(device: Device, board: Board, bequeath: (heirloom: Heirloom | null) => void) {
    this.device = device;
    this.board = board;
    this.#bequeath = bequeath;
    translateWith((sentence) =>
      new TextDecoder().decode(device.clerk.call("approdo_say", sentence)),
    );
  }

  static async start(
    device: Device,
    heirloom: Heirloom | null,
    tell: (state: State) => void,
    bequeath: (heirloom: Heirloom | null) => void,
  ): Promise<Service> {
    const service = new Service(device, new Board(tell), bequeath);
    await service.#begin(heirloom);
    return service;
  }

  get clerk(): CoreCalls {
    return this.device.clerk;
  }

  get profiles(): Shelf {
    return this.device.shelf;
  }

  // The open profile; locked: there is none.
  get home(): Home {
    if (!this.#home) throw failed("locked", "locked");
    return this.#home;
  }

  get openHome(): Home | null {
    return this.#home;
  }

  get traffic(): Traffic {
    if (!this.#traffic) throw failed("locked", "locked");
    return this.#traffic;
  }

  // Changes of who is open, one after another.
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async list(): Promise<Profile[]> {
    return Promise.all((await this.profiles.ids()).map((id) => this.describe(id)));
  }

  async describe(profile: string): Promise<Profile> {
    const said = this.clerk.json("approdo_slots", await this.profiles.slots(profile));
    const { slots } = said as { slots: { kind: string; label: string }[] };
    const passkeys = slots.filter(({ kind }) => kind === "passkey").map(({ label }) => label);
    return { profile, label: await this.profiles.label(profile), passkeys };
  }

  async unlock(profile: string, key: Key): Promise<Person> {
    if (this.#home?.profile === profile) return personOf(this.#home);
    if (this.#home) throw failed("conflict", "other_open");
    const slots = await this.profiles.slots(profile);
    const opening: Opening =
      "passphrase" in key
        ? { call: "approdo_unlock", args: [slots, secretText(key.passphrase)] }
        : { call: "approdo_unlock_with_secret", args: [slots, key.secret] };
    return this.#open(profile, opening);
  }

  // A new profile, which exists once its slots are kept: last.
  async create(passphrase: string): Promise<void> {
    const profile = await this.profiles.make();
    try {
      await this.#open(profile, { call: "approdo_create", args: [secretText(passphrase)] }, true);
    } catch (error) {
      await this.profiles.remove(profile).catch(() => {});
      throw error;
    }
  }

  async lock(): Promise<void> {
    this.#traffic?.close();
    this.#traffic = null;
    this.#home?.close();
    this.#home = null;
    this.#bequeath(null);
    await this.#showClosed();
  }

  async forget(profile: string): Promise<void> {
    if (this.#home?.profile === profile) await this.lock();
    await this.profiles.slots(profile);
    await this.profiles.remove(profile);
    await this.#showClosed();
  }

  // After joining, and at each opening.
  async showPerson(): Promise<Person> {
    const person = personOf(this.home);
    const { profile } = this.home;
    const isNews = person.name !== "" && person.name !== (await this.profiles.label(profile));
    // Where there is no room for a name there still is a profile to open.
    if (isNews) await this.profiles.keepLabel(profile, person.name).catch(() => {});
    this.board.set({ phase: "open", person, profile: await this.describe(profile), failure: null });
    this.traffic.showStatus();
    return person;
  }

  async setLanguage(language: Language): Promise<void> {
    this.clerk.call("approdo_set_language", speak(language));
    this.#home?.speak(language);
    this.board.set({ language });
    this.board.renew("courses", "record");
    await this.keepSettings();
  }

  async keepSettings(): Promise<void> {
    const { language, downloadsPaused } = this.board.state;
    await this.profiles.keepSettings({ language, downloadsPaused });
  }

  // Another worker takes over, or the page goes.
  end(): void {
    this.#traffic?.close();
    this.#home?.close();
  }

  async #begin(heirloom: Heirloom | null): Promise<void> {
    await this.profiles.removeUnfinished();
    const settings = await this.profiles.settings();
    const language = (settings.language ?? "it") as Language;
    this.clerk.call("approdo_set_language", speak(language));
    const { persisted } = await this.device.room();
    this.board.set({
      language,
      downloadsPaused: settings.downloadsPaused ?? false,
      persisted: persisted || null,
    });
    if (heirloom) {
      const args = [heirloom.slots, heirloom.secret];
      const opened = this.#open(heirloom.profile, { call: "approdo_unlock_with_secret", args });
      if (await opened.catch(() => null)) return;
    }
    await this.#showClosed();
  }

  async #open(profile: string, opening: Opening, isNew = false): Promise<Person> {
    const { language } = this.board.state;
    const home = await Home.open(profile, this.device, language, opening, {
      onFull: () => this.board.set({ storageFull: true }),
      onStop: (failure) => this.board.set({ phase: "broken", failure }),
    });
    try {
      if (isNew) await this.profiles.keepSlots(profile, home.made);
      const secret = crypto.getRandomValues(new Uint8Array(32));
      const slots = home.call("approdo_slot_add", new Uint8Array(), "tab", secret);
      this.#home = home;
      this.#traffic = new Traffic(this.board, home);
      this.#bequeath({ profile, slots, secret });
      const person = await this.showPerson();
      void this.#traffic.look();
      return person;
    } catch (error) {
      home.close();
      this.#home = null;
      throw failureOf(error);
    }
  }

  async #showClosed(): Promise<void> {
    const ids = await this.profiles.ids();
    const phase = ids.length > 0 ? "locked" : "none";
    this.board.set({ phase, profile: null, person: null, status: null, downloads: [] });
    this.board.setLink({ exchangedAt: null, failure: null, busy: false });
  }
}
