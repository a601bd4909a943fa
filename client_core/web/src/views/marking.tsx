// What waits for a trainer's mark, the oldest first. All of it is at the site, so it needs the
// network and a session.
import { useEffect, useState } from "preact/hooks";

import { moment, t } from "../i18n/index.ts";
import { faultOf, useAnswer } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { hasSession } from "../state/site_api.ts";
import * as teaching from "../state/teaching_api.ts";
import type { MarkingLine } from "../state/teaching_api.ts";
import { Select } from "./field.tsx";
import { Badge, Empty, FaultNotice, Heading, Notice, Waiting } from "./parts.tsx";
import { BeginSession } from "./session.tsx";

export interface MarkingWish {
  edition: string;
  marked: boolean;
  nameless: boolean;
}

const sheetAddress = (line: MarkingLine, nameless: boolean) =>
  `/app/marking/${line.enrolment}/${line.attempt}${nameless ? "?nameless" : ""}`;

function LineState(props: { line: MarkingLine }) {
  const { line } = props;
  if (line.waiting > 0) {
    return <Badge kind="warning">{t("classToMark", { n: line.waiting })}</Badge>;
  }
  return (
    <Badge kind="success" icon="check">
      {t("markingDone")}
    </Badge>
  );
}

function Lines(props: { lines: MarkingLine[]; nameless: boolean }) {
  return (
    <div class="table-frame" tabIndex={0} role="group" aria-label={t("navMarking")}>
      <table>
        <caption class="visually-hidden">{t("navMarking")}</caption>
        <thead>
          <tr>
            <th scope="col">{props.nameless ? t("markingWork") : t("className")}</th>
            <th scope="col">{t("markingTest")}</th>
            <th scope="col">{t("markingHandedIn")}</th>
            <th scope="col">{t("recordState")}</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line, index) => (
            <tr key={line.attempt}>
              <th scope="row" dir="auto">
                <a href={sheetAddress(line, props.nameless)}>
                  {line.name ?? t("markingNameless", { number: index + 1 })}
                </a>
              </th>
              <td>
                <bdi>{line.unit_title}</bdi>
                <span class="unit-notes">
                  {line.course_title} · {line.edition_name}
                </span>
              </td>
              <td>{moment(line.handed_in)}</td>
              <td>
                <LineState line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Found(props: { wish: MarkingWish }) {
  const { wish } = props;
  const [lines, setLines] = useState<{ items: MarkingLine[]; more: boolean } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    teaching.marking(wish).then(
      (found) => {
        if (!wanted) return;
        setFault(null);
        setLines(found);
      },
      (thrown: unknown) => {
        if (wanted) setFault(faultOf(thrown));
      },
    );
    return () => {
      wanted = false;
    };
  }, [wish.edition, wish.marked, wish.nameless, round]);
  if (fault) return <FaultNotice fault={fault} again={() => setRound(round + 1)} />;
  if (!lines) return <Waiting />;
  if (lines.items.length === 0) {
    return (
      <Empty title={wish.marked ? t("markingNothing") : t("markingNone")}>
        <p>{t("markingNoneWhy")}</p>
      </Empty>
    );
  }
  return (
    <>
      {lines.more ? (
        <Notice kind="info">
          <p>{t("markingMore")}</p>
        </Notice>
      ) : null}
      <Lines lines={lines.items} nameless={wish.nameless} />
    </>
  );
}

function Check(props: { words: string; checked: boolean; change: (checked: boolean) => void }) {
  return (
    <label class="form-check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.change(event.currentTarget.checked)}
      />
      <span>{props.words}</span>
    </label>
  );
}

function Work() {
  const classes = useAnswer("classes", {});
  const [wish, setWish] = useState<MarkingWish>({ edition: "", marked: false, nameless: false });
  const editions = classes.kind === "here" ? classes.value : [];
  return (
    <>
      <div class="filters">
        {editions.length > 1 ? (
          <Select
            label={t("markingEdition")}
            value={wish.edition}
            options={[
              ["", t("markingEveryEdition")],
              ...editions.map((each): [string, string] => [
                each.edition,
                `${each.course_title} — ${each.title}`,
              ]),
            ]}
            change={(edition) => setWish({ ...wish, edition })}
          />
        ) : null}
        <Check
          words={t("markingMarkedToo")}
          checked={wish.marked}
          change={(marked) => setWish({ ...wish, marked })}
        />
        <Check
          words={t("markingWithoutNames")}
          checked={wish.nameless}
          change={(nameless) => setWish({ ...wish, nameless })}
        />
      </div>
      <Found wish={wish} />
    </>
  );
}

export function Marking() {
  return (
    <>
      <Heading lead={t("markingLead")}>{t("navMarking")}</Heading>
      {hasSession() ? <Work /> : <BeginSession />}
    </>
  );
}
