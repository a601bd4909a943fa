// The course as a learner will see it, by the reader's own parts: at the width of a phone, and from
// right to left. Nothing that is done here is recorded anywhere.
import { useEffect, useState } from "preact/hooks";

import { size, t } from "../i18n/index.ts";
import { faultOf } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { DraftFiles, draftUnit } from "../state/course_drafts.ts";
import type { Draft, DraftUnit, ShownUnit } from "../state/course_drafts.ts";
import { Content } from "./content.tsx";
import { Icon } from "./icon.tsx";
import { FaultNotice, Waiting } from "./parts.tsx";

type Course = NonNullable<Draft["course"]>;
const icons = {
  page: "page",
  media: "media",
  quiz: "quiz",
  questionnaire: "quiz",
  assignment: "assignment",
  foreign: "foreign",
} as const;

function Medium(props: { unit: ShownUnit; files: DraftFiles }) {
  const [address, setAddress] = useState("");
  const file = props.unit.files[0];
  useEffect(() => {
    if (file) props.files.address(file.path).then(setAddress, () => {});
  }, [file?.path]);
  if (!file) return null;
  if (!address) return <Waiting />;
  if (file.type.startsWith("video/")) return <video controls src={address} />;
  if (file.type.startsWith("audio/")) return <audio controls src={address} />;
  return (
    <p>
      <a href={address} download={file.path.split("/").at(-1) ?? file.path}>
        {t("previewSave")}
      </a>
    </p>
  );
}

function Questions(props: { unit: ShownUnit; files: DraftFiles; rightToLeft: boolean }) {
  const { unit, files, rightToLeft } = props;
  const shared = {
    files,
    language: unit.language,
    rightToLeft,
    fileMissing: t("fileMissing"),
  };
  return (
    <ol class="preview-questions">
      {(unit.questions ?? []).map((question) => (
        <li key={question.id}>
          <Content {...shared} html={question.html} />
          {question.parts.map((part) => {
            const words = part.true_false ? [t("previewTrue"), t("previewFalse")] : part.options;
            if (words.length === 0) return null;
            return (
              <ul key={part.number}>
                {words.map((html, at) => (
                  <li key={at}>{part.true_false ? html : <Content {...shared} html={html} />}</li>
                ))}
              </ul>
            );
          })}
        </li>
      ))}
    </ol>
  );
}

function Unit(props: { draft: Draft; unit: DraftUnit; language: string; turned: boolean }) {
  const [files] = useState(() => new DraftFiles(props.draft.id));
  const [shown, setShown] = useState<ShownUnit | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  useEffect(() => () => files.release(), [files]);
  useEffect(() => {
    draftUnit(props.draft.id, props.unit.id, props.language).then(setShown, (thrown: unknown) =>
      setFault(faultOf(thrown)),
    );
  }, []);
  if (fault) return <FaultNotice fault={fault} />;
  if (!shown) return <Waiting />;
  const rightToLeft = props.turned || shown.right_to_left;
  return (
    <article class="reader" dir={rightToLeft ? "rtl" : "ltr"}>
      <h3 class="preview-title">
        <bdi>{shown.title}</bdi>
      </h3>
      {shown.html ? (
        <Content
          html={shown.html}
          files={files}
          language={shown.language}
          rightToLeft={rightToLeft}
          fileMissing={t("fileMissing")}
        />
      ) : null}
      {shown.kind === "media" ? <Medium unit={shown} files={files} /> : null}
      {shown.kind === "foreign" ? (
        <p>
          {t("previewForeign", {
            size: size(shown.files.reduce((sum, file) => sum + file.bytes, 0)),
          })}
        </p>
      ) : null}
      {shown.questions ? <Questions unit={shown} files={files} rightToLeft={rightToLeft} /> : null}
    </article>
  );
}

export function Preview(props: { draft: Draft; course: Course }) {
  const { draft, course } = props;
  const units = course.modules.flatMap((module) => module.units);
  const [chosen, choose] = useState(units[0]?.id ?? "");
  const [phone, setPhone] = useState(false);
  const [turned, setTurned] = useState(false);
  const unit = units.find(({ id }) => id === chosen);
  return (
    <section class="section">
      <h2>{t("draftPreviewTitle")}</h2>
      <p>{t("previewWhy")}</p>
      <div class="preview">
        <nav aria-label={t("previewUnits")}>
          {course.modules.map((module) => (
            <section key={module.id}>
              <h3 class="preview-module">
                <bdi>{module.title}</bdi>
              </h3>
              <ul class="preview-units">
                {module.units.map((each) => (
                  <li key={each.id}>
                    <button
                      type="button"
                      aria-current={each.id === chosen ? "true" : undefined}
                      onClick={() => choose(each.id)}
                    >
                      <Icon name={icons[each.kind]} />
                      <bdi>{each.title}</bdi>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <div>
          <div class="button-row">
            <label class="form-check">
              <input
                type="checkbox"
                checked={phone}
                onChange={(event) => setPhone(event.currentTarget.checked)}
              />
              <span>{t("previewPhone")}</span>
            </label>
            <label class="form-check">
              <input
                type="checkbox"
                checked={turned}
                onChange={(event) => setTurned(event.currentTarget.checked)}
              />
              <span>{t("previewTurned")}</span>
            </label>
          </div>
          <div class={phone ? "preview-frame preview-phone" : "preview-frame"}>
            {unit ? (
              <Unit
                key={unit.id}
                draft={draft}
                unit={unit}
                language={course.language}
                turned={turned}
              />
            ) : null}
          </div>
        </div>
      </div>
    </section>
  );
}
