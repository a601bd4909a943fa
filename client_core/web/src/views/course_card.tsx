// A course in a list: what state it is in on this device, how far the person is, and the next step.
import { day, duration, t } from "../i18n/index.ts";
import { state } from "../state/engine.ts";
import type { CourseCard } from "../worker/protocol.ts";
import { Badge, Progress } from "./parts.tsx";

export const courseAddress = (slug: string): string => `/app/courses/${encodeURIComponent(slug)}`;

export function CourseState(props: { card: CourseCard }) {
  const { card } = props;
  if (card.passed || card.completed) {
    return (
      <Badge kind="success" icon="check">
        {t("courseDone")}
      </Badge>
    );
  }
  switch (card.state) {
    case "announced":
      return (
        <Badge kind="neutral" icon="sync">
          {t("courseAnnounced")}
        </Badge>
      );
    case "available":
      return (
        <Badge kind="neutral" icon="download">
          {t("courseAvailable")}
        </Badge>
      );
    case "downloading":
      return (
        <Badge kind="info" icon="download">
          {t("courseDownloading")}
        </Badge>
      );
    case "ready":
      return (
        <Badge kind="success" icon="device">
          {t("courseReady")}
        </Badge>
      );
    case "update":
      return (
        <Badge kind="warning" icon="download">
          {t("courseUpdate")}
        </Badge>
      );
  }
}

// What a course is worth counts once it is completed.
export const recognisedMinutes = (card: CourseCard): number =>
  card.completed ? card.minutes_recognised : 0;

export function titleOf(card: CourseCard): string {
  return card.title || card.slug || t("courseUnnamed");
}

export function CourseDates(props: { card: CourseCard }) {
  const { from, until } = props.card;
  if (until) return <>{t("courseUntil", { day: day(until) })}</>;
  if (from) return <>{t("courseFrom", { day: day(from) })}</>;
  return null;
}

export function CourseTile(props: { card: CourseCard }) {
  const { card } = props;
  const download = state.value.downloads.find((each) => each.course === card.course);
  const started = card.units_completed > 0;
  return (
    <article class="card course-tile">
      <p class="card-badges">
        <CourseState card={card} />
      </p>
      <h3>
        <a href={courseAddress(card.slug || card.course)}>{titleOf(card)}</a>
      </h3>
      <p class="card-note">
        <CourseDates card={card} />
      </p>
      {download ? (
        <Progress
          label={t("downloadProgress", { title: titleOf(card) })}
          part={download.bytesHere}
          whole={download.bytes}
        />
      ) : started || card.state === "ready" ? (
        <Progress
          label={t("courseProgress", { title: titleOf(card) })}
          part={card.units_completed}
          whole={card.units_required}
          words={t("unitsDone", { done: card.units_completed, n: card.units_required })}
        />
      ) : null}
      {card.minutes_recognised > 0 ? (
        <p class="card-note">
          {card.completed
            ? t("recognised", { time: duration(card.minutes_recognised) })
            : t("worth", { time: duration(card.minutes_recognised) })}
        </p>
      ) : null}
    </article>
  );
}
