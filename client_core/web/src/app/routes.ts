// The pages by their addresses. Each is a part of its own that is loaded when somebody goes there.
import type { ComponentType } from "preact";

import type { PlainKey } from "../i18n/index.ts";

export interface PageProps {
  values: Record<string, string>;
}
type Load = () => Promise<ComponentType<PageProps>>;

export interface PageRoute {
  pattern: string;
  load: Load;
  // Shown without a profile, or while it is locked.
  open?: boolean;
}

export const routes: PageRoute[] = [
  { pattern: "/", load: () => import("../views/home.tsx").then((m) => m.Home) },
  { pattern: "/join", load: () => import("../views/join.tsx").then((m) => m.Join), open: true },
  { pattern: "/app/courses", load: () => import("../views/courses.tsx").then((m) => m.Courses) },
  {
    pattern: "/app/courses/:course",
    load: () => import("../views/course.tsx").then((m) => m.CoursePage),
  },
  {
    pattern: "/app/courses/:course/:module/:unit",
    load: () => import("../views/unit.tsx").then((m) => m.UnitPage),
  },
  { pattern: "/app/review", load: () => import("../views/review.tsx").then((m) => m.ReviewPage) },
  { pattern: "/app/record", load: () => import("../views/record.tsx").then((m) => m.RecordPage) },
  {
    pattern: "/app/announcements",
    load: () => import("../views/announcements.tsx").then((m) => m.Announcements),
  },
  {
    pattern: "/app/record/:enrolment",
    load: () => import("../views/attestation.tsx").then((m) => m.AttestationPage),
  },
  {
    pattern: "/app/verify",
    load: () => import("../views/verify.tsx").then((m) => m.VerifyPage),
    open: true,
  },
  { pattern: "/app/device", load: () => import("../views/device.tsx").then((m) => m.DevicePage) },
  { pattern: "/app/space", load: () => import("../views/space.tsx").then((m) => m.SpacePage) },
  {
    pattern: "/app/profile",
    load: () => import("../views/profile.tsx").then((m) => m.ProfilePage),
  },
  {
    pattern: "/app/profile/data",
    load: () => import("../views/my_data.tsx").then((m) => m.MyDataPage),
  },
  { pattern: "/app/classes", load: () => import("../views/classes.tsx").then((m) => m.Classes) },
  {
    pattern: "/app/classes/:edition/announcements",
    load: () => import("../views/announce.tsx").then((m) => m.Announce),
  },
  {
    pattern: "/app/classes/:edition/meetings",
    load: () => import("../views/plan_meetings.tsx").then((m) => m.PlanMeetings),
  },
  { pattern: "/app/marking", load: () => import("../views/marking.tsx").then((m) => m.Marking) },
  {
    pattern: "/app/marking/:enrolment/:attempt",
    load: () => import("../views/marking_sheet.tsx").then((m) => m.MarkingSheetPage),
  },
  { pattern: "/app/people", load: () => import("../views/people.tsx").then((m) => m.People) },
  { pattern: "/app/upload", load: () => import("../views/uploads.tsx").then((m) => m.Uploads) },
  {
    pattern: "/app/upload/:draft",
    load: () => import("../views/draft.tsx").then((m) => m.DraftPage),
  },
  { pattern: "/app/help", load: () => import("../views/help.tsx").then((m) => m.Help), open: true },
  {
    pattern: "/app/accessibility",
    load: () => import("../views/accessibility.tsx").then((m) => m.Accessibility),
    open: true,
  },
];

export const nowhere: PageRoute = {
  pattern: "",
  load: () => import("../views/nowhere.tsx").then((m) => m.Nowhere),
  open: true,
};

export interface Found {
  route: PageRoute;
  values: Record<string, string>;
}

function match(pattern: string, path: string): Record<string, string> | null {
  const expected = pattern.split("/");
  const given = path.split("/");
  if (expected.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [index, piece] of expected.entries()) {
    const value = given[index] ?? "";
    if (piece.startsWith(":") && value) values[piece.slice(1)] = decodeURIComponent(value);
    else if (piece !== value) return null;
  }
  return values;
}

export function find(path: string): Found {
  const plain = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
  for (const route of routes) {
    try {
      const values = match(route.pattern, plain);
      if (values) return { route, values };
    } catch {
      // A broken escape in the address is an address of nothing.
    }
  }
  return { route: nowhere, values: {} };
}

export interface Place {
  to: string;
  name: PlainKey;
  staff?: boolean;
}
// The navigation, in this order.
export const places: Place[] = [
  { to: "/", name: "navHome" },
  { to: "/app/courses", name: "navCourses" },
  { to: "/app/review", name: "navReview" },
  { to: "/app/record", name: "navRecord" },
  { to: "/app/announcements", name: "navAnnouncements" },
  { to: "/app/classes", name: "navClasses", staff: true },
  { to: "/app/marking", name: "navMarking", staff: true },
  { to: "/app/upload", name: "navUpload", staff: true },
  { to: "/app/people", name: "navPeople", staff: true },
];
