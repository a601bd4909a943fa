// Where the person was last, per profile, so that «go on» leads there. It names a place and nothing
// that was learned: without it one begins at the first unit that is not completed.
import type { Course, CourseCard, UnitCard } from "../worker/protocol.ts";
import { state } from "./engine.ts";

export interface Spot {
  course: string;
  module: string;
  unit: string;
}

const place = (): string => `approdo-spot-${state.value.profile?.profile ?? ""}`;

export function remember(spot: Spot): void {
  try {
    localStorage.setItem(place(), JSON.stringify(spot));
  } catch {
    // Without storage «go on» begins at the first open unit.
  }
}

export function remembered(): Spot | null {
  try {
    return JSON.parse(localStorage.getItem(place()) ?? "null") as Spot | null;
  } catch {
    return null;
  }
}

export const spotAddress = (spot: Spot): string =>
  `/app/courses/${[spot.course, spot.module, spot.unit].map(encodeURIComponent).join("/")}`;

// The course to go on with: the one last opened, else one begun, else one that is here.
export function courseToResume(cards: CourseCard[]): CourseCard | null {
  const here = cards.filter((card) => card.installed > 0 && !card.completed);
  const last = remembered();
  return (
    here.find((card) => card.slug === last?.course) ??
    here.find((card) => card.units_completed > 0) ??
    here[0] ??
    null
  );
}

export function unitToResume(course: Course): UnitCard | null {
  const last = remembered();
  const open = course.units.filter((unit) => unit.here && !unit.completed);
  return (
    open.find((unit) => unit.slug === last?.unit && unit.module === last.module) ?? open[0] ?? null
  );
}
