// Who was at a meeting, for its trainers: what learners declare, and the minutes that the trainer
// marks. Only what was changed here is sent, with the state that was seen.
import { useEffect, useState } from "preact/hooks";

import { duration, t } from "../i18n/index.ts";
import { faultOf, useAct } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import * as site from "../state/meeting_api.ts";
import type { Attendance, Planned } from "../state/meeting_api.ts";
import { Button, FaultNotice, Waiting } from "./parts.tsx";

type Typed = Record<string, string>; // by enrolment

const savedOf = (row: Attendance): string => (row.marked ? String(row.minutes) : "");

function Row(props: { of: Attendance; typed: string; change: (minutes: string) => void }) {
  const { of } = props;
  const name = of.name || t("unlockNameless");
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td>{of.claimed > 0 ? duration(of.claimed) : "–"}</td>
      <td>
        <input
          class="form-control attendance-minutes"
          type="number"
          inputMode="numeric"
          min="0"
          aria-label={t("attendanceMinutesOf", { name })}
          value={props.typed}
          onInput={(event) => props.change(event.currentTarget.value)}
        />
      </td>
      <td>
        <bdi>{of.marked_by || "–"}</bdi>
      </td>
    </tr>
  );
}

function Sheet(props: {
  edition: string;
  of: Planned;
  rows: Attendance[];
  show: (rows: Attendance[]) => void;
  reload: () => void;
}) {
  const { of, rows } = props;
  const [typed, type] = useState<Typed>({});
  const [wrong, setWrong] = useState(false);
  const [told, tell] = useState("");
  const { busy, fault, act, clear } = useAct();
  const shown = (row: Attendance): string => typed[row.enrolment] ?? savedOf(row);
  const changed = rows.filter((row) => shown(row) !== savedOf(row) && shown(row) !== "");
  const isWrong = (row: Attendance): boolean => {
    const minutes = Number(shown(row));
    return !Number.isInteger(minutes) || minutes < 0 || minutes > of.minutes;
  };
  const save = (): void => {
    setWrong(changed.some(isWrong));
    tell("");
    if (changed.length === 0 || changed.some(isWrong)) return;
    act(async () => {
      const marks = changed.map((row) => ({
        enrolment: row.enrolment,
        minutes: Number(shown(row)),
        state: row.state,
      }));
      const { items } = await site.markAttendance(props.edition, of, marks);
      type({});
      props.show(items);
      tell(t("attendanceSaved"));
    });
  };
  const fill = (): void =>
    type(Object.fromEntries(rows.map((row) => [row.enrolment, shown(row) || String(of.minutes)])));
  if (rows.length === 0) return <p>{t("attendanceNobody")}</p>;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p class="form-text">{t("attendanceWhy")}</p>
      <div
        class="table-frame"
        tabIndex={0}
        role="group"
        aria-label={t("attendanceOf", { title: of.title })}
      >
        <table>
          <caption class="visually-hidden">{t("attendanceOf", { title: of.title })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("attendanceName")}</th>
              <th scope="col">{t("attendanceClaim")}</th>
              <th scope="col">{t("attendanceMinutes")}</th>
              <th scope="col">{t("attendanceBy")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row
                key={row.enrolment}
                of={row}
                typed={shown(row)}
                change={(minutes) => type((before) => ({ ...before, [row.enrolment]: minutes }))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {wrong ? (
        <p class="form-error" role="alert">
          {t("attendanceWrong", { max: of.minutes })}
        </p>
      ) : null}
      <FaultNotice
        fault={fault}
        lookAgain={() => {
          clear();
          type({});
          props.reload();
        }}
      />
      <div class="button-row">
        <Button submit small busy={busy}>
          {t("attendanceSave")}
        </Button>
        <Button kind="outline" small onClick={fill}>
          {t("attendanceAll")}
        </Button>
      </div>
      <p role="status">{told}</p>
    </form>
  );
}

export function AttendanceSheet(props: { edition: string; of: Planned }) {
  const { edition, of } = props;
  const [rows, show] = useState<Attendance[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    site.attendance(edition, of).then(
      ({ items }) => {
        setFault(null);
        show(items);
      },
      (thrown: unknown) => setFault(faultOf(thrown)),
    );
  }, [edition, of.id, round]);
  const reload = (): void => setRound(round + 1);
  if (fault) return <FaultNotice fault={fault} again={reload} />;
  if (!rows) return <Waiting />;
  return <Sheet edition={edition} of={of} rows={rows} show={show} reload={reload} />;
}
