// When questions come back, in words and as a table.
import { number, t } from "../i18n/index.ts";
import type { Reviews } from "../worker/protocol.ts";

export function whenText(inDays: number): string {
  if (inDays === 0) return t("whenToday");
  return inDays === 1 ? t("whenTomorrow") : t("whenDays", { n: inDays });
}

// The first letter of a line of its own; Arabic has no capitals.
const asLine = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1);

export function nextReviews(reviews: Reviews): string {
  const next = reviews.ahead[0];
  return next ? `${asLine(whenText(next.in_days))}: ${number(next.count)}.` : "";
}

const shown = 7;

export function ReviewAhead(props: { reviews: Reviews }) {
  const { ahead, fresh_later: later } = props.reviews;
  return (
    <>
      {ahead.length > 0 ? (
        <section class="section" aria-labelledby="review-ahead">
          <h2 id="review-ahead">{t("reviewAhead")}</h2>
          <table class="review-table">
            <thead>
              <tr>
                <th scope="col">{t("reviewAheadWhen")}</th>
                <th scope="col" class="review-count">
                  {t("reviewAheadCount")}
                </th>
              </tr>
            </thead>
            <tbody>
              {ahead.slice(0, shown).map((day) => (
                <tr key={day.in_days}>
                  <th scope="row">{asLine(whenText(day.in_days))}</th>
                  <td class="review-count">{number(day.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {later > 0 ? <p>{t("reviewMoreNew", { n: later })}</p> : null}
    </>
  );
}
