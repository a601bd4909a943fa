// A class's meetings, for those who teach it: planned, changed, cancelled, and who was there. They
// are at the site, so it needs the network and a session; a draft survives a reload.
import { useEffect, useRef, useState } from "preact/hooks";

import type { PageProps } from "../app/routes.ts";
import { moment, t } from "../i18n/index.ts";
import { faultOf, useAct, useAnswer } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import * as site from "../state/meeting_api.ts";
import type { Planned } from "../state/meeting_api.ts";
import { hasSession } from "../state/site_api.ts";
import { AttendanceSheet } from "./attendance.tsx";
import { Field } from "./field.tsx";
import { WhenAndWhere } from "./meeting_facts.tsx";
import { Badge, Button, FaultNotice, focusHeading, Heading, Waiting } from "./parts.tsx";
import { PlanMeeting } from "./plan_meeting.tsx";
import { BeginSession } from "./session.tsx";

function Cancel(props: { edition: string; of: Planned; done: () => void; stop: () => void }) {
  const [reason, setReason] = useState("");
  const { busy, fault, act } = useAct();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(async () => {
          await site.cancel(props.edition, props.of, reason.trim());
          props.done();
        });
      }}
    >
      <p role="status">{t("planCancelSure")}</p>
      <Field label={t("planReason")} value={reason} change={setReason} />
      <FaultNotice fault={fault} />
      <div class="button-row">
        <Button kind="danger" small submit busy={busy}>
          {t("planCancelDo")}
        </Button>
        <Button kind="outline" small onClick={props.stop}>
          {t("planKeep")}
        </Button>
      </div>
    </form>
  );
}

function Choices(props: {
  of: Planned;
  change: () => void;
  cancel: () => void;
  attendance: () => void;
  isOpen: boolean;
}) {
  const { of } = props;
  const { title } = of;
  return (
    <div class="button-row">
      {of.starts <= Date.now() && !of.cancelled ? (
        <Button
          kind="outline"
          small
          icon="people"
          label={t("attendanceOf", { title })}
          expanded={props.isOpen}
          onClick={props.attendance}
        >
          {t("attendanceLink")}
        </Button>
      ) : null}
      <Button
        kind="outline"
        small
        label={of.cancelled ? t("planAgainOf", { title }) : t("planChangeOf", { title })}
        onClick={props.change}
      >
        {of.cancelled ? t("planAgain") : t("planChangeShort")}
      </Button>
      {of.cancelled ? null : (
        <Button kind="outline" small label={t("planCancelOf", { title })} onClick={props.cancel}>
          {t("planCancel")}
        </Button>
      )}
    </div>
  );
}

function One(props: { edition: string; of: Planned; change: () => void; done: () => void }) {
  const { edition, of } = props;
  const [open, setOpen] = useState<"" | "cancel" | "attendance">("");
  const name = `planned-${of.id}`;
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <article class="card meeting" aria-labelledby={name}>
      <div class="answer-head">
        <h3 id={name} ref={heading} tabIndex={-1}>
          <bdi>{of.cancelled ? <s>{of.title}</s> : of.title}</bdi>
        </h3>
        {of.cancelled ? <Badge kind="danger">{t("meetingCancelled")}</Badge> : null}
      </div>
      <WhenAndWhere of={of} />
      <p class="card-note">
        {moment(of.written)}
        {of.name ? ` · ${of.name}` : ""}
      </p>
      {open === "cancel" ? (
        <Cancel
          edition={edition}
          of={of}
          done={props.done}
          stop={() => {
            setOpen("");
            heading.current?.focus();
          }}
        />
      ) : (
        <Choices
          of={of}
          change={props.change}
          cancel={() => setOpen("cancel")}
          attendance={() => setOpen(open ? "" : "attendance")}
          isOpen={open === "attendance"}
        />
      )}
      {open === "attendance" ? <AttendanceSheet edition={edition} of={of} /> : null}
    </article>
  );
}

function Board(props: { edition: string; zone: string }) {
  const { edition, zone } = props;
  const [rows, setRows] = useState<Planned[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [changed, setChanged] = useState("");
  const [told, tell] = useState("");
  const [round, setRound] = useState(0);
  useEffect(() => {
    site.meetings(edition).then(
      ({ items }) => {
        setFault(null);
        setRows(items);
      },
      (thrown: unknown) => setFault(faultOf(thrown)),
    );
  }, [edition, round]);
  const place = useRef<HTMLParagraphElement>(null);
  const reload = (): void => setRound(round + 1);
  const done = (): void => {
    tell(t("planSaved"));
    setChanged("");
    reload();
    // What was pressed may be gone; what came of it is said here.
    place.current?.focus();
  };
  if (fault) return <FaultNotice fault={fault} again={reload} />;
  if (!rows) return <Waiting />;
  const before = rows.find((row) => row.id === changed) ?? null;
  return (
    <>
      <PlanMeeting
        key={before ? before.id + before.state : "new"}
        edition={edition}
        zone={before?.zone ?? zone}
        before={before}
        done={done}
        stop={() => {
          setChanged("");
          focusHeading();
        }}
        reload={reload}
      />
      <p role="status" ref={place} tabIndex={-1}>
        {told}
      </p>
      <section class="section">
        <h2>{t("planAll")}</h2>
        {rows.length === 0 ? <p>{t("planNone")}</p> : null}
        {rows.map((row) => (
          <One
            key={row.id + row.state}
            edition={edition}
            of={row}
            change={() => setChanged(row.id)}
            done={done}
          />
        ))}
      </section>
    </>
  );
}

export function PlanMeetings(props: PageProps) {
  const edition = props.values["edition"] ?? "";
  const classes = useAnswer("classes", { course: edition });
  const of = classes.kind === "here" ? classes.value[0] : undefined;
  return (
    <>
      <Heading lead={of ? `${of.course_title} — ${of.title}` : t("planLead")}>
        {t("planHeading")}
      </Heading>
      {hasSession() ? (
        of ? (
          <Board edition={edition} zone={of.zone} />
        ) : (
          <Waiting />
        )
      ) : (
        <BeginSession />
      )}
      <p>
        <a href="/app/classes">{t("announceBack")}</a>
      </p>
    </>
  );
}
