// What a person sees first: go on where one was, what is assigned until when, the hours, and what
// has to be known about the device.
import { duration, moment, t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import { courseToResume, spotAddress, unitToResume } from "../state/resume.ts";
import type { Course, CourseCard } from "../worker/protocol.ts";
import { CourseTile, courseAddress, recognisedMinutes, titleOf } from "./course_card.tsx";
import { ComingMeetings } from "./meetings.tsx";
import { Empty, Heading, LinkButton, Loaded, Notice, Progress } from "./parts.tsx";
import { ReviewToday } from "./review_today.tsx";

const dayMs = 86_400_000;

function ResumeUnit(props: { course: Course }) {
  const { course } = props;
  const unit = unitToResume(course);
  const { card, to } = {
    card: course.course,
    to: unit
      ? spotAddress({ course: course.course.slug, module: unit.module, unit: unit.slug })
      : courseAddress(course.course.slug),
  };
  return (
    <section class="resume" aria-labelledby="resume-title">
      <p class="resume-over">{card.units_completed > 0 ? t("resumeOver") : t("startOver")}</p>
      <h2 id="resume-title">{titleOf(card)}</h2>
      {unit ? (
        <p class="resume-unit">
          {unit.module_title} — {unit.title}
        </p>
      ) : null}
      <Progress
        label={t("courseProgress", { title: titleOf(card) })}
        part={card.units_completed}
        whole={card.units_required}
        words={t("unitsDone", { done: card.units_completed, n: card.units_required })}
      />
      <LinkButton to={to} icon="next">
        {card.units_completed > 0 ? t("resumeDo") : t("startDo")}
      </LinkButton>
    </section>
  );
}

function Resume(props: { card: CourseCard }) {
  const course = useAnswer(
    "course",
    { course: props.card.slug },
    state.value.revisions.courses,
    state.value.revisions.record,
  );
  return <Loaded of={course}>{(value) => <ResumeUnit course={value} />}</Loaded>;
}

// Work that waits longer than a day is said loudly: a lost laptop would take it along.
function OldWork() {
  const oldest = state.value.status?.oldest_unsent ?? null;
  if (oldest === null || Date.now() - oldest < dayMs) return null;
  return (
    <Notice kind="warning" title={t("oldWork")}>
      <p>{t("oldWorkSince", { when: moment(oldest) })}</p>
      <LinkButton kind="outline" to="/app/device">
        {t("oldWorkDo")}
      </LinkButton>
    </Notice>
  );
}

function Notices() {
  const notices = state.value.status?.notices ?? [];
  return (
    <>
      {notices.map((notice) => (
        <Notice kind="info" key={notice}>
          <p>{notice}</p>
        </Notice>
      ))}
    </>
  );
}

// What is new is said here, with the newest title.
function NewAnnouncements() {
  const count = state.value.status?.announcements_new ?? 0;
  const announcements = useAnswer("announcements", {}, count, state.value.link.exchangedAt);
  const fresh = announcements.kind === "here" ? announcements.value.filter((one) => one.new) : [];
  if (count === 0 || fresh.length === 0) return null;
  return (
    <Notice kind="info" title={t("announcementsNew", { n: fresh.length })}>
      <ul class="plain-list">
        {fresh.slice(0, 3).map((one) => (
          <li key={one.announcement} lang={one.language} dir="auto">
            {one.title}
          </li>
        ))}
      </ul>
      <LinkButton kind="outline" to="/app/announcements">
        {t("announcementsMore")}
      </LinkButton>
    </Notice>
  );
}

function Everything(props: { cards: CourseCard[] }) {
  const resumed = courseToResume(props.cards);
  const minutes = props.cards.reduce((sum, card) => sum + recognisedMinutes(card), 0);
  const open = props.cards.filter((card) => !card.completed);
  if (props.cards.length === 0) {
    return (
      <Empty title={t("coursesNone")}>
        <p>{t("coursesNoneWhy")}</p>
      </Empty>
    );
  }
  return (
    <>
      {resumed ? (
        <Resume card={resumed} />
      ) : (
        <Notice kind="info" title={t("nothingHere")}>
          <p>{t("nothingHereHow")}</p>
          <LinkButton to="/app/courses">{t("navCourses")}</LinkButton>
        </Notice>
      )}
      <ComingMeetings />
      <section class="section">
        <h2>{t("assigned")}</h2>
        <div class="tiles">
          {open.map((card) => (
            <CourseTile key={card.enrolment} card={card} />
          ))}
        </div>
        {open.length === 0 ? <p>{t("assignedDone")}</p> : null}
      </section>
      <ReviewToday />
      <section class="section hours">
        <h2>{t("hoursTitle")}</h2>
        <p class="hours-figure">{duration(minutes)}</p>
        <p>
          <a href="/app/record">{t("hoursMore")}</a>
        </p>
      </section>
    </>
  );
}

export function Home() {
  const { revisions, person } = state.value;
  const courses = useAnswer("courses", {}, revisions.courses, revisions.record);
  const name = person?.name || person?.user || "";
  return (
    <>
      <Heading title={t("navHome")}>{name ? t("hello", { name }) : t("helloNobody")}</Heading>
      <OldWork />
      <Notices />
      <NewAnnouncements />
      <Loaded of={courses}>{(cards) => <Everything cards={cards} />}</Loaded>
    </>
  );
}
