// One question: its text, the fields of its parts where the text has gaps for them or below it, and
// what came of the answer.
import { render } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

import { points, t } from "../i18n/index.ts";
import type { Files } from "../state/files.ts";
import type { Question, QuestionPart } from "../worker/protocol.ts";
import { Content } from "../views/content.tsx";
import { Notice } from "../views/parts.tsx";
import type { NoticeKind } from "../views/parts.tsx";
import { draftOf } from "./answer_text.ts";
import type { Draft, Drafts } from "./answer_text.ts";
import { PartInput } from "./part_input.tsx";
import { Rich } from "./rich.tsx";

interface Props {
  question: Question;
  files: Files;
  drafts: Drafts;
  change: (drafts: Drafts) => void;
  disabled: boolean;
}

const hints: Partial<Record<QuestionPart["kind"], (part: QuestionPart) => string>> = {
  choice: (part) =>
    part.chosen_max === 1
      ? t("hintOne")
      : part.chosen_max
        ? t("hintAtMost", { n: part.chosen_max })
        : t("hintMany"),
  hotspot: (part) => (part.chosen_max === 1 ? t("hintOne") : t("hintMany")),
  match: () => t("hintMatch"),
  drag: () => t("hintMatch"),
  order: () => t("hintOrder"),
  essay: () => t("hintEssay"),
};

export function Outcome(props: { question: Question }) {
  const {
    verdict,
    feedback,
    points: given,
    points_max: most,
    by_person: byPerson,
  } = props.question;
  // In an exercise the verdict says it; what the site or a person marked has its points.
  const counted = given !== undefined && most !== undefined && (!verdict || byPerson === true);
  if (!verdict && !feedback && !counted) return null;
  const kind: NoticeKind =
    verdict === "right" ? "success" : verdict === "wrong" ? "danger" : "info";
  const titles = {
    right: t("verdictRight"),
    wrong: t("verdictWrong"),
    partly: t("verdictPartly"),
    unanswered: t("verdictUnanswered"),
    waits: t("verdictWaits"),
  };
  const title = counted
    ? t("resultPoints", { points: points(given), max: points(most) })
    : verdict && titles[verdict];
  return (
    <Notice kind={kind} live {...(title ? { title } : {})}>
      {byPerson ? <p class="card-note">{t("resultByHand")}</p> : null}
      {(feedback ?? []).map((html) => (
        <div key={html} dir="auto">
          <Rich html={html} />
        </div>
      ))}
    </Notice>
  );
}

// What a question that may be tried again says besides its verdict.
function Tries(props: { question: Question; over: boolean }) {
  const { question } = props;
  const lines: string[] = [];
  if (question.items_right !== undefined && question.items !== undefined) {
    lines.push(t("itemsRight", { right: question.items_right, all: question.items }));
  }
  if (question.finished) lines.push(t("finishedQuestion"));
  else if (question.tries_left !== undefined && !props.over)
    lines.push(t("triesLeft", { n: question.tries_left }));
  const hints = question.hints ?? [];
  if (hints.length === 0 && lines.length === 0) return null;
  return (
    <Notice kind="info" live {...(hints.length > 0 ? { title: t("hintTitle") } : {})}>
      {hints.map((html) => (
        <div key={html} dir="auto">
          <Rich html={html} />
        </div>
      ))}
      {lines.length > 0 ? <p>{lines.join(" ")}</p> : null}
    </Notice>
  );
}

export function QuestionView(props: Props) {
  const { question, drafts, change } = props;
  const [gaps, setGaps] = useState<Map<number, Element>>(new Map());
  const set = (part: QuestionPart) => (draft: Draft) => change({ ...drafts, [part.number]: draft });
  const input = (part: QuestionPart, inline: boolean) => (
    <PartInput
      question={question}
      part={part}
      files={props.files}
      draft={draftOf(drafts, part)}
      change={set(part)}
      disabled={props.disabled}
      inline={inline}
    />
  );
  useLayoutEffect(() => {
    for (const part of question.parts) {
      const gap = gaps.get(part.number);
      if (gap) render(input(part, true), gap);
    }
  });
  const below = question.parts.filter((part) => !gaps.has(part.number));
  const hint = below[0] ? hints[below[0].kind]?.(below[0]) : undefined;
  return (
    <fieldset class="question">
      <legend class="question-text">
        <Content
          html={question.html}
          files={props.files}
          fileMissing={t("fileMissing")}
          filled={(into) => {
            const found = new Map<number, Element>();
            for (const gap of into.querySelectorAll<HTMLElement>("[data-part]")) {
              found.set(Number(gap.dataset["part"]), gap);
            }
            setGaps(found);
          }}
        />
      </legend>
      {hint ? <p class="form-text">{hint}</p> : null}
      {below.map((part) => (
        <div key={part.number} class="question-part">
          {question.parts.length > 1 && part.label ? <p class="part-label">{part.label}</p> : null}
          {input(part, false)}
        </div>
      ))}
      <Outcome question={question} />
      <Tries question={question} over={props.disabled} />
    </fieldset>
  );
}
