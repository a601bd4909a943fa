// Spaced repetition: the questions of today one after another, until none is left; then what comes
// when. What was wrong comes again before the end.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import type { Reviews } from "../worker/protocol.ts";
import { Empty, Heading, LinkButton, Loaded, Notice } from "./parts.tsx";
import { ReviewAhead } from "./review_ahead.tsx";
import { ReviewQuestion } from "./review_question.tsx";

function Nothing() {
  return (
    <Empty title={t("reviewNothing")}>
      <p>{t("reviewNothingWhy")}</p>
      <LinkButton to="/app/courses">{t("navCourses")}</LinkButton>
    </Empty>
  );
}

function Done(props: { reviews: Reviews; answered: number }) {
  const { reviews, answered } = props;
  return (
    <>
      {answered > 0 ? (
        <Notice kind="success" title={t("reviewDone")} live>
          <p>{t("reviewDoneCount", { n: reviews.done_today })}</p>
        </Notice>
      ) : (
        <Notice kind="info" title={t("reviewNoneToday")} />
      )}
      <ReviewAhead reviews={reviews} />
    </>
  );
}

function Session(props: {
  reviews: Reviews;
  answered: number;
  next: () => void;
  again: () => void;
}) {
  const { reviews } = props;
  const card = reviews.cards[0];
  if (!card) {
    const isBegun = reviews.known + reviews.fresh + reviews.fresh_later > 0;
    return isBegun ? <Done reviews={reviews} answered={props.answered} /> : <Nothing />;
  }
  return (
    <ReviewQuestion
      key={`${card.question.question} ${card.number}`}
      card={card}
      left={reviews.due}
      focus={props.answered > 0}
      next={props.next}
      stale={props.again}
    />
  );
}

export function ReviewPage() {
  const [answered, setAnswered] = useState(0);
  const reviews = useAnswer("reviews", { cards: 1 }, answered);
  return (
    <>
      <Heading lead={t("reviewLead")}>{t("reviewTitle")}</Heading>
      <Loaded of={reviews}>
        {(value) => (
          <Session
            reviews={value}
            answered={answered}
            next={() => setAnswered(answered + 1)}
            again={reviews.again}
          />
        )}
      </Loaded>
    </>
  );
}
