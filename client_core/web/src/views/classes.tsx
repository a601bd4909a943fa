// How the editions are doing that this person teaches or coordinates: started, done, needs help,
// and when each device of a learner was last heard of, because figures from offline devices are
// always late.
import { useState } from "preact/hooks";

import { duration, moment, percent, t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import type { Class } from "../worker/protocol.ts";
import { LastSync } from "./last_sync.tsx";
import { Badge, Empty, Facts, Heading, Loaded, Notice } from "./parts.tsx";

type Line = Class["learners"][number];
const weekMs = 7 * 86_400_000;

const hasStarted = (line: Line): boolean =>
  line.units_completed > 0 || line.answers > 0 || line.seconds > 0;

function LineState(props: { line: Line }) {
  const { line } = props;
  if (line.completed) {
    return (
      <Badge kind="success" icon="check">
        {t("classDone")}
      </Badge>
    );
  }
  if (line.needs_help) {
    return (
      <Badge kind="warning" icon="warning">
        {t("classHelp")}
      </Badge>
    );
  }
  if (hasStarted(line)) return <Badge kind="info">{t("classStarted")}</Badge>;
  return <Badge kind="neutral">{t("classNotStarted")}</Badge>;
}

function Learners(props: { lines: Line[]; title: string }) {
  return (
    <div class="table-frame" tabIndex={0} role="group" aria-label={props.title}>
      <table>
        <caption class="visually-hidden">{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("className")}</th>
            <th scope="col">{t("recordState")}</th>
            <th scope="col">{t("recordUnits")}</th>
            <th scope="col">{t("recordScore")}</th>
            <th scope="col">{t("recordTime")}</th>
            <th scope="col">{t("classLast")}</th>
            <th scope="col">{t("classSync")}</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={line.enrolment}>
              <th scope="row">{line.name || t("unlockNameless")}</th>
              <td>
                <LineState line={line} />
              </td>
              <td>{t("unitsDone", { done: line.units_completed, n: line.units_required })}</td>
              <td>
                {line.score ? percent(line.score) : "–"}
                {line.units_to_mark > 0 ? ` · ${t("classToMark", { n: line.units_to_mark })}` : ""}
              </td>
              <td>{line.seconds >= 60 ? duration(line.seconds / 60) : "–"}</td>
              <td>{line.last_activity ? moment(line.last_activity) : t("never")}</td>
              <td>
                <LastSync of={line.devices} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Edition(props: { of: Class }) {
  const { of } = props;
  const [only, setOnly] = useState(false);
  const active = of.learners.filter((line) => line.active);
  const late = active.filter((line) => line.needs_help);
  const title = `${of.course_title} — ${of.title}`;
  return (
    <section class="section">
      <h2>{title}</h2>
      <p class="card-note">{of.organisation_name}</p>
      <p class="button-row">
        {active.some((line) => line.units_to_mark > 0) ? (
          <a href="/app/marking">{t("navMarking")}</a>
        ) : null}
        <a href={`/app/classes/${of.edition}/announcements`}>{t("announceLink")}</a>
        <a href={`/app/classes/${of.edition}/meetings`}>{t("planLink")}</a>
      </p>
      <Facts
        of={[
          [t("classEnrolled"), String(active.length)],
          [t("classStarted"), String(active.filter(hasStarted).length)],
          [t("classDone"), String(active.filter((line) => line.completed).length)],
          [t("classHelp"), String(late.length)],
        ]}
      />
      {late.length > 0 ? (
        <label class="form-check">
          <input
            type="checkbox"
            checked={only}
            onChange={(event) => setOnly(event.currentTarget.checked)}
          />
          <span>{t("classOnlyHelp")}</span>
        </label>
      ) : null}
      {active.length > 0 ? (
        <Learners lines={only ? late : active} title={title} />
      ) : (
        <p>{t("classNobody")}</p>
      )}
    </section>
  );
}

export function Classes() {
  const classes = useAnswer("classes", {}, state.value.revisions.classes);
  const heard = state.value.status?.last_heard;
  return (
    <>
      <Heading lead={heard ? t("classAsOf", { when: moment(heard) }) : t("classNotYet")}>
        {t("navClasses")}
      </Heading>
      {heard && Date.now() - heard > weekMs ? (
        <Notice kind="warning">
          <p>{t("classStale")}</p>
        </Notice>
      ) : null}
      <Loaded of={classes}>
        {(value) =>
          value.length === 0 ? (
            <Empty title={t("classNone")} />
          ) : (
            <>
              {value.map((each) => (
                <Edition key={each.edition} of={each} />
              ))}
            </>
          )
        }
      </Loaded>
    </>
  );
}
