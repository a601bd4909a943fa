// One attempt's written answers, each with its question, the author's guide, points and feedback.
// What is half written survives a reload; where somebody else marked meanwhile, that is shown
// before anything can be written over it.
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { moment, points as shownPoints, t } from "../i18n/index.ts";
import { FileList } from "../quiz/file_list.tsx";
import { Rich } from "../quiz/rich.tsx";
import type { PageProps } from "../app/routes.ts";
import { faultOf, useAct } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { useDraft } from "../state/drafts.ts";
import { settings } from "../state/settings.ts";
import { hasSession } from "../state/site_api.ts";
import * as teaching from "../state/teaching_api.ts";
import type { AnswerToMark, MarkingSheet } from "../state/teaching_api.ts";
import { Badge, Button, FaultNotice, Heading, Notice, Waiting } from "./parts.tsx";
import { SaveRow } from "./save_row.tsx";
import { BeginSession } from "./session.tsx";
import { WrittenField } from "./written_field.tsx";

const writtenWithComma = new Set(["it", "fr", "es"]);
// As the person's language writes decimals, in digits that every keyboard has.
const typed = (text: string): string =>
  writtenWithComma.has(settings.value.language) ? text.replace(".", ",") : text;

// The points as the site takes them; null: no number, or out of bounds.
function readPoints(text: string, most: string): string | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d+(\.\d{1,2})?$/.test(plain)) return null;
  return Number(plain) <= Number(most) ? plain : null;
}

function stepped(text: string, most: number, direction: 1 | -1): string {
  const step = most <= 2 ? 0.25 : 0.5;
  const now = Number(text.trim().replace(",", ".")) || 0;
  const next = Math.min(most, Math.max(0, now + direction * step));
  return typed(String(Math.round(next * 100) / 100));
}

function PointsField(props: {
  value: string;
  most: string;
  error: string | undefined;
  change: (value: string) => void;
}) {
  const id = useId();
  const most = Number(props.most);
  return (
    <div class="form-group">
      <label for={id}>{t("markPoints", { max: shownPoints(props.most) })}</label>
      <div class="stepper">
        <Button
          kind="outline"
          label={t("markPointsLess")}
          onClick={() => props.change(stepped(props.value, most, -1))}
        >
          −
        </Button>
        <input
          id={id}
          class="form-control"
          type="text"
          inputMode="decimal"
          autocomplete="off"
          dir="ltr"
          required
          value={props.value}
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={props.error ? `${id}-error` : undefined}
          onInput={(event) => props.change(event.currentTarget.value)}
        />
        <Button
          kind="outline"
          label={t("markPointsMore")}
          onClick={() => props.change(stepped(props.value, most, 1))}
        >
          +
        </Button>
      </div>
      {props.error ? (
        <p class="form-error" id={`${id}-error`}>
          {props.error}
        </p>
      ) : null}
    </div>
  );
}

interface Written {
  points: string;
  feedback: string;
}
const writtenIn = (answer: AnswerToMark): Written => ({
  points: answer.mark ? typed(answer.mark.points) : "",
  feedback: answer.mark?.source ?? "",
});

interface MarkProps {
  of: MarkingSheet;
  answer: AnswerToMark;
  renew: (sheet: MarkingSheet) => void;
  reload: () => void;
}

function MarkForm(props: MarkProps) {
  const { of, answer } = props;
  const draft = useDraft<Written>(`mark/${of.attempt}/${answer.question}`, writtenIn(answer));
  const [tried, setTried] = useState(false);
  const [told, tell] = useState("");
  const { busy, fault, act, clear } = useAct();
  const points = of.assignment ? "0" : readPoints(draft.value.points, answer.points_max);
  const [completes, setCompletes] = useState(true);
  const mayComplete = of.completes === true && !of.completed;
  // Where the button that was pressed goes, the form is begun again.
  const form = useRef<HTMLFormElement>(null);
  const begin = (): void => form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  const save = (): void => {
    setTried(true);
    tell("");
    if (points === null) return;
    const { question, state } = answer;
    act(async () => {
      const said = mayComplete ? { completes } : {};
      const mark = { question, state, points, feedback: draft.value.feedback, ...said };
      const after = await teaching.give(of.enrolment, of.attempt, mark);
      draft.drop();
      setTried(false);
      tell(t("markSaved"));
      props.renew(after);
    });
  };
  return (
    <form
      ref={form}
      class="mark-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {of.assignment ? null : (
        <PointsField
          value={draft.value.points}
          most={answer.points_max}
          error={
            tried && points === null
              ? t("markPointsWrong", { max: shownPoints(answer.points_max) })
              : undefined
          }
          change={(value) => draft.change({ points: value })}
        />
      )}
      <WrittenField
        label={t("markFeedback")}
        lines={5}
        value={draft.value.feedback}
        change={(feedback) => draft.change({ feedback })}
      />
      {mayComplete ? (
        <label class="form-check">
          <input
            type="checkbox"
            checked={completes}
            onChange={(event) => setCompletes(event.currentTarget.checked)}
          />
          <span>{t("markCompletes")}</span>
        </label>
      ) : null}
      <FaultNotice
        fault={fault}
        lookAgain={() => {
          clear();
          props.reload();
          begin();
        }}
      />
      <SaveRow
        save={answer.mark ? t("markChange") : t("markSave")}
        busy={busy}
        draft={draft}
        left={begin}
        told={told}
      />
    </form>
  );
}

