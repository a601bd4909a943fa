// One question of a review: answered once, with what came of it, when it returns, and what the
// person says of it. The answer is saved before it is told; what is said of it, too.
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { asShown, readAnswer, writeAnswer } from "../quiz/answer_text.ts";
import { QuestionView } from "../quiz/question_view.tsx";
import { RightAnswer } from "../quiz/right_answer.tsx";
import { useAct } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import { Files } from "../state/files.ts";
import type { Rated, Rating, ReviewCard, Reviewed } from "../worker/protocol.ts";
import { Icon } from "./icon.tsx";
import { Button, FaultNotice } from "./parts.tsx";
import { whenText } from "./review_ahead.tsx";

const ratings = {
  again: () => "",
  hard: () => t("reviewHard"),
  good: () => t("reviewGood"),
  easy: () => t("reviewEasy"),
};

// Which of them counts; the day is said with each, so that it is a choice and not a riddle.
function HowItWas(props: { reviewed: Reviewed; rated: Rated; rate: (rating: Rating) => void }) {
  const { reviewed, rated } = props;
  if (reviewed.choices.length === 0) return null;
  return (
    <fieldset class="review-how">
      <legend>{t("reviewHow")}</legend>
      <div class="review-choices">
        {reviewed.choices.map((choice) => (
          <label key={choice.rating} class="form-check answer review-choice">
            <input
              type="radio"
              name={reviewed.review}
              checked={choice.rating === rated.rating}
              onChange={() => props.rate(choice.rating)}
            />
            {`${ratings[choice.rating]()} `}
            <span class="review-when">{whenText(choice.in_days)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Told(props: { card: ReviewCard; reviewed: Reviewed; next: () => void }) {
  const { reviewed } = props;
  const [rated, setRated] = useState<Rated>(reviewed);
  const place = useRef<HTMLDivElement>(null);
  const { busy, fault, act } = useAct();
  const rate = (rating: Rating): void =>
    act(async () => setRated(await ask("reviewRate", { review: reviewed.review, rating })));
  // The button that was pressed is gone: the next step has the focus.
  useEffect(() => place.current?.querySelector<HTMLElement>(".btn-primary")?.focus(), []);
  const again = rated.in_days === 0;
  return (
    <div ref={place}>
      {reviewed.right ? (
        <RightAnswer question={props.card.question} right={reviewed.right} />
      ) : null}
      <p class="save-state save-saved" role="status">
        <Icon name="check" />
        {again ? t("reviewSavedAgain") : t("reviewSavedIn", { when: whenText(rated.in_days) })}
      </p>
      <HowItWas reviewed={reviewed} rated={rated} rate={rate} />
      <FaultNotice fault={fault} />
      <div class="button-row">
        <Button icon="next" busy={busy} onClick={props.next}>
          {t("reviewNext")}
        </Button>
      </div>
    </div>
  );
}

export function ReviewQuestion(props: {
  card: ReviewCard;
  left: number;
  focus: boolean;
  next: () => void;
  stale: () => void;
}) {
  const { card } = props;
  const { question } = card;
  const [files] = useState(() => new Files(card.course));
  const [drafts, setDrafts] = useState(() => readAnswer(question));
  const [reviewed, setReviewed] = useState<Reviewed | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy, fault, act } = useAct();
  useEffect(() => () => files.release(), [files]);
  useEffect(() => {
    if (props.focus) heading.current?.focus();
  }, []);
  const answer = (words: string): void =>
    act(async () => {
      const asked = { question: question.question, number: card.number, answer: words };
      setReviewed(await ask("reviewAnswer", asked));
    });
  const words = writeAnswer(question, asShown(question, drafts));
  return (
    <section class="question-card" aria-labelledby="review-question">
      <h2 id="review-question" class="question-count" ref={heading} tabIndex={-1}>
        {t("reviewLeft", { n: props.left })}
      </h2>
      <p class="card-note">
        <bdi>{card.unit_title}</bdi> — <bdi>{card.course_title}</bdi>
      </p>
      {card.returns && !reviewed ? <p class="card-note">{t("reviewReturns")}</p> : null}
      <QuestionView
        question={reviewed?.question ?? question}
        files={files}
        drafts={drafts}
        change={setDrafts}
        disabled={reviewed !== null}
      />
      {reviewed ? (
        <Told card={card} reviewed={reviewed} next={props.next} />
      ) : (
        <>
          <FaultNotice
            fault={fault}
            {...(fault?.code === "conflict" ? { again: props.stale } : {})}
          />
          <div class="button-row">
            <Button icon="check" busy={busy} disabled={words === ""} onClick={() => answer(words)}>
              {t("answerCheck")}
            </Button>
            <Button kind="outline" busy={busy} onClick={() => answer("")}>
              {t("reviewUnknown")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
