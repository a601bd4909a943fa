// The person's own record: hours, units and scores by course, as this device adds them up.
import { dayOf, duration, percent, t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import type { Attestation, LearningRecord, Missing } from "../worker/protocol.ts";
import { CourseState, courseAddress, titleOf } from "./course_card.tsx";
import { Badge, Empty, Facts, Heading, LinkButton, Loaded } from "./parts.tsx";

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

function lackText(one: Missing): string {
  switch (one.what) {
    case "units":
      return t("lackUnits", { have: Number(one.have), need: Number(one.need) });
    case "quiz":
      return t("lackQuiz", {
        unit: one.unit,
        have: percent(one.have),
        need: percent(one.need),
      });
    case "score":
      return t("lackScore", { have: percent(one.have), need: percent(one.need) });
    case "seconds":
      return t("lackTime", {
        have: duration(Number(one.have) / 60),
        need: duration(Number(one.need) / 60),
      });
    case "mark":
      return t("lackMark", { unit: one.unit });
    case "attendance":
      return t("lackAttendance", {
        have: duration(Number(one.have)),
        need: duration(Number(one.need)),
      });
    case "upgrade":
      return t("lackUpgrade");
  }
}

function AttestationLine(props: { of: Attestation }) {
  const { of } = props;
  return (
    <li class="attestation-line">
      <span>{t("attestationOf", { number: of.number, day: dayOf(of.issued) })}</span>
      {of.revoked ? <Badge kind="danger">{t("attestationRevoked")}</Badge> : null}
      <LinkButton kind="outline" to={`/app/record/${of.enrolment}`}>
        {t("attestationOpen")}
      </LinkButton>
    </li>
  );
}

function Attestations(props: { of: RecordCourse }) {
  const { attestations, attestation_missing: missing, attestation_offered: offered } = props.of;
  if (attestations.length === 0 && !offered) return null;
  return (
    <>
      <h3>{t("attestationTitle")}</h3>
      {attestations.length > 0 ? (
        <ul class="attestation-list">
          {attestations.map((each) => (
            <AttestationLine key={each.number} of={each} />
          ))}
        </ul>
      ) : missing.length === 0 ? (
        <p>{t("attestationComes")}</p>
      ) : (
        <>
          <p>{t("attestationMissing")}</p>
          <ul>
            {missing.map((one, index) => (
              <li key={index}>{lackText(one)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function CourseRecord(props: { of: RecordCourse }) {
  const { course, seconds, score } = props.of;
  const hours: [string, number][] = [
    [t("recordRecognised"), props.of.minutes_earned],
    [t("recordAttended"), props.of.minutes_attended],
    [t("recordDeclared"), props.of.minutes_declared],
  ];
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
          ...hours
            .filter(([, minutes], index) => index === 0 || minutes > 0)
            .map(([name, minutes]): [string, string] => [name, duration(minutes)]),
          ...(score === undefined ? [] : [[t("recordMean"), percent(score)] as [string, string]]),
        ]}
      />
      <Attestations of={props.of} />
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
