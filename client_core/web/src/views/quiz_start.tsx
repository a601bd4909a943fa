// A quiz before it begins: what it is like, how often it may be taken, and that a clock starts.
import { duration, number, percent, points, t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import type { Attempt, Quiz, UnitCard } from "../worker/protocol.ts";
import { Neighbours } from "./neighbours.tsx";
import type { UnitProps } from "./neighbours.tsx";
import { Button, Facts, FaultNotice, Heading, Loaded, Notice } from "./parts.tsx";

const modes = {
  practice: () => t("quizPractice"),
  graded: () => t("quizGraded"),
  timed: () => t("quizTimed"),
};

function factsOf(quiz: Quiz, unit: UnitCard): [string, string][] {
  const facts: [string, string][] = [
    [t("quizMode"), modes[quiz.mode]()],
    [t("quizQuestions"), number(quiz.questions)],
  ];
  if (quiz.time_limit_s > 0) facts.push([t("quizTime"), duration(quiz.time_limit_s / 60)]);
  if (Number(quiz.pass_mark) > 0) facts.push([t("quizPassMark"), percent(quiz.pass_mark)]);
  facts.push([t("attemptsSoFar"), number(quiz.attempts_used)]);
  if (quiz.attempts_left !== undefined) {
    facts.push([t("quizAttemptsLeft"), number(quiz.attempts_left)]);
  }
  if (unit.score) facts.push([t("scoreCounts"), percent(unit.score)]);
  return facts;
}

function Begin(props: UnitProps & { quiz: Quiz; opened: (attempt: Attempt) => void }) {
  const { quiz, unit } = props;
  const { busy, fault, act } = useAct();
  const noneLeft = quiz.attempts_left === 0 && !quiz.open;
  return (
    <div class="card quiz-start">
      <Facts of={factsOf(quiz, unit)} />
      {unit.waits_for_marking ? (
        <Notice kind="info">
          <p>{t("resultLater")}</p>
        </Notice>
      ) : null}
      {quiz.time_limit_s > 0 && !noneLeft ? (
        <Notice kind="warning">
          <p>{t("quizClock")}</p>
        </Notice>
      ) : null}
      <p>
        {quiz.one_way ? `${t("quizOneWay")} ` : ""}
        {noneLeft ? t("quizNoneLeft") : t("quizSaves")}
      </p>
      <FaultNotice fault={fault} />
      {noneLeft ? null : (
        <Button
          icon="next"
          busy={busy}
          onClick={() => act(async () => props.opened(await ask("quizOpen", { unit: props.name })))}
        >
          {quiz.open ? t("quizGoOn") : quiz.attempts_used > 0 ? t("quizAgain") : t("quizBegin")}
        </Button>
      )}
    </div>
  );
}

type HandedIn = Quiz["handed_in"][number];

function stateOf(one: HandedIn): string {
  if (!one.marked) return t("resultsWaiting");
  const values = { points: points(one.points ?? "0"), max: points(one.points_max ?? "0") };
  return one.waits_for_person ? t("resultsPartly", values) : t("resultPoints", values);
}

// What was handed in, each with what came of it.
function Results(props: { of: HandedIn[]; read: (attempt: Attempt) => void }) {
  const { busy, fault, act } = useAct();
  if (props.of.length === 0) return null;
  return (
    <section class="section" aria-labelledby="results-title">
      <h2 id="results-title">{t("resultsTitle")}</h2>
      <FaultNotice fault={fault} />
      <ul class="plain-list result-list">
        {props.of.map((one) => (
          <li key={one.attempt}>
            <span>
              <strong>{t("resultsAttempt", { number: one.number })}</strong>
              <span class="unit-notes">{stateOf(one)}</span>
            </span>
            <Button
              kind="outline"
              small
              busy={busy}
              label={t("resultsReadOf", { number: one.number })}
              onClick={() =>
                act(async () => props.read(await ask("quizView", { attempt: one.attempt })))
              }
            >
              {t("resultsRead")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function QuizStart(
  props: UnitProps & { opened: (attempt: Attempt) => void; read: (attempt: Attempt) => void },
) {
  const quiz = useAnswer("quiz", { unit: props.name }, state.value.revisions.record);
  return (
    <>
      <Heading>{props.unit.title}</Heading>
      <Loaded of={quiz}>
        {(value) => (
          <>
            <Begin {...props} quiz={value} />
            <Results of={value.handed_in} read={props.read} />
          </>
        )}
      </Loaded>
      <Neighbours course={props.course} unit={props.unit} name={props.name} />
    </>
  );
}
