// What was handed in: that it is saved, the words to write down, the result or when it comes, and
// the questions once more with what came of each.
import { useAnswer } from "../state/answer.ts";
import { percent, points, t } from "../i18n/index.ts";
import { state } from "../state/engine.ts";
import type { Files } from "../state/files.ts";
import type { Attempt, Submission } from "../worker/protocol.ts";
import { Heading, Notice } from "../views/parts.tsx";
import { readAnswer } from "./answer_text.ts";
import { QuestionView } from "./question_view.tsx";

function Points(props: { submission: Submission | Attempt; unit: string }) {
  const { submission } = props;
  const quiz = useAnswer("quiz", { unit: props.unit });
  if (!submission.marked || submission.points === undefined) {
    return (
      <Notice kind="info" title={t("resultLaterTitle")}>
        <p>{submission.waits_for_person ? t("resultByPerson") : t("resultLater")}</p>
      </Notice>
    );
  }
  const values = {
    points: points(submission.points),
    max: points(submission.points_max ?? "0"),
  };
  if (submission.waits_for_person) {
    return (
      <Notice kind="info" title={t("resultSoFar", values)}>
        <p>{t("resultByPerson")}</p>
      </Notice>
    );
  }
  const words = t("resultPoints", values);
  // Said once, with what it means; where nothing has to be reached, nothing is passed or failed.
  if (quiz.kind === "loading") return null;
  const mark = quiz.kind === "here" ? quiz.value.pass_mark : "0";
  if (Number(mark) === 0) return <Notice kind="info" title={words} />;
  return (
    <Notice kind={submission.passed ? "success" : "warning"} title={words}>
      <p>{submission.passed ? t("resultPassed") : t("resultNotPassed", { mark: percent(mark) })}</p>
    </Notice>
  );
}

export function Result(props: {
  attempt: Attempt;
  submission: Submission | null; // just now; null: earlier
  unit: string;
  files: Files;
}) {
  const { attempt, submission } = props;
  const after = useAnswer("quizView", { attempt: attempt.attempt }, state.value.revisions.record);
  const questions = after.kind === "here" ? after.value.questions : [];
  const told = questions.filter(
    (question) =>
      question.parts.length > 0 &&
      (question.verdict || question.feedback || question.points !== undefined),
  );
  const lead = submission
    ? t("handedIn", { answered: submission.answered, open: submission.unanswered })
    : t("resultsAttempt", { number: attempt.number });
  return (
    <>
      <Heading lead={lead}>{attempt.title}</Heading>
      <Points
        submission={after.kind === "here" ? after.value : (submission ?? attempt)}
        unit={props.unit}
      />
      {submission?.code ? (
        <section class="card">
          <h2>{t("codeTitle")}</h2>
          <p class="words" translate={false} lang="it">
            {submission.code}
          </p>
          <p>{t("codeWhy")}</p>
        </section>
      ) : null}
      {told.length > 0 ? (
        <section class="section">
          <h2>{t("resultQuestions")}</h2>
          {told.map((question) => (
            <div class="question-card" key={question.question}>
              <QuestionView
                question={question}
                files={props.files}
                drafts={readAnswer(question)}
                change={() => {}}
                disabled
              />
            </div>
          ))}
        </section>
      ) : null}
    </>
  );
}
