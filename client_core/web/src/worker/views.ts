// What the core answers, as client_core/core/views_json.cpp writes it: one description for the
// compiler and for the test that holds real answers against it (tests/web/views_test.mjs).
import { count, flag, id, list, moment, nullable, one, optional, record, text } from "./shapes.ts";
import type { Shape, Shaped } from "./shapes.ts";
import {
  questionView,
  quizView,
  attemptView,
  submitView,
  assignment,
  assignmentView,
  chosenView,
  reviewsView,
  reviewedView,
  ratedView,
} from "./quiz_views.ts";

export * from "./quiz_views.ts";

// Every answer of its own begins with it; nested values do not.
const schema = count;

export const stage = one("none", "asked", "salt_asked", "salt_known", "signing_in", "joined");
export type Stage = Shaped<typeof stage>;

const fault = record({ code: text, message: text });

export const joinView = record({ schema, stage });

export const personView = record({
  schema,
  stage,
  site: id,
  site_name: text,
  address: text,
  user: text,
  name: text,
  account: id,
  device: id,
});
export type Person = Shaped<typeof personView>;

export const reportView = record({
  schema,
  answered: flag,
  receipt: flag,
  carried: flag,
  segments_taken: count,
  segments_waiting: count,
  record_came: flag,
  chunks_taken: count,
  parcels_for_others: count,
  again: flag,
  faults: list(fault),
  notices: list(text),
});
export type SyncReport = Shaped<typeof reportView>;

const courseCard = record({
  course: id,
  channel: id,
  enrolment: id,
  edition: id,
  slug: text,
  title: text,
  // announced: its description is not here yet; update: ready, and a newer version can be had.
  state: one("announced", "available", "downloading", "ready", "update"),
  newest: count,
  installed: count,
  units_completed: count,
  units_required: count,
  minutes_recognised: count,
  completed: flag,
  passed: flag,
  frozen: flag, // waits for a newer program; neither completed nor passed until then
  from: optional(text), // YYYY-MM-DD
  until: optional(text),
  zone: optional(text),
});
export type CourseCard = Shaped<typeof courseCard>;

export const coursesView = record({ schema, courses: list(courseCard) });

const unitKind = one("page", "media", "quiz", "questionnaire", "assignment", "foreign", "unknown");
export type UnitKind = Shaped<typeof unitKind>;

const unitCard = record({
  unit: id,
  slug: text,
  module: text, // its slug: a unit is called COURSE/MODULE/UNIT
  module_title: text,
  title: text,
  kind: unitKind,
  minutes: count,
  required: flag,
  opened: flag,
  completed: flag,
  here: flag, // its files were downloaded
  attempts: count,
  attempts_open: count,
  waits_for_marking: flag,
  frozen: flag,
  score: optional(text), // percent
});
export type UnitCard = Shaped<typeof unitCard>;

export const courseView = record({
  schema,
  course: courseCard,
  summary: text,
  languages: list(text),
  units: list(unitCard),
});
export type Course = Shaped<typeof courseView>;

export const partName = one("text", "picture", "audio", "video", "document", "archive", "unknown");
export type PartName = Shaped<typeof partName>;

export const planView = record({
  schema,
  course: id,
  version: count,
  bytes: count, // of the chosen parts
  bytes_here: count,
  chunks_missing: count,
  parts: list(record({ part: partName, language: text, bytes: count, chosen: flag, held: flag })),
});
export type DownloadPlan = Shaped<typeof planView>;

export const downloadsView = record({
  schema,
  downloads: list(
    record({
      course: id,
      slug: text,
      title: text,
      version: count,
      bytes: count,
      bytes_here: count,
    }),
  ),
});

export const wantedView = record({ schema, chunks: list(id) });

const media = record({
  path: text,
  type: text, // as in HTTP: video/mp4
  duration_ms: count, // 0: unknown
  transcript: text, // HTML
  tracks: list(
    record({
      kind: one("captions", "subtitles", "descriptions", "chapters"),
      language: text,
      path: text,
    }),
  ),
});
export type Media = Shaped<typeof media>;

