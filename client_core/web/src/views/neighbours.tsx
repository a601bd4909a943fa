// The way from a unit to the ones before and after it.
import { t } from "../i18n/index.ts";
import { spotAddress } from "../state/resume.ts";
import type { Course, UnitCard } from "../worker/protocol.ts";
import { courseAddress, titleOf } from "./course_card.tsx";
import { Icon } from "./icon.tsx";

export interface UnitProps {
  course: Course;
  unit: UnitCard;
  name: string; // COURSE/MODULE/UNIT, as the core calls it
}

function neighbours(course: Course, unit: UnitCard): { before?: UnitCard; after?: UnitCard } {
  const here = course.units.filter((each) => each.here);
  const at = here.findIndex((each) => each.unit === unit.unit);
  const before = here[at - 1];
  const after = here[at + 1];
  return { ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

export function Neighbours(props: UnitProps) {
  const { course, unit } = props;
  const { before, after } = neighbours(course, unit);
  const to = (each: UnitCard): string =>
    spotAddress({ course: course.course.slug, module: each.module, unit: each.slug });
  return (
    <nav class="neighbours" aria-label={t("neighboursLabel")}>
      {before ? (
        <a class="neighbour" href={to(before)} rel="prev">
          <Icon name="previous" />
          <span>
            <span class="neighbour-over">{t("unitBefore")}</span>
            <bdi>{before.title}</bdi>
          </span>
        </a>
      ) : (
        <span />
      )}
      {after ? (
        <a class="neighbour neighbour-after" href={to(after)} rel="next">
          <span>
            <span class="neighbour-over">{t("unitAfter")}</span>
            <bdi>{after.title}</bdi>
          </span>
          <Icon name="next" />
        </a>
      ) : (
        <a class="neighbour neighbour-after" href={courseAddress(course.course.slug)}>
          <span>
            <span class="neighbour-over">{t("unitLast")}</span>
            {titleOf(course.course)}
          </span>
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
}
