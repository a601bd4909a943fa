// What the core answers about questions, quizzes and reviews; see views.ts.
import { count, flag, id, list, moment, nullable, one, optional, record, text } from "./shapes.ts";
import type { Shaped } from "./shapes.ts";

const option = record({ id, html: text });

const picture = record({ path: text, width: count, height: count, alternative: text });

// A file that an answer names.
const handedFile = record({ file: id, name: text, type: text, size: count });
export type HandedFile = Shaped<typeof handedFile>;

const fileLimits = record({
  types: list(text), // as in HTTP, «image/*» or «.odt»; none: any
  bytes_max: count, // of one file
  count_max: count,
});
export type FileLimits = Shaped<typeof fileLimits>;

const part = record({
  number: count,
  kind: one(
    "choice",
    "text",
    "number",
    "match",
    "order",
    "essay",
    "file",
    "hotspot",
    "drag",
    "unknown",
  ),
  options: optional(list(option)), // in the order of this sitting
  chosen_max: optional(count), // 1: one, 0: as many as one likes
  left: optional(list(option)), // of matching; of dragging, what is dragged
  picture: optional(picture), // that places are on
  units: optional(list(text)),
  limits: optional(fileLimits), // of files
  files: optional(list(handedFile)), // that were given
  label: optional(text),
});
export type QuestionPart = Shaped<typeof part>;

const question = record({
  question: id,
  title: text,
  html: text,
  parts: list(part),
  answer: nullable(text),
  tries_left: optional(count), // where the quiz counts them
  finished: optional(flag), // takes no more answers
  clear_wrong: optional(flag), // what was wrong is better begun anew
  items_right: optional(count), // of `items`, where it is told
  items: optional(count),
  hints: optional(list(text)), // HTML, that wrong answers have earned so far
  verdict: optional(one("unanswered", "wrong", "partly", "right", "waits")),
  points: optional(text),
  points_max: optional(text),
  by_person: optional(flag), // marked by a person
  feedback: optional(list(text)), // HTML
});
export type Question = Shaped<typeof question>;

// The file that was chosen, for an answer to name.
export const chosenView = record({ schema: count, file: id, name: text, type: text, size: count });

const assignmentFields = {
  times: count, // how often something was handed in
  handed_in: optional(moment),
  text, // what was handed in last
  files: list(handedFile),
  limits: fileLimits,
  feedback: list(text), // HTML
  waits_for_person: flag,
  completed: flag,
  completed_by: one(
    "opened",
    "read",
    "watched",
    "submitted",
    "passed",
    "declared",
    "by_trainer",
    "by_package",
    "unknown",
  ),
};
export const assignment = record(assignmentFields);
export type Assignment = Shaped<typeof assignment>;
export const assignmentView = record({ schema: count, ...assignmentFields });

export const questionView = record({ schema: count, question });

const outcome = {
  waits_for_person: flag,
  marked: flag,
  points: optional(text), // these three where it is marked
  points_max: optional(text),
  passed: optional(flag),
};

export const quizView = record({
  schema: count,
  mode: one("practice", "graded", "timed"),
  title: text,
  introduction: text, // HTML
  questions: count, // in one attempt
  time_limit_s: count, // 0: none
  one_way: flag,
  pass_mark: text, // per cent; 0: none
  attempts_used: count,
  open: flag, // an attempt goes on
  attempts_left: optional(count), // where they are counted
  handed_in: list(record({ attempt: id, number: count, ...outcome })), // by number
});
export type Quiz = Shaped<typeof quizView>;

export const attemptView = record({
  schema: count,
  attempt: id,
  unit: id,
  version: count,
  number: count,
  mode: one("practice", "graded", "timed"),
  title: text,
  introduction: text,
  answered: count,
  submitted: flag,
  ...outcome,
  time_left_ms: nullable(count),
  questions: list(question),
});
export type Attempt = Shaped<typeof attemptView>;

export const submitView = record({
  schema: count,
  attempt: id,
  code: text, // eight words, to write down
  answered: count,
  unanswered: count,
  ...outcome,
});
export type Submission = Shaped<typeof submitView>;

const rating = one("again", "hard", "good", "easy");
export type Rating = Shaped<typeof rating>;

const reviewCard = record({
  course: text, // slugs: a unit is called COURSE/MODULE/UNIT
  course_title: text,
  module: text,
  unit: text,
  unit_title: text,
  number: count, // of reviews before; an answer names it
  returns: flag, // was wrong today
  question,
});
export type ReviewCard = Shaped<typeof reviewCard>;

export const reviewsView = record({
  schema: count,
  due: count, // today, with the next two
  returning: count,
  fresh: count, // never reviewed, within the day's limit
  fresh_later: count,
  done_today: count,
  known: count, // reviewed at least once
  ahead: list(record({ in_days: count, count })), // from tomorrow on
  cards: list(reviewCard),
});
export type Reviews = Shaped<typeof reviewsView>;

export const reviewedView = record({
  schema: count,
  review: id,
  rating, // as it counts now
  in_days: count, // until it comes back; 0: today
  choices: list(record({ rating, in_days: count })), // none: it was wrong
  question,
  right: optional(text), // the right answer, where the given one was not
});
export type Reviewed = Shaped<typeof reviewedView>;

export const ratedView = record({ schema: count, rating, in_days: count });
export type Rated = Shaped<typeof ratedView>;
