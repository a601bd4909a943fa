// What the owner does for each verb of the protocol.
import { failureOf } from "./home.ts";
import { askAgain, joinWith, personOf, signInWith } from "./joining.ts";
import type {
  Answer,
  Ask,
  Failure,
  Key,
  Person,
  Request,
  SavedWork,
  Space,
  Stage,
  Status,
  SyncReport,
  Verb,
} from "./protocol.ts";
import { secretText } from "./service.ts";
import type { Service } from "./service.ts";
import { beginSession, changeAtSite, siteAt } from "./site.ts";
import { studyVerbs } from "./study_verbs.ts";
import { failed, translated } from "./words.ts";

export type Handlers<V extends Verb = Verb> = {
  [K in V]: (service: Service, ask: Ask<K>) => Answer<K> | Promise<Answer<K>>;
};

// The open profile that is not joined, or a new one.
async function profileToJoin(service: Service, passphrase: string): Promise<void> {
  const open = service.openHome;
  if (!open) return service.create(passphrase);
  const { stage } = personOf(open);
  if (stage === "joined") throw failed("conflict", "other_open");
  if (stage === "none") {
    await service.forget(open.profile);
    return service.create(passphrase);
  }
  // One passphrase for the account and for this device: the one that was chosen first.
  await checkPassphrase(service, passphrase);
}

async function checkPassphrase(service: Service, passphrase: string): Promise<void> {
  const slots = await service.profiles.slots(service.home.profile);
  service.clerk.call("approdo_slots_check", slots, secretText(passphrase));
}

// A mistyped link, or an invitation that is used up, leaves no empty profile behind; a request that
// waits for its answer stays.
async function asking(service: Service, ask: () => Promise<void>): Promise<Person> {
  try {
    await ask();
  } catch (error) {
    const { home } = service;
    if (personOf(home).stage === "none") await service.forget(home.profile);
    else await service.showPerson();
    throw error;
  }
  return welcome(service);
}

// Whoever is joined has keys and enrolments after the first exchange, and what the courses are
// about after a few chunks more; without them there is nothing to show.
async function welcome(service: Service): Promise<Person> {
  const person = await service.showPerson();
  if (person.stage === "joined") {
    await service.traffic.sync("usable").catch(() => {});
    await service.traffic.fetch();
  }
  return person;
}

async function spaceOf(service: Service): Promise<Space> {
  const status = service.openHome?.json<Status>("approdo_status");
  return {
    ...(await service.device.room()),
    cacheBytes: status?.cache_bytes ?? 0,
    cacheBudget: status?.cache_budget ?? 0,
    progressBytes: status?.progress_bytes ?? 0,
  };
}

function fileName(user: string): string {
  const minute = new Date().toISOString().slice(0, 16).replaceAll(":", "-");
  return `approdo-${user || "join"}-${minute}.approdo`;
}

function myData(service: Service, ofSite: string): SavedWork {
  const { home } = service;
  const day = new Date().toISOString().slice(0, 10);
  return {
    name: `approdo-data-${personOf(home).user}-${day}.json`,
    bytes: home.call("approdo_data", ofSite),
  };
}

function savedWork(service: Service): SavedWork {
  const { home } = service;
  const pending = home.call("approdo_pending_join");
  const bytes = pending.length > 0 ? pending : home.call("approdo_export");
  service.traffic.showStatus();
  return { name: fileName(personOf(home).user), bytes };
}

async function broughtIn(
  service: Service,
  bytes: Uint8Array,
): Promise<SyncReport | { stage: Stage }> {
  const { home } = service;
  if (personOf(home).stage !== "joined") {
    const { stage } = home.json<{ stage: Stage }>("approdo_join_answer", bytes);
    // The same file usually brings the first answer of an exchange, too; nothing is lost if not.
    if (stage === "joined") home.json<SyncReport>("approdo_receive", bytes);
    await service.showPerson();
    return { stage };
  }
  const report = home.json<SyncReport>("approdo_receive", bytes);
  home.call("approdo_download_finish");
  service.board.renew("courses", "record", "classes", "devices");
  service.traffic.showStatus();
  return report;
}

