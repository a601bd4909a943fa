// The right answer to a question, in words, as the core tells it after one that was not.
import { t } from "../i18n/index.ts";
import type { Question, QuestionPart } from "../worker/protocol.ts";
import { draftOf, readAnswer } from "./answer_text.ts";
import type { Draft } from "./answer_text.ts";
import { OptionWords } from "./part_input.tsx";

function Named(props: { part: QuestionPart; id: string }) {
  const options = [...(props.part.options ?? []), ...(props.part.left ?? [])];
  const option = options.find((each) => each.id === props.id);
  return option ? <OptionWords option={option} /> : null;
}

function Part(props: { part: QuestionPart; draft: Draft }) {
  const { part, draft } = props;
  if (part.kind === "match" || part.kind === "drag") {
    return (
      <ul class="right-list">
        {Object.entries(draft.pairs).map(([left, right]) => (
          <li key={left}>
            <Named part={part} id={left} /> — <Named part={part} id={right} />
          </li>
        ))}
      </ul>
    );
  }
  if (draft.chosen.length === 0) return <p dir="auto">{draft.words}</p>;
  const items = draft.chosen.map((id) => (
    <li key={id}>
      <Named part={part} id={id} />
    </li>
  ));
  if (part.kind === "order") return <ol class="right-list">{items}</ol>;
  return <ul class="right-list">{items}</ul>;
}

export function RightAnswer(props: { question: Question; right: string }) {
  const drafts = readAnswer({ ...props.question, answer: props.right });
  return (
    <div class="right-answer">
      <p class="right-title">{t("reviewRight")}</p>
      {props.question.parts.map((part) => (
        <Part key={part.number} part={part} draft={draftOf(drafts, part)} />
      ))}
    </div>
  );
}
