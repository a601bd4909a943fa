// Meetings of the person's editions, on the home page and on a course's, without a network: when
// and where, into the calendar, and who says that one was there.
import { useState } from "preact/hooks";

import { duration, moment, t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import { saveFile } from "../state/save_file.ts";
import type { Meeting } from "../worker/protocol.ts";
import { endOf, WhenAndWhere } from "./meeting_facts.tsx";
import { Badge, Button, FaultNotice } from "./parts.tsx";

const shownAtHome = 4;

async function saveCalendar(of: Meeting | null): Promise<void> {
  const bytes = await ask("meetingCalendar", of ? { meeting: of.meeting } : {});
  const file = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "text/calendar" });
  saveFile("approdo.ics", file);
}

function Attendance(props: { of: Meeting }) {
  const { minutes_attended: marked, minutes_declared: declared } = props.of;
  if (marked !== undefined && marked > 0) {
    return (
      <Badge kind="success" icon="check">
        {t("meetingAttended", { time: duration(marked) })}
      </Badge>
    );
  }
  if (marked === 0) return <Badge kind="neutral">{t("meetingAbsent")}</Badge>;
  if (declared === 0) return null;
  return <p class="card-note">{t("meetingDeclared", { time: duration(declared) })}</p>;
}

function Actions(props: { of: Meeting }) {
  const { of } = props;
  const { busy, fault, act } = useAct();
  const [told, tell] = useState("");
  const toCalendar = (): void =>
    act(async () => {
      await saveCalendar(of);
      tell(t("meetingCalendarSaved"));
    });
  const declare = (): void =>
    act(() => ask("meetingAttended", { meeting: of.meeting, minutes: of.minutes }));
  const isOver = endOf(of) < Date.now();
  const mayDeclare = of.may_declare && of.minutes_declared === 0;
  if (isOver && !mayDeclare) return null;
  return (
    <>
      <FaultNotice fault={fault} />
      <div class="button-row">
        {isOver ? null : (
          <Button
            kind="outline"
            small
            icon="download"
            busy={busy}
            label={t("meetingCalendarOf", { title: of.title })}
            onClick={toCalendar}
          >
            {t("meetingCalendar")}
          </Button>
        )}
        {mayDeclare ? (
          <Button
            kind="outline"
            small
            icon="check"
            busy={busy}
            label={t("meetingDeclareOf", { title: of.title })}
            onClick={declare}
          >
            {t("meetingDeclare")}
          </Button>
        ) : null}
        <span role="status" class="save-state">
          {told}
        </span>
      </div>
    </>
  );
}

function One(props: { of: Meeting; withCourse: boolean }) {
  const { of } = props;
  const name = `meeting-${of.meeting}`;
  return (
    <article class="card meeting" aria-labelledby={name}>
      <div class="answer-head">
        <h3 id={name}>
          <bdi dir={of.right_to_left ? "rtl" : "ltr"} lang={of.language}>
            {of.cancelled ? <s>{of.title}</s> : of.title}
          </bdi>
        </h3>
        {of.cancelled ? <Badge kind="danger">{t("meetingCancelled")}</Badge> : null}
      </div>
      <WhenAndWhere of={of} />
      {props.withCourse && of.course_title ? (
        <p class="card-note">
          <bdi>{of.course_title}</bdi>
        </p>
      ) : null}
      {of.change > 0 ? (
        <p class="card-note">{t("meetingChanged", { when: moment(of.written) })}</p>
      ) : null}
      <Attendance of={of} />
      <Actions of={of} />
    </article>
  );
}

function useMeetings(): Meeting[] {
  const { revisions, link } = state.value;
  const answer = useAnswer("meetings", {}, revisions.record, link.exchangedAt);
  return answer.kind === "here" ? answer.value : [];
}

const isComing = (of: Meeting): boolean => endOf(of) >= Date.now();

export function ComingMeetings() {
  const coming = useMeetings().filter(isComing);
  if (coming.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("meetingsNext")}</h2>
      <div class="tiles">
        {coming.slice(0, shownAtHome).map((one) => (
          <One key={one.meeting} of={one} withCourse />
        ))}
      </div>
    </section>
  );
}

function AllToCalendar() {
  const { busy, fault, act } = useAct();
  return (
    <>
      <FaultNotice fault={fault} />
      <Button
        kind="plain"
        icon="download"
        busy={busy}
        onClick={() => act(() => saveCalendar(null))}
      >
        {t("meetingsCalendar")}
      </Button>
    </>
  );
}

export function CourseMeetings(props: { edition: string }) {
  const all = useMeetings().filter((one) => one.edition === props.edition);
  if (all.length === 0) return null;
  const coming = all.filter(isComing);
  const past = all.filter((one) => !isComing(one)).reverse();
  return (
    <section class="section">
      <h2>{t("meetingsTitle")}</h2>
      {coming.length === 0 ? <p>{t("meetingsNone")}</p> : null}
      {coming.map((one) => (
        <One key={one.meeting} of={one} withCourse={false} />
      ))}
      {coming.length > 1 ? <AllToCalendar /> : null}
      {past.length > 0 ? (
        <details>
          <summary>{t("meetingsPast")}</summary>
          {past.map((one) => (
            <One key={one.meeting} of={one} withCourse={false} />
          ))}
        </details>
      ) : null}
    </section>
  );
}