const completedBy = one(
  "opened",
  "read",
  "watched",
  "submitted",
  "passed",
  "declared",
  "by_trainer",
  "by_package",
  "unknown",
);

const note = record({ note: id, text });
export type Note = Shaped<typeof note>;

export const notesView = record({ schema, notes: list(note) });

export const pageView = record({
  schema,
  unit: id,
  version: count,
  course_title: text,
  title: text,
  language: text,
  right_to_left: flag,
  html: text,
  blocks: count,
  furthest_block: count,
  completed: flag,
  completed_by: completedBy,
  media: optional(media),
  assignment: optional(assignment),
  narration: optional(record({ path: text, marks: text, duration_ms: count })),
  notes: list(note),
  noted: flag, // that it was opened; false: there is no room left, and one can only read
});
export type Page = Shaped<typeof pageView>;

const recordUnit = record({
  title: text,
  kind: unitKind,
  completed: flag,
  seconds: count,
  attempts: count,
  waits_for_marking: flag,
  score: optional(text),
});

// What an attestato says, as a site signed it. Days are YYYY-MM-DD, or empty.
const attestation = {
  enrolment: id,
  number: text,
  holder: text,
  course: text,
  version: count,
  edition: text,
  organisation: text,
  area: text,
  minutes: count,
  from: text,
  until: text,
  completed: moment,
  issued: moment,
  site: id,
  site_name: text,
  words: text, // of the site: what tells that it is the right one
  code: text,
  address: text, // that checks it; empty where none is known
  known: flag, // this device is joined to the very site that signed it
  revoked: flag,
  revoked_at: optional(moment),
  reason: optional(text),
  score_percent: optional(count),
};
export const attestationView = record({ schema, ...attestation });
const attestationLine = record(attestation);
export type Attestation = Shaped<typeof attestationLine>;

const missing = record({
  what: one("units", "quiz", "score", "seconds", "mark", "upgrade", "attendance"),
  unit: text, // its title, of a quiz and of what waits for a mark
  have: text,
  need: text,
});
export type Missing = Shaped<typeof missing>;

export const recordView = record({
  schema,
  name: text,
  seconds: count,
  digest: text,
  courses: list(
    record({
      course: courseCard,
      seconds: count,
      minutes_earned: count, // recognised by now
      minutes_attended: count,
      minutes_declared: count,
      score: optional(text), // percent
      attestation_offered: flag,
      attestation_missing: list(missing),
      attestations: list(attestationLine),
      units: list(recordUnit),
    }),
  ),
});
export type LearningRecord = Shaped<typeof recordView>;

// A learner's device as its trainer sees it: it has no name, `joined` tells it apart.
const classDevice = record({
  joined: moment,
  silent: flag, // for a week: what was done on it since may wait there
  last_contact: nullable(moment),
});
export type ClassDevice = Shaped<typeof classDevice>;

const classLine = record({
  enrolment: id,
  account: id,
  organisation: id,
  name: text,
  active: flag,
  units_completed: count,
  units_required: count,
  completed: flag,
  passed: flag,
  answers: count,
  seconds: count,
  minutes_attended: count,
  minutes_declared: count,
  minutes_recognised: count,
  units_to_mark: count,
  to_review: flag,
  last_activity: nullable(moment),
  score: optional(text),
  needs_help: flag,
  devices: nullable(list(classDevice)), // null: the site does not say
});

const classCard = record({
  edition: id,
  course: id,
  title: text,
  course_title: text,
  course_slug: text,
  organisation_name: text,
  zone: text,
  from: optional(text),
  until: optional(text),
  learners: list(classLine),
});
export type Class = Shaped<typeof classCard>;

export const classesView = record({ schema, classes: list(classCard) });

const announcement = record({
  announcement: id,
  edition: id,
  course_title: text,
  title: text,
  html: text,
  language: text,
  right_to_left: flag,
  published: moment,
  written: moment, // later than that: it was corrected
  new: flag, // this version was not read, on any device of the person
});
export type Announcement = Shaped<typeof announcement>;

export const announcementsView = record({ schema, announcements: list(announcement) });