const own = {
  profiles: (service) => service.list(),
  unlock: (service, { profile, ...key }) =>
    service.inTurn(() => service.unlock(profile, key as Key)),
  lock: (service) => service.inTurn(async () => (await service.lock(), null)),
  site: (service, { address }) => siteAt(service.device, address),
  join: (service, { link, userName = "", passphrase }) =>
    service.inTurn(async () => {
      service.device.accept(link);
      await profileToJoin(service, passphrase);
      return asking(service, () => joinWith(service.home, link, userName, secretText(passphrase)));
    }),
  signIn: (service, { userName, passphrase, link }) =>
    service.inTurn(async () => {
      if (link) service.device.accept(link);
      const here = link ?? (await siteAt(service.device)).link;
      await profileToJoin(service, passphrase);
      return asking(service, () =>
        signInWith(service.home, here, userName, secretText(passphrase)),
      );
    }),
  joinAgain: (service) => service.inTurn(() => asking(service, () => askAgain(service.home))),
  forget: (service, { profile }) =>
    service.inTurn(async () => (await service.forget(profile), null)),
  addPasskey: (service, { credential, secret }) =>
    service.inTurn(async () => {
      const { home, profiles } = service;
      const slots = await profiles.slots(home.profile);
      await profiles.keepSlots(
        home.profile,
        home.call("approdo_slot_add", slots, credential, secret),
      );
      return showProfile(service);
    }),
  removePasskey: (service, { credential }) =>
    service.inTurn(async () => {
      const { home, profiles } = service;
      const slots = await profiles.slots(home.profile);
      const left = service.clerk.call("approdo_slot_remove", slots, credential);
      await profiles.keepSlots(home.profile, left);
      return showProfile(service);
    }),
  changePassphrase: (service, { present, fresh }) =>
    service.inTurn(async () => {
      await checkPassphrase(service, present);
      await changePassphrase(service, secretText(present), secretText(fresh));
      return null;
    }),
  beginSession: (service, { passphrase }) => {
    const { home, clerk } = service;
    return beginSession(clerk, home, personOf(home).user, secretText(passphrase));
  },

  sync: (service) => {
    if (personOf(service.home).stage !== "joined") throw failed("locked", "not_joined");
    return service.traffic.sync().finally(() => void service.traffic.fetch());
  },
  probe: (service) => service.traffic.probe(),
  saveWork: savedWork,
  myData: (service, { ofSite }) => myData(service, ofSite),
  bringIn: (service, { bytes }) => service.inTurn(() => broughtIn(service, bytes)),
  space: spaceOf,
  setCacheBudget: (service, { bytes }) => {
    service.home.call("approdo_cache_budget", BigInt(bytes));
    return spaceOf(service);
  },
  persistenceAnswered: (service, { persisted }) => {
    service.board.set({ persisted });
    return null;
  },
  say: (_, { sentences }) => sentences.map(translated),
  setLanguage: async (service, { language }) => (await service.setLanguage(language), null),
} satisfies Partial<Handlers>;

async function showProfile(service: Service) {
  const profile = await service.describe(service.home.profile);
  service.board.set({ profile });
  return profile;
}

// Between the two both passphrases open, so that a crash at any point leaves a profile that does.
async function changePassphrase(service: Service, present: string, fresh: string): Promise<void> {
  const { home, profiles, clerk } = service;
  const begun = home.call(
    "approdo_passphrase_begin",
    await profiles.slots(home.profile),
    new TextEncoder().encode(fresh),
  );
  await profiles.keepSlots(home.profile, begun);
  const end = (isChanged: boolean) =>
    profiles.keepSlots(
      home.profile,
      clerk.call("approdo_passphrase_end", begun, isChanged ? 1 : 0),
    );
  try {
    await changeAtSite(clerk, home, personOf(home).user, present, fresh);
  } catch (error) {
    // An answer says that nothing was changed; silence does not, and both go on opening.
    if (failureOf(error).code !== "unavailable") await end(false);
    throw error;
  }
  await end(true);
}

const handlers: Handlers = { ...own, ...studyVerbs };

export type Outcome = { answer: Answer<Verb> } | { failure: Failure };

export async function perform(service: Service, { verb, ask }: Request): Promise<Outcome> {
  try {
    const handler = handlers[verb] as Handlers[Verb];
    return { answer: await (handler as (s: Service, a: unknown) => Answer<Verb>)(service, ask) };
  } catch (error) {
    const { failure } = failureOf(error);
    if (failure.code === "stopped") service.board.set({ phase: "broken", failure });
    return { failure };
  }
}
