// A quiz that is open: one question a page, handing in, and what came of it.
import { useEffect, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import { Files } from "../state/files.ts";
import type { Attempt, Question, Submission } from "../worker/protocol.ts";
import { asShown } from "../quiz/answer_text.ts";
import { useAnswering } from "../quiz/answering.ts";
import { QuestionView } from "../quiz/question_view.tsx";
import { Result } from "../quiz/result.tsx";
import { Rich } from "../quiz/rich.tsx";
import { TimeLeft } from "../quiz/time_left.tsx";
import { Button, FaultNotice, Heading, Notice } from "./parts.tsx";
import { Icon } from "./icon.tsx";
import { QuizStart } from "./quiz_start.tsx";
import { Neighbours } from "./neighbours.tsx";
import type { UnitProps } from "./neighbours.tsx";

function Overview(props: { questions: Question[]; at: number; go: (index: number) => void }) {
  return (
    <nav class="question-nav" aria-label={t("questionsLabel")}>
      <ol>
        {props.questions.map((question, index) => {
          const done = question.answer !== null;
          const words = done
            ? t("questionAnswered", { number: index + 1 })
            : t("questionOpen", { number: index + 1 });
          return (
            <li key={question.question}>
              <button
                type="button"
                class={done ? "is-answered" : undefined}
                aria-current={index === props.at ? "step" : undefined}
                aria-label={words}
                onClick={() => props.go(index)}
              >
                {index + 1}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

const savedWords = {
  nothing: () => "",
  changed: () => t("answerChanged"),
  saving: () => t("answerSaving"),
  saved: () => t("answerSaved"),
  failed: () => t("answerNotSaved"),
};

function HandIn(props: { attempt: Attempt; busy: boolean; submit: () => void; back: () => void }) {
  const asked = props.attempt.questions.filter((question) => question.parts.length > 0);
  const open = asked.filter((question) => question.answer === null).length;
  return (
    <section class="card" aria-labelledby="hand-in">
      <h2 id="hand-in" tabIndex={-1} ref={(heading) => heading?.focus()}>
        {t("handInTitle")}
      </h2>
      {open > 0 ? (
        <Notice kind="warning">
          <p>{t("handInOpen", { n: open })}</p>
        </Notice>
      ) : (
        <p>{t("handInAll")}</p>
      )}
      <p>{t("handInFinal")}</p>
      <div class="button-row">
        <Button icon="send" busy={props.busy} onClick={props.submit}>
          {t("handInDo")}
        </Button>
        <Button kind="outline" onClick={props.back}>
          {t("handInBack")}
        </Button>
      </div>
    </section>
  );
}

interface OpenProps {
  attempt: Attempt;
  files: Files;
  changed: (question: Question) => void;
  submitted: (submission: Submission) => void;
}

function Open(props: OpenProps) {
  const { attempt, files } = props;
  const first = attempt.questions.findIndex(
    (question) => question.answer === null && question.parts.length > 0,
  );
  const [at, setAt] = useState(first < 0 || attempt.answered === 0 ? 0 : first);
  const [handsIn, setHandsIn] = useState(false);
  const question = attempt.questions[at];
  if (!question) return <Notice kind="warning">{t("quizEmpty")}</Notice>;
  return (
    <OpenQuestion
      {...props}
      files={files}
      question={question}
      at={at}
      handsIn={handsIn}
      go={(index) => {
        setHandsIn(index >= attempt.questions.length);
        setAt(Math.min(Math.max(index, 0), attempt.questions.length - 1));
      }}
    />
  );
}

function OpenQuestion(
  props: OpenProps & {
    question: Question;
    at: number;
    handsIn: boolean;
    go: (index: number) => void;
  },
) {
  const { attempt, question, at } = props;
  const practice = attempt.mode === "practice";
  const count = attempt.questions.length;
  const { busy, fault, act } = useAct();
  const answering = useAnswering(attempt, question, !practice, props.changed);
  const go = (index: number): void => {
    void answering.save().then((saved) => {
      if (saved) props.go(index);
    });
  };
  const submit = (): void =>
    act(async () => {
      if (!(await answering.save())) return;
      props.submitted(await ask("quizSubmit", { attempt: attempt.attempt }));
    });
  const orders = question.parts.some((part) => part.kind === "order");
  const check = (): void => {
    if (answering.saving === "nothing") answering.change(asShown(question, answering.drafts));
    void answering.save();
  };
  const hasParts = question.parts.length > 0;
  return (
    <>
      <div class="quiz-bar">
        <p class="question-count">{t("questionOf", { number: at + 1, count })}</p>
        {attempt.time_left_ms === null ? null : (
          <TimeLeft leftMs={attempt.time_left_ms} over={submit} />
        )}
      </div>
      <Overview questions={attempt.questions} at={at} go={go} />
      {props.handsIn ? (
        <HandIn attempt={attempt} busy={busy} submit={submit} back={() => props.go(at)} />
      ) : (
        <section
          class="question-card"
          key={question.question}
          aria-label={t("questionOf", { number: at + 1, count })}
        >
          <QuestionView
            question={question}
            files={props.files}
            drafts={answering.drafts}
            change={answering.change}
            disabled={question.finished === true}
          />
          <p class={`save-state save-${answering.saving}`} role="status">
            {answering.saving === "saved" ? <Icon name="check" /> : null}
            {savedWords[answering.saving]()}
          </p>
          <FaultNotice fault={answering.fault} />
          <div class="button-row">
            {at > 0 ? (
              <Button kind="outline" icon="previous" onClick={() => go(at - 1)}>
                {t("previous")}
              </Button>
            ) : null}
            {practice && hasParts && !question.finished ? (
              <Button
                kind={answering.saving === "changed" ? "primary" : "outline"}
                icon="check"
                disabled={answering.saving === "nothing" && !orders}
                onClick={check}
              >
                {t("answerCheck")}
              </Button>
            ) : null}
            <Button icon="next" onClick={() => go(at + 1)}>
              {at + 1 < count ? t("next") : t("toHandIn")}
            </Button>
          </div>
        </section>
      )}
      <FaultNotice fault={fault} />
    </>
  );
}

function withQuestion(attempt: Attempt, after: Question): Attempt {
  const questions = attempt.questions.map((each) =>
    each.question === after.question ? after : each,
  );
  return { ...attempt, questions };
}

export function Quiz(props: UnitProps) {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const [submission, setSubmission] = useState<Submission | null>(null);
  const [files] = useState(() => new Files(props.course.course.slug));
  useEffect(() => () => files.release(), [files]);
  const changed = (after: Question): void =>
    setAttempt((before) => before && withQuestion(before, after));
  if (!attempt) return <QuizStart {...props} opened={setAttempt} read={setAttempt} />;
  if (submission || attempt.submitted) {
    return (
      <>
        <Result attempt={attempt} submission={submission} unit={props.name} files={files} />
        <Neighbours course={props.course} unit={props.unit} name={props.name} />
      </>
    );
  }
  return (
    <>
      <Heading>{attempt.title}</Heading>
      {attempt.introduction && attempt.answered === 0 ? (
        <div class="quiz-introduction" dir="auto">
          <Rich html={attempt.introduction} />
        </div>
      ) : null}
      <Open attempt={attempt} files={files} changed={changed} submitted={setSubmission} />
    </>
  );
}
