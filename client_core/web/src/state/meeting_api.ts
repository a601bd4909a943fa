// What trainers ask of the site about a class's meetings: what is planned, changes of it, and who
// was there. A change and a mark carry the state of what was seen.
import { request } from "./site_api.ts";
import type { Listed } from "./site_api.ts";

export interface Planned {
  id: string;
  title: string;
  starts: number;
  minutes: number;
  zone: string; // the edition's
  place: string;
  link: string;
  notes: string;
  language: string;
  name: string; // of who planned or changed it last
  written: number;
  change: number;
  cancelled: boolean;
  reason: string;
  state: string;
}
export type MeetingWish = Pick<
  Planned,
  "title" | "starts" | "minutes" | "place" | "link" | "notes" | "language"
>;
export interface Attendance {
  enrolment: string;
  name: string;
  active: boolean;
  marked: boolean;
  minutes: number;
  marked_by: string;
  claimed: number; // by the learner's own word
  state: string;
}
export type AttendanceMark = Pick<Attendance, "enrolment" | "minutes" | "state">;

const bookOf = (edition: string) => `editions/${edition}/meetings`;

export const meetings = (edition: string) => request<Listed<Planned>>("GET", bookOf(edition));
export const plan = (edition: string, wish: MeetingWish) =>
  request<Planned>("POST", bookOf(edition), wish);
export const change = (edition: string, which: Planned, wish: MeetingWish) =>
  request<Planned>("POST", `${bookOf(edition)}/${which.id}`, { ...wish, state: which.state });
export const cancel = (edition: string, which: Planned, reason: string) =>
  request<Planned>("POST", `${bookOf(edition)}/${which.id}/cancel`, {
    state: which.state,
    reason,
  });

const sheetOf = (edition: string, which: Planned) => `${bookOf(edition)}/${which.id}/attendance`;
export const attendance = (edition: string, which: Planned) =>
  request<Listed<Attendance>>("GET", sheetOf(edition, which));
export const markAttendance = (edition: string, which: Planned, marks: AttendanceMark[]) =>
  request<Listed<Attendance>>("POST", sheetOf(edition, which), { marks });
