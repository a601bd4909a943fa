// All courses of this person, whatever is on the device: what is not here yet stays visible.
import { t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import type { CourseCard } from "../worker/protocol.ts";
import { CourseTile } from "./course_card.tsx";
import { Empty, Heading, Loaded } from "./parts.tsx";

function Group(props: { title: string; cards: CourseCard[] }) {
  if (props.cards.length === 0) return null;
  return (
    <section class="section">
      <h2>{props.title}</h2>
      <div class="tiles">
        {props.cards.map((card) => (
          <CourseTile key={card.enrolment} card={card} />
        ))}
      </div>
    </section>
  );
}

const isHere = (card: CourseCard): boolean => card.installed > 0;

export function Courses() {
  const courses = useAnswer("courses", {}, state.value.revisions.courses);
  return (
    <>
      <Heading lead={t("coursesLead")}>{t("navCourses")}</Heading>
      <Loaded of={courses}>
        {(cards) =>
          cards.length === 0 ? (
            <Empty title={t("coursesNone")}>
              <p>{t("coursesNoneWhy")}</p>
            </Empty>
          ) : (
            <>
              <Group title={t("coursesHere")} cards={cards.filter(isHere)} />
              <Group title={t("coursesElsewhere")} cards={cards.filter((card) => !isHere(card))} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
