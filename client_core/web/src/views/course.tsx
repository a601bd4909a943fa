// One course: what it is about, its modules and units with what is done, and its place on the
// device.
import { duration, percent, t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import type { PageProps } from "../app/routes.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import { spotAddress, unitToResume } from "../state/resume.ts";
import type { Course, UnitCard, UnitKind } from "../worker/protocol.ts";
import { CourseDates, CourseState, titleOf } from "./course_card.tsx";
import { DownloadPanel } from "./download.tsx";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon.tsx";
import { CourseMeetings } from "./meetings.tsx";
import { Badge, Empty, Heading, LinkButton, Loaded, Notice, Progress } from "./parts.tsx";

const kinds: Record<UnitKind, { icon: IconName; name: PlainKey }> = {
  page: { icon: "page", name: "kindPage" },
  media: { icon: "media", name: "kindMedia" },
  quiz: { icon: "quiz", name: "kindQuiz" },
  questionnaire: { icon: "quiz", name: "kindQuestionnaire" },
  assignment: { icon: "assignment", name: "kindAssignment" },
  foreign: { icon: "foreign", name: "kindForeign" },
  unknown: { icon: "file", name: "kindUnknown" },
};

function UnitState(props: { unit: UnitCard }) {
  const { unit } = props;
  if (unit.waits_for_marking) {
    return (
      <Badge kind="info" icon="clock">
        {t("unitMarking")}
      </Badge>
    );
  }
  if (unit.completed) {
    return (
      <Badge kind="success" icon="check">
        {unit.score ? t("unitDoneScore", { score: percent(unit.score) }) : t("unitDone")}
      </Badge>
    );
  }
  if (unit.attempts_open > 0) return <Badge kind="warning">{t("unitOpenAttempt")}</Badge>;
  if (unit.opened) return <Badge kind="neutral">{t("unitBegun")}</Badge>;
  return null;
}

function UnitLine(props: { course: string; unit: UnitCard }) {
  const { course, unit } = props;
  const { icon, name } = kinds[unit.kind];
  const notes = [
    t(name),
    unit.minutes > 0 ? duration(unit.minutes) : "",
    unit.required ? "" : t("unitOptional"),
    unit.here ? "" : t("unitNotHere"),
  ].filter(Boolean);
  const to = spotAddress({ course, module: unit.module, unit: unit.slug });
  return (
    <li class="unit-line">
      <Icon name={icon} />
      <div class="unit-words">
        {unit.here ? (
          <a href={to}>
            <bdi>{unit.title}</bdi>
          </a>
        ) : (
          <span class="unit-away">
            <bdi>{unit.title}</bdi>
          </span>
        )}
        <span class="unit-notes">{notes.join(" · ")}</span>
      </div>
      <UnitState unit={unit} />
    </li>
  );
}

interface ModuleUnits {
  slug: string;
  title: string;
  units: UnitCard[];
}

function modulesOf(course: Course): ModuleUnits[] {
  const modules: ModuleUnits[] = [];
  for (const unit of course.units) {
    const last = modules.at(-1);
    if (last?.slug === unit.module) last.units.push(unit);
    else modules.push({ slug: unit.module, title: unit.module_title, units: [unit] });
  }
  return modules;
}

function Modules(props: { course: Course }) {
  const { course } = props;
  if (course.units.length === 0) return <Empty title={t("courseNotHere")} />;
  return (
    <section class="section">
      <h2>{t("courseContents")}</h2>
      {modulesOf(course).map((module) => (
        <section class="module" key={module.slug}>
          <h3>
            <bdi>{module.title}</bdi>
          </h3>
          <ul class="unit-list">
            {module.units.map((unit) => (
              <UnitLine key={unit.unit} course={course.course.slug} unit={unit} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Body(props: { course: Course }) {
  const { course } = props;
  const { card } = { card: course.course };
  const unit = unitToResume(course);
  return (
    <>
      <Heading lead={course.summary}>{titleOf(card)}</Heading>
      <p class="card-badges">
        <CourseState card={card} /> <CourseDates card={card} />
      </p>
      {card.units_required > 0 ? (
        <Progress
          label={t("courseProgress", { title: titleOf(card) })}
          part={card.units_completed}
          whole={card.units_required}
          words={t("unitsDone", { done: card.units_completed, n: card.units_required })}
        />
      ) : null}
      {unit && card.installed > 0 ? (
        <p>
          <LinkButton
            icon="next"
            to={spotAddress({ course: card.slug, module: unit.module, unit: unit.slug })}
          >
            {card.units_completed > 0 ? t("resumeDo") : t("startDo")}
          </LinkButton>
        </p>
      ) : null}
      {card.frozen ? (
        <Notice kind="warning">
          <p>{t("courseFrozen")}</p>
        </Notice>
      ) : null}
      {card.state === "announced" ? null : <DownloadPanel card={card} />}
      <CourseMeetings edition={card.edition} />
      <Modules course={course} />
    </>
  );
}

export function CoursePage(props: PageProps) {
  const { revisions } = state.value;
  const course = useAnswer(
    "course",
    { course: props.values["course"] ?? "" },
    revisions.courses,
    revisions.record,
  );
  return (
    <>
      <p class="breadcrumb">
        <a href="/app/courses">{t("navCourses")}</a>
      </p>
      <Loaded of={course}>{(value) => <Body course={value} />}</Loaded>
    </>
  );
}
