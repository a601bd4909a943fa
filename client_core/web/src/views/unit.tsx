// A unit of a course: which view shows it.
import { useEffect } from "preact/hooks";

import type { PageProps } from "../app/routes.ts";
import { t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import { remember } from "../state/resume.ts";
import { courseAddress, titleOf } from "./course_card.tsx";
import { Heading, LinkButton, Loaded, Notice } from "./parts.tsx";
import type { UnitProps } from "./neighbours.tsx";
import { Quiz } from "./quiz.tsx";
import { Reader } from "./reader.tsx";

function Unit(props: UnitProps) {
  const { course, unit } = props;
  useEffect(() => {
    remember({ course: course.course.slug, module: unit.module, unit: unit.slug });
  }, [course.course.slug, unit.module, unit.slug]);
  if (!unit.here) {
    return (
      <>
        <Heading>{unit.title}</Heading>
        <Notice kind="warning" title={t("unitNotHere")}>
          <p>{t("unitNotHereHow")}</p>
          <LinkButton to={courseAddress(course.course.slug)}>{titleOf(course.course)}</LinkButton>
        </Notice>
      </>
    );
  }
  const isQuiz = unit.kind === "quiz" || unit.kind === "questionnaire";
  return isQuiz ? <Quiz {...props} /> : <Reader {...props} />;
}

export function UnitPage(props: PageProps) {
  const { course = "", module = "", unit = "" } = props.values;
  const answered = useAnswer("course", { course }, state.value.revisions.courses);
  return (
    <Loaded of={answered}>
      {(value) => {
        const card = value.units.find((each) => each.module === module && each.slug === unit);
        return (
          <>
            <nav class="breadcrumb" aria-label={t("breadcrumbLabel")}>
              <a href={courseAddress(course)}>
                <bdi>{titleOf(value.course)}</bdi>
              </a>
              {card ? (
                <span>
                  {" / "}
                  <bdi>{card.module_title}</bdi>
                </span>
              ) : null}
            </nav>
            {card ? (
              <Unit course={value} unit={card} name={`${course}/${module}/${unit}`} />
            ) : (
              <>
                <Heading>{t("unitNone")}</Heading>
                <LinkButton to={courseAddress(course)}>{titleOf(value.course)}</LinkButton>
              </>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
