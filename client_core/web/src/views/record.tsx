// The person's own record: hours, units and scores by course, as this device adds them up.
import { duration, percent, t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import type { LearningRecord } from "../worker/protocol.ts";
import { CourseState, courseAddress, recognisedMinutes, titleOf } from "./course_card.tsx";
import { Empty, Facts, Heading, Loaded } from "./parts.tsx";

type RecordCourse = LearningRecord["courses"][number];

function Units(props: { of: RecordCourse }) {
  return (
    <div class="table-frame" tabIndex={0} role="group" aria-label={titleOf(props.of.course)}>
      <table>
        <caption class="visually-hidden">{titleOf(props.of.course)}</caption>
        <thead>
          <tr>
            <th scope="col">{t("recordUnit")}</th>
            <th scope="col">{t("recordState")}</th>
            <th scope="col">{t("recordTime")}</th>
            <th scope="col">{t("recordScore")}</th>
          </tr>
        </thead>
        <tbody>
          {props.of.units.map((unit, index) => (
            <tr key={index}>
              <th scope="row">
                <bdi>{unit.title}</bdi>
              </th>
              <td>
                {unit.waits_for_marking
                  ? t("unitMarking")
                  : unit.completed
                    ? t("unitDone")
                    : unit.seconds > 0 || unit.attempts > 0
                      ? t("unitBegun")
                      : "–"}
              </td>
              <td>{unit.seconds >= 60 ? duration(unit.seconds / 60) : "–"}</td>
              <td>{unit.score ? percent(unit.score) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CourseRecord(props: { of: RecordCourse }) {
  const { course, seconds } = props.of;
  return (
    <section class="section">
      <h2>
        <a href={courseAddress(course.slug)}>{titleOf(course)}</a>
      </h2>
      <p class="card-badges">
        <CourseState card={course} />
      </p>
      <Facts
        of={[
          [
            t("recordUnits"),
            t("unitsDone", { done: course.units_completed, n: course.units_required }),
          ],
          [t("recordTime"), duration(seconds / 60)],
          [t("recordRecognised"), duration(recognisedMinutes(course))],
        ]}
      />
      <Units of={props.of} />
    </section>
  );
}

export function RecordPage() {
  const { revisions } = state.value;
  const record = useAnswer("record", {}, revisions.record, revisions.courses);
  return (
    <>
      <Heading lead={t("recordLead")}>{t("navRecord")}</Heading>
      <Loaded of={record}>
        {(value) =>
          value.courses.length === 0 ? (
            <Empty title={t("coursesNone")} />
          ) : (
            <>
              <Facts of={[[t("recordTotal"), duration(value.seconds / 60)]]} />
              {value.courses.map((each) => (
                <CourseRecord key={each.course.enrolment} of={each} />
              ))}
            </>
          )
        }
      </Loaded>
    </>
  );
}
