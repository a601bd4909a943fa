// What is to be repeated today, on the home page; nothing before there is something to repeat.
import { t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import { LinkButton } from "./parts.tsx";
import { nextReviews } from "./review_ahead.tsx";

export function ReviewToday() {
  const { revisions } = state.value;
  const reviews = useAnswer("reviews", { cards: 0 }, revisions.courses, revisions.record);
  if (reviews.kind !== "here") return null;
  const { due, fresh, known, done_today: done } = reviews.value;
  if (due === 0 && known === 0) return null;
  return (
    <section class="section" aria-labelledby="review-today">
      <h2 id="review-today">{t("reviewTitle")}</h2>
      {due > 0 ? (
        <>
          <p class="review-figure">{t("reviewToday", { n: due })}</p>
          {fresh > 0 && fresh < due ? <p>{t("reviewTodayNew", { n: fresh })}</p> : null}
          <LinkButton to="/app/review" icon="next">
            {done > 0 ? t("reviewGoOn") : t("reviewBegin")}
          </LinkButton>
        </>
      ) : (
        <p>
          {t("reviewNoneToday")}. {nextReviews(reviews.value)}
        </p>
      )}
    </section>
  );
}
