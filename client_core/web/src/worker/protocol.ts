// What pages and the worker say to each other. A page sends a Request and gets one Reply; besides,
// every page gets the State, whole, whenever something in it changed: it needs no asking. Bytes are
// Uint8Array; everything else is JSON. Pages use engine.ts, which speaks this; the worker is the
// other end, over this browser or over a program on the laptop (device.ts).
import type {
  Announcement,
  Assignment,
  Attempt,
  Attestation,
  Class,
  Course,
  CourseCard,
  Devices,
  DownloadPlan,
  ErasureView,
  HandedFile,
  LearningRecord,
  Meeting,
  Note,
  Page,
  PartName,
  Person,
  Question,
  Quiz,
  Rated,
  Rating,
  Reviewed,
  Reviews,
  Site,
  Stage,
  Status,
  Submission,
  SyncReport,
} from "./views.ts";

export type * from "./views.ts";

// Of the interface and of content; the core itself speaks Italian and English.
export type Language = "it" | "en" | "fr" | "es" | "ar";

// One person's home on this device. What is said here can be read while it is locked.
export interface Profile {
  profile: string; // an id
  label: string; // the person's name, as told when joining; empty before
  passkeys: string[]; // ids of credentials, in base64url, each of which opens it
}

// A part of a course to have here, such as all videos, or those in one language.
export interface PartWish {
  part: PartName;
  language?: string;
}

// Of one course, or of all that is on its way.
export interface Download {
  course: string;
  slug: string;
  title: string;
  bytes: number; // of the parts that were chosen
  bytesHere: number;
}

export interface SyncTotals {
  exchanges: number;
  bytesSent: number;
  bytesReceived: number;
  receipt: boolean; // the site confirmed in writing
  carried: boolean; // a hub took it along; the site has not confirmed yet
  notices: string[];
  faults: string[];
}

export interface Space {
  usage: number; // of this site in this browser, bytes
  quota: number;
  persisted: boolean; // the browser promised not to clear it by itself
  cacheBytes: number;
  cacheBudget: number; // 0: no bound
  progressBytes: number;
}

export interface SavedWork {
  name: string; // for the file, ends in .approdo, or in .json for one's own data
  bytes: Uint8Array;
}

// A session with the site's own interface (uploads, reports, people), begun with the passphrase.
// With TLS the browser keeps a cookie as well; on loopback `token` goes as «Authorization: Bearer».
export interface SiteSession {
  token: string;
  account: string;
}

// Each verb: what is asked, what is answered. A failure answers with a Failure instead.
export interface Calls {
  // --- Who ---
  profiles: { ask: {}; answer: Profile[] };
  // Opens with the passphrase, or with what a passkey gave (passkey.ts asks the browser).
  unlock: { ask: { profile: string } & Key; answer: Person };
  lock: { ask: {}; answer: null };
  // Whom one would join or sign in to at an address, with the words on the office's paper. A page
  // of a site means its own; one that the program on the laptop served has to be told.
  site: { ask: { address?: string }; answer: Site };
  // Makes a profile, or goes on with the one that is open and not joined. `userName`: a wish.
  join: { ask: { link: string; userName?: string; passphrase: string }; answer: Person };
  // On another device, with the passphrase of the first. `link`: of the site, as `site` gives it;
  // it may invite nobody.
  signIn: { ask: { userName: string; passphrase: string; link?: string }; answer: Person };
  // Carries the request once more that waits for its answer (stage asked or signing_in).
  joinAgain: { ask: {}; answer: Person };
  // Removes a profile and all of its data from this device; what was not sent is lost.
  forget: { ask: { profile: string }; answer: null };
  addPasskey: { ask: { credential: string; secret: Uint8Array }; answer: Profile };
  removePasskey: { ask: { credential: string }; answer: Profile };
  // At the site and here; needs the site to be reachable.
  changePassphrase: { ask: { present: string; fresh: string }; answer: null };
  beginSession: { ask: { passphrase: string }; answer: SiteSession };

  // --- Courses ---
  courses: { ask: {}; answer: CourseCard[] };
  course: { ask: { course: string }; answer: Course };
  downloadPlan: { ask: { course: string; parts?: PartWish[] }; answer: DownloadPlan };
  // What is chosen comes in the background, over any number of starts; State.downloads tells.
  download: { ask: { course: string; parts?: PartWish[] }; answer: DownloadPlan };
  pauseDownloads: { ask: {}; answer: null };
  resumeDownloads: { ask: {}; answer: null };
  // What came stays until room is needed; an installed version stays as it is.
  cancelDownload: { ask: { course: string }; answer: null };
  // Takes the course's content off this device; what was learned stays.
  removeDownload: { ask: { course: string }; answer: null };
  file: { ask: { course: string; path: string }; answer: { bytes: Uint8Array; type: string } };

