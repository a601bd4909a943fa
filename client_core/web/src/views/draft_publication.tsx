// What a new version changes, for whom, and how much travels; then publishing it, confirmed in
// words.
import { useRef, useState } from "preact/hooks";

import { size, t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { draftChanges, publishDraft } from "../state/course_drafts.ts";
import type { Changes, Draft, UnitChange } from "../state/course_drafts.ts";
import { Button, Facts, FaultNotice, Notice } from "./parts.tsx";

const words: Record<UnitChange["change"], PlainKey> = {
  added: "changeAdded",
  removed: "changeRemoved",
  changed: "changeChanged",
  renamed: "changeRenamed",
  moved: "changeMoved",
};

function Detail(props: { change: UnitChange }) {
  const { change } = props;
  if (change.title_before) return <bdi>{change.title_before}</bdi>;
  if (!change.questions) return null;
  const { added, removed, changed } = change.questions;
  return <>{t("changeQuestions", { added, removed, changed })}</>;
}

function ChangeTable(props: {
  changes: UnitChange[];
  again: string[];
  choose: (again: string[]) => void;
}) {
  const { changes, again, choose } = props;
  return (
    <div class="table-frame" tabIndex={0} role="group" aria-label={t("changeTitle")}>
      <table>
        <caption class="visually-hidden">{t("changeTitle")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("changeUnit")}</th>
            <th scope="col">{t("changeWhat")}</th>
            <th scope="col">{t("changeAgain")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={`${change.unit}-${change.change}`}>
              <th scope="row">
                <bdi>{change.title}</bdi>
                <span class="unit-notes">
                  <bdi>{change.module}</bdi>
                </span>
              </th>
              <td>
                {t(words[change.change])}{" "}
                <span class="unit-notes">
                  <Detail change={change} />
                </span>
              </td>
              <td>
                {change.change === "changed" ? (
                  <label class="form-check">
                    <input
                      type="checkbox"
                      checked={again.includes(change.unit)}
                      onChange={(event) =>
                        choose(
                          event.currentTarget.checked
                            ? [...again, change.unit]
                            : again.filter((id) => id !== change.unit),
                        )
                      }
                    />
                    <span>{t("changeAgainDo")}</span>
                  </label>
                ) : (
                  "–"
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Confirm(props: { draft: Draft; changes: Changes; published: () => void }) {
  const { draft, changes } = props;
  const [again, setAgain] = useState<string[]>([]);
  const [sure, setSure] = useState(false);
  const { busy, fault, act } = useAct();
  const isNew = changes.version === 0;
  return (
    <>
      {isNew ? (
        <p>{t("changeFirst", { size: size(changes.package_bytes) })}</p>
      ) : (
        <>
          <Facts
            of={[
              [t("changeNow"), String(changes.version)],
              [t("changeEnrolled"), String(changes.enrolled)],
              [t("changeUnderWay"), String(changes.under_way)],
              [t("changeDone"), String(changes.done)],
              [t("changeUpdate"), size(changes.update_bytes)],
            ]}
          />
          {changes.units.length > 0 ? (
            <ChangeTable changes={changes.units} again={again} choose={setAgain} />
          ) : (
            <Notice kind="info" title={t("changeNone")} />
          )}
          <p>{t("changeKept")}</p>
        </>
      )}
      <label class="form-check">
        <input
          type="checkbox"
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <span>
          {isNew
            ? t("publishSureFirst", { course: draft.course?.title ?? "" })
            : t("publishSure", { version: changes.version + 1, n: changes.enrolled })}
        </span>
      </label>
      <FaultNotice fault={fault} />
      <p>
        <Button
          icon="send"
          busy={busy}
          disabled={!sure}
          onClick={() =>
            act(async () => {
              await publishDraft(draft.id, changes.version, again);
              props.published();
            })
          }
        >
          {t("publishDo")}
        </Button>
      </p>
    </>
  );
}

export function Publication(props: { draft: Draft; published: () => void }) {
  const { draft } = props;
  const [changes, setChanges] = useState<Changes | null>(null);
  const { busy, fault, act } = useAct();
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone then; what it asked for begins below the heading.
  const compare = (): void =>
    act(async () => {
      setChanges(await draftChanges(draft.id));
      heading.current?.focus();
    });
  return (
    <section class="section">
      <h2 ref={heading} tabIndex={-1}>
        {t("publishTitle")}
      </h2>
      {changes ? (
        <Confirm draft={draft} changes={changes} published={props.published} />
      ) : (
        <>
          <p>{t("publishWhy")}</p>
          <Button kind="outline" busy={busy} onClick={compare}>
            {busy ? t("publishComparing") : t("publishCompare")}
          </Button>
        </>
      )}
      <FaultNotice fault={fault} again={compare} />
    </section>
  );
}