// Where the wish to be erased at the site stands.
const erasure = record({
  // asked: the site has not got it yet; done: erased, whether it was asked for or not.
  state: one("none", "asked", "received", "refused", "withdrawn", "done"),
  asked: nullable(moment),
  words: text,
  answered: nullable(moment), // refused or done
  reason: text,
});
export const erasureView = record({ schema, erasure });
export type ErasureView = Shaped<typeof erasure>;

const meeting = record({
  meeting: id,
  edition: id,
  course_slug: text,
  course_title: text,
  title: text,
  starts: moment,
  minutes: count,
  zone: text, // IANA; that of the place
  place: text,
  link: text, // https, or empty
  notes: text,
  language: text,
  right_to_left: flag,
  written: moment,
  change: count, // how often it was changed or cancelled since it was planned
  cancelled: flag,
  reason: text,
  minutes_attended: optional(count), // as a trainer marked it; 0: was not there
  minutes_declared: count,
  may_declare: flag,
});
export type Meeting = Shaped<typeof meeting>;

export const meetingsView = record({ schema, meetings: list(meeting) });

export const statusView = record({
  schema,
  stage,
  site_name: text,
  user: text,
  events_unsent: count,
  segments_unsent: count,
  bytes_unsent: count,
  oldest_unsent: nullable(moment),
  events_durable: count,
  events_archived: count, // of these: in a verified copy off the site's machine
  chunks_wanted: count,
  bytes_wanted: count,
  parcels_for_others: count,
  held: count,
  frozen: count, // subjects that wait for a newer program
  quarantined: count,
  last_receipt: nullable(moment),
  last_heard: nullable(moment),
  level: nullable(one("carried", "durable", "archived")),
  events_carried: count,
  carried_at: nullable(moment),
  cache_bytes: count,
  cache_budget: count,
  progress_bytes: count,
  events_pruned: count, // old ones, in sealed form alone; they take little room
  revoked: flag,
  root_changes: count,
  announcements_new: count,
  erasure,
  teaches: flag, // has a role above a learner's, with a class or without
  needs_newer_program: flag,
  notices: list(text),
});
export type Status = Shaped<typeof statusView>;

export const devicesView = record({
  schema,
  devices: list(
    record({
      device: id,
      this_one: flag,
      revoked: flag,
      joined: moment,
      goes_on_from: optional(id), // a device that was copied, before it got keys of its own
      events_durable: optional(count), // of this very device
      events_archived: optional(count),
    }),
  ),
});
export type Devices = Shaped<typeof devicesView>["devices"];

export const siteView = record({ schema, site: id, name: text, words: text, link: text });
export type Site = Shaped<typeof siteView>;

export const slotsView = record({
  schema,
  slots: list(record({ kind: one("passphrase", "key_file", "passkey", "key_store"), label: text })),
});

export const errorView = record({ schema, error: fault });

// Which function of client_core/core/approdo.h answers with which view.
export const answersOf: Record<string, Shape<unknown>> = {
  approdo_join_answer: joinView,
  approdo_person: personView,
  approdo_receive: reportView,
  approdo_courses: coursesView,
  approdo_download_finish: coursesView,
  approdo_course: courseView,
  approdo_download_plan: planView,
  approdo_download_begin: planView,
  approdo_downloads: downloadsView,
  approdo_chunks_wanted: wantedView,
  approdo_read: pageView,
  approdo_notes: notesView,
  approdo_note: notesView,
  approdo_quiz: quizView,
  approdo_quiz_open: attemptView,
  approdo_quiz_view: attemptView,
  approdo_quiz_answer: questionView,
  approdo_quiz_submit: submitView,
  approdo_file_choose: chosenView,
  approdo_hand_in: assignmentView,
  approdo_announcements: announcementsView,
  approdo_meetings: meetingsView,
  approdo_reviews: reviewsView,
  approdo_review_answer: reviewedView,
  approdo_review_rate: ratedView,
  approdo_erasure_ask: erasureView,
  approdo_erasure_withdraw: erasureView,
  approdo_record: recordView,
  approdo_attestation: attestationView,
  approdo_verify: attestationView,
  approdo_classes: classesView,
  approdo_status: statusView,
  approdo_devices: devicesView,
  approdo_site_card: siteView,
  approdo_slots: slotsView,
};
