// What trainers ask of the site within their session: answers to mark, announcements, and how a
// text of theirs will look. A mark and a correction carry the state of what was seen, so that
// nothing of somebody else's is written over unseen.
import { exchange, request } from "./site_api.ts";
import type { Listed } from "./site_api.ts";

export interface MarkingLine {
  attempt: string;
  enrolment: string;
  edition: string;
  edition_name: string;
  course_title: string;
  unit_title: string;
  number: number;
  handed_in: number;
  waiting: number;
  marked: number;
  points: string;
  points_max: string;
  name?: string; // left out on demand
  assignment?: boolean; // one answer without points
}
export interface ArrivingFile {
  file: string; // its hash
  name: string;
  type: string;
  size: number;
  arrived: boolean; // all of it
}
export interface GivenMark {
  name: string;
  at: number;
  points: string;
  html: string;
  source: string;
}
export interface AnswerToMark {
  question: string;
  title: string;
  html: string;
  answer: string;
  guide: string; // HTML
  points_max: string;
  by_machine: string;
  waits: boolean;
  state: string;
  files?: ArrivingFile[];
  mark?: GivenMark;
}
export interface MarkingSheet extends MarkingLine {
  language: string;
  right_to_left: boolean;
  passed: boolean;
  completes?: boolean; // an assignment that counts as completed once a person says so
  completed?: boolean;
  answers: AnswerToMark[];
}
export interface Announced {
  id: string;
  title: string;
  html: string;
  source: string;
  language: string;
  name: string;
  published: number;
  written: number;
  state: string;
}
export interface Words {
  title: string;
  text: string;
  language: string;
}

const attemptAt = (enrolment: string, attempt: string) =>
  `enrolments/${enrolment}/attempts/${attempt}`;
const boardOf = (edition: string) => `editions/${edition}/announcements`;

export function marking(wish: {
  edition: string;
  marked: boolean;
  nameless: boolean;
}): Promise<Listed<MarkingLine> & { more: boolean }> {
  const query = new URLSearchParams({ edition: wish.edition });
  if (wish.marked) query.set("marked", "1");
  if (wish.nameless) query.set("nameless", "1");
  return request("GET", `marking?${query.toString()}`);
}
export const sheet = (enrolment: string, attempt: string, nameless: boolean) =>
  request<MarkingSheet>("GET", attemptAt(enrolment, attempt) + (nameless ? "?nameless=1" : ""));
export const give = (
  enrolment: string,
  attempt: string,
  mark: {
    question: string;
    state: string;
    points: string;
    feedback: string;
    completes?: boolean;
  },
) => request<MarkingSheet>("POST", `${attemptAt(enrolment, attempt)}/marks`, { marks: [mark] });
// A file that was handed in, however slow the line.
export const handedFile = async (enrolment: string, attempt: string, file: string) =>
  (
    await exchange(`${attemptAt(enrolment, attempt)}/files/${file}`, {
      signal: AbortSignal.timeout(600_000),
    })
  ).blob();
export const preview = (text: string) => request<{ html: string }>("POST", "preview", { text });

export const announcements = (edition: string) =>
  request<Listed<Announced>>("GET", boardOf(edition));
export const announce = (edition: string, words: Words) =>
  request<Announced>("POST", boardOf(edition), words);
export const correct = (edition: string, which: Announced, words: Words) =>
  request<Announced>("POST", `${boardOf(edition)}/${which.id}`, { ...words, state: which.state });
export const withdraw = (edition: string, which: Announced) =>
  request<object>("POST", `${boardOf(edition)}/${which.id}/withdraw`, { state: which.state });
