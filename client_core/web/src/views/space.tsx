// What this app takes of the device, by course, what of it can go, and whether the browser promised
// to keep it.
import { useState } from "preact/hooks";

import { size, t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import { persist } from "../state/persist.ts";
import { ofProgram } from "../state/program.ts";
import type { CourseCard, Space } from "../worker/protocol.ts";
import { titleOf } from "./course_card.tsx";
import { Button, Facts, FaultNotice, Heading, Loaded, Notice, Progress } from "./parts.tsx";

function Kept(props: { space: Space; again: () => void }) {
  const { space } = props;
  const [refused, setRefused] = useState(false);
  const { busy, fault, act } = useAct();
  const kept = state.value.persisted ?? space.persisted;
  if (kept) {
    return (
      <Notice kind="success" title={t("persisted")}>
        <p>{t("persistedWhy")}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="warning" title={t("notPersisted")}>
      <p>{t("notPersistedWhy")}</p>
      {refused ? <p role="status">{t("persistRefused")}</p> : null}
      <FaultNotice fault={fault} />
      <Button
        kind="outline"
        small
        busy={busy}
        onClick={() =>
          act(async () => {
            setRefused(!(await persist()));
            props.again();
          })
        }
      >
        {t("persistAsk")}
      </Button>
    </Notice>
  );
}

function CourseLine(props: { card: CourseCard; changed: () => void }) {
  const { card } = props;
  const plan = useAnswer("downloadPlan", { course: card.slug }, state.value.revisions.courses);
  const [sure, setSure] = useState(false);
  const { busy, fault, act } = useAct();
  const remove = (): void =>
    act(async () => {
      await ask("removeDownload", { course: card.slug });
      setSure(false);
      props.changed();
    });
  return (
    <li class="space-line">
      <span class="space-title">{titleOf(card)}</span>
      <span class="figure">{plan.kind === "here" ? size(plan.value.bytes_here) : ""}</span>
      {sure ? (
        <span class="button-row">
          <Button kind="danger" small busy={busy} onClick={remove}>
            {t("removeSure")}
          </Button>
          <Button kind="outline" small onClick={() => setSure(false)}>
            {t("cancel")}
          </Button>
        </span>
      ) : (
        <Button
          kind="outline"
          small
          icon="trash"
          label={t("removeCourse", { title: titleOf(card) })}
          onClick={() => setSure(true)}
        >
          {t("remove")}
        </Button>
      )}
      <FaultNotice fault={fault} />
    </li>
  );
}

export function SpacePage() {
  const { revisions } = state.value;
  const space = useAnswer("space", {}, revisions.courses);
  const courses = useAnswer("courses", {}, revisions.courses);
  return (
    <>
      <Heading lead={t("spaceLead")}>{t("spaceTitle")}</Heading>
      <Loaded of={space}>
        {(value) => (
          <>
            <section class="card">
              <h2>{t("spaceUsed")}</h2>
              <Progress
                label={t("spaceUsed")}
                part={value.usage}
                whole={value.quota}
                words={t("spaceOf", { used: size(value.usage), quota: size(value.quota) })}
              />
              <Facts
                of={[
                  [t("spaceContent"), size(value.cacheBytes)],
                  [t("spaceProgress"), size(value.progressBytes)],
                ]}
              />
            </section>
            {ofProgram ? null : <Kept space={value} again={space.again} />}
          </>
        )}
      </Loaded>
      <section class="section">
        <h2>{t("spaceCourses")}</h2>
        <p>{t("spaceCoursesWhy")}</p>
        <Loaded of={courses}>
          {(cards) => {
            const here = cards.filter((card) => card.installed > 0);
            if (here.length === 0) return <p>{t("spaceNone")}</p>;
            return (
              <ul class="space-list">
                {here.map((card) => (
                  <CourseLine key={card.enrolment} card={card} changed={space.again} />
                ))}
              </ul>
            );
          }}
        </Loaded>
      </section>
    </>
  );
}