  // --- Study; a unit is COURSE/UNIT or COURSE/MODULE/UNIT ---
  read: { ask: { unit: string }; answer: Page };
  turnPage: {
    ask: { unit: string; furthestBlock: number; seconds: number };
    answer: { completed: boolean };
  };
  declareCompleted: { ask: { unit: string }; answer: null };
  // A stretch of sound or moving pictures that was played.
  mediaSeen: {
    ask: { unit: string; fromMs: number; toMs: number };
    answer: { completed: boolean };
  };
  // The learner's own notes on a unit, all that are there afterwards. `note`: an earlier one that
  // is written over, and taken away where `text` is empty.
  writeNote: { ask: { unit: string; note?: string; text: string }; answer: Note[] };
  // What a quiz is like before it is opened: opening a timed one starts its clock.
  quiz: { ask: { unit: string }; answer: Quiz };
  // Goes on with an open attempt, or opens a new one.
  quizOpen: { ask: { unit: string }; answer: Attempt };
  quizView: { ask: { attempt: string }; answer: Attempt };
  // Answered means saved on the disk. `answer` as answers.hpp has it: ids or letters «a,c», pairs
  // «1-b 2-a», words; several parts apart by «|»; empty takes it back. In practice the reply has
  // verdict and feedback.
  quizAnswer: {
    ask: { attempt: string; question: string; answer: string; durationMs: number };
    answer: Question;
  };
  // A file for an answer to name, as the answer to a part of kind «file» (several apart by commas),
  // or for `handIn`. It is in memory until one of them writes it.
  chooseFile: { ask: { name: string; type: string; bytes: Uint8Array }; answer: HandedFile };
  // An assignment's words and files, saved on the disk; again as often as one likes.
  handIn: { ask: { unit: string; text: string; files: string[] }; answer: Assignment };
  // The bytes of a file that the person handed in.
  handedFile: { ask: { file: string }; answer: Uint8Array };
  quizSubmit: { ask: { attempt: string }; answer: Submission };
  // What the site told the participants of this person's editions, and that one was read.
  announcements: { ask: {}; answer: Announcement[] };
  announcementRead: { ask: { announcement: string }; answer: null };
  // Meetings of this person's editions; one of them, or all that are not over, as a file for a
  // calendar; and the person's own word of having been at one.
  meetings: { ask: {}; answer: Meeting[] };
  meetingCalendar: { ask: { meeting?: string }; answer: Uint8Array };
  meetingAttended: { ask: { meeting: string; minutes: number }; answer: null };
  // Spaced repetition: what is due today, with at most so many of the next questions.
  reviews: { ask: { cards: number }; answer: Reviews };
  // `number` as the card had it; an empty answer: the person does not know. Saved, and a review.
  reviewAnswer: { ask: { question: string; number: number; answer: string }; answer: Reviewed };
  // What the person says of it afterwards.
  reviewRate: { ask: { review: string; rating: Rating }; answer: Rated };
  record: { ask: {}; answer: LearningRecord };
  // What a code says; needs neither a profile nor the network.
  verify: { ask: { code: string }; answer: Attestation };
  classes: { ask: { course?: string }; answer: Class[] };

  // --- Sending and receiving ---
  status: { ask: {}; answer: Status };
  devices: { ask: {}; answer: Devices };
  sync: { ask: {}; answer: SyncTotals };
  probe: { ask: {}; answer: Reach };
  // All that waits, as one file to carry; while joining, the request to join.
  saveWork: { ask: {}; answer: SavedWork };
  bringIn: { ask: { bytes: Uint8Array }; answer: SyncReport | { stage: Stage } };

  // --- One's own data ---
  // All that this device holds of the person; `ofSite`: what the site said besides, as JSON.
  myData: { ask: { ofSite: string }; answer: SavedWork };
  // The site is asked to erase the person, with the next exchange; State.status tells on.
  askErasure: { ask: { words: string }; answer: ErasureView };
  withdrawErasure: { ask: {}; answer: ErasureView };

  // --- Space and manner ---
  space: { ask: {}; answer: Space };
  setCacheBudget: { ask: { bytes: number }; answer: Space };
  // What the browser said to navigator.storage.persist(), which only a page may ask.
  persistenceAnswered: { ask: { persisted: boolean }; answer: null };
  setLanguage: { ask: { language: Language }; answer: null };
  // The site and its checks of uploads speak English: the same in the language that was set.
  say: { ask: { sentences: string[] }; answer: string[] };
  // Findings about the stores, in words; empty: all is well.
  check: { ask: {}; answer: string[] };
}

export type Key = { passphrase: string } | { credential: string; secret: Uint8Array };

export type Verb = keyof Calls;
export type Ask<V extends Verb> = Calls[V]["ask"];
export type Answer<V extends Verb> = Calls[V]["answer"];

// `code` is for programs (sync/base/result.hpp, and «storage» where this device's own fails), the
// message for people, in the language that was set.
export interface Failure {
  code: string;
  message: string;
}

// none: not tried yet. other: something answers that is not the site (a hotel's sign-in page).
export type Reach = "none" | "site" | "other" | "away";

export interface Link {
  reach: Reach;
  probedAt: number | null; // milliseconds since 1970
  exchangedAt: number | null; // last exchange that the site answered
  busy: boolean;
  failure: Failure | null; // of the last exchange or download, until one works
}

// Counters that grow when the answer of their verb may have changed: ask again then.
export interface Revisions {
  courses: number;
  record: number;
  classes: number;
  devices: number;
}

export interface State {
  // starting: storage is being opened. none: no profile is on this device. broken: see `failure`.
  phase: "starting" | "none" | "locked" | "open" | "broken";
  // This tab's worker has the storage; else another tab's serves this one, too.
  owner: boolean;
  language: Language;
  profile: Profile | null;
  person: Person | null;
  status: Status | null;
  link: Link;
  downloads: Download[];
  downloadsPaused: boolean;
  persisted: boolean | null; // null: nobody was asked yet
  storageFull: boolean; // until something could be written again
  revisions: Revisions;
  failure: Failure | null;
}

export interface Request<V extends Verb = Verb> {
  id: number;
  verb: V;
  ask: Ask<V>;
}

export type Reply =
  | { kind: "answer"; id: number; answer: Answer<Verb> }
  | { kind: "failure"; id: number; failure: Failure };

export type News = { kind: "state"; state: State };
export type FromWorker = Reply | News;