function Answer(props: MarkProps & { number: number }) {
  const { answer, of } = props;
  const direction = of.right_to_left ? "rtl" : "ltr";
  const given = {
    name: answer.mark?.name || t("unlockNameless"),
    when: moment(answer.mark?.at ?? 0),
  };
  return (
    <section class="question-card" aria-labelledby={`answer-${answer.question}`}>
      <div class="answer-head">
        <h2 id={`answer-${answer.question}`}>
          {t("markAnswerOf", { number: props.number, count: of.answers.length })}
        </h2>
        {answer.mark ? (
          <Badge kind="success" icon="check">
            {t("markingDone")}
          </Badge>
        ) : (
          <Badge kind="warning">{t("markWaits")}</Badge>
        )}
      </div>
      <div class="question-text" dir={direction} lang={of.language}>
        <Rich html={answer.html} />
      </div>
      <h3>{t("markTheAnswer")}</h3>
      <div
        class="given-answer"
        dir="auto"
        tabIndex={0}
        role="group"
        aria-label={t("markTheAnswer")}
      >
        {answer.answer}
      </div>
      <FileList
        files={answer.files ?? []}
        label={t("assignmentFiles")}
        save={({ file }) => teaching.handedFile(of.enrolment, of.attempt, file)}
      />
      {answer.guide ? (
        <details class="more" open>
          <summary>{t("markGuide")}</summary>
          <div dir={direction} lang={of.language}>
            <Rich html={answer.guide} />
          </div>
        </details>
      ) : null}
      {answer.mark ? (
        <p class="card-note">
          {of.assignment
            ? t("markSaidBy", given)
            : t("markGivenBy", {
                ...given,
                points: shownPoints(answer.mark.points),
                max: shownPoints(answer.points_max),
              })}
        </p>
      ) : null}
      <MarkForm {...props} />
    </section>
  );
}

function Sheet(props: {
  of: MarkingSheet;
  renew: (sheet: MarkingSheet) => void;
  reload: () => void;
}) {
  const { of } = props;
  const name = of.name ?? t("markingWork");
  const left = of.answers.filter((answer) => answer.waits).length;
  const when = { number: of.number, when: moment(of.handed_in) };
  const attempt = of.assignment ? t("markHandedIn", when) : t("markAttempt", when);
  return (
    <>
      <Heading title={name} lead={`${of.unit_title} · ${attempt}`}>
        {name}
      </Heading>
      <p class="card-note">
        {of.course_title} — {of.edition_name}
      </p>
      {left === 0 && of.assignment ? (
        <Notice kind="success" live title={t("markAllDone")} />
      ) : left === 0 ? (
        <Notice
          kind="success"
          live
          title={t("resultPoints", {
            points: shownPoints(of.points),
            max: shownPoints(of.points_max),
          })}
        >
          <p>{t("markAllDone")}</p>
        </Notice>
      ) : null}
      {of.answers.map((answer, index) => (
        <Answer
          key={answer.question}
          of={of}
          answer={answer}
          number={index + 1}
          renew={props.renew}
          reload={props.reload}
        />
      ))}
      <p>
        <a href="/app/marking">{t("markBack")}</a>
      </p>
    </>
  );
}

function Loading(props: { enrolment: string; attempt: string }) {
  const [sheet, setSheet] = useState<MarkingSheet | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [round, setRound] = useState(0);
  const nameless = location.search === "?nameless";
  useEffect(() => {
    teaching.sheet(props.enrolment, props.attempt, nameless).then(
      (found) => {
        setFault(null);
        setSheet(found);
      },
      (thrown: unknown) => setFault(faultOf(thrown)),
    );
  }, [props.enrolment, props.attempt, round]);
  const reload = (): void => setRound(round + 1);
  // Who marks without names goes on without them.
  const renew = (after: MarkingSheet): void => {
    const { name: _, ...unnamed } = after;
    setSheet(nameless ? unnamed : after);
  };
  if (sheet) return <Sheet of={sheet} renew={renew} reload={reload} />;
  return (
    <>
      <Heading>{t("navMarking")}</Heading>
      {fault ? <FaultNotice fault={fault} again={reload} /> : <Waiting />}
    </>
  );
}

export function MarkingSheetPage(props: PageProps) {
  const { enrolment = "", attempt = "" } = props.values;
  if (hasSession()) return <Loading key={attempt} enrolment={enrolment} attempt={attempt} />;
  return (
    <>
      <Heading lead={t("markingLead")}>{t("navMarking")}</Heading>
      <BeginSession />
    </>
  );
}
