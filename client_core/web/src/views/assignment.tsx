// What a learner hands in for an assignment, below its text: words and files, what was handed in
// before, and what a person said of it.
import { useState } from "preact/hooks";

import { moment, t } from "../i18n/index.ts";
import { FileInput, fromHere } from "../quiz/file_input.tsx";
import { FileList } from "../quiz/file_list.tsx";
import { Rich } from "../quiz/rich.tsx";
import { useAct } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import { useDraft } from "../state/drafts.ts";
import type { Assignment } from "../worker/protocol.ts";
import { Field } from "./field.tsx";
import { Badge, Button, FaultNotice, Notice } from "./parts.tsx";

function HandedIn(props: { of: Assignment }) {
  const { of } = props;
  if (of.times === 0) return null;
  return (
    <div class="card handed-in">
      <h3>{t("assignmentLast")}</h3>
      <p class="card-note">
        {of.handed_in === undefined ? null : moment(of.handed_in)}{" "}
        {of.waits_for_person ? <Badge kind="info">{t("assignmentWaits")}</Badge> : null}
      </p>
      {of.text ? (
        <p class="given-answer" dir="auto">
          {of.text}
        </p>
      ) : null}
      <FileList files={of.files} label={t("assignmentFiles")} save={fromHere} />
      {of.feedback.length > 0 ? (
        <Notice kind="info" title={t("assignmentSaid")}>
          {of.feedback.map((html) => (
            <div key={html} dir="auto">
              <Rich html={html} />
            </div>
          ))}
        </Notice>
      ) : null}
    </div>
  );
}

export function AssignmentPart(props: {
  unit: string;
  assignment: Assignment;
  completed: () => void;
}) {
  const [of, setOf] = useState(props.assignment);
  const draft = useDraft<{ text: string }>(`hand-in/${props.unit}`, { text: of.text });
  const [files, setFiles] = useState(of.files);
  const [told, tell] = useState("");
  const { busy, fault, act } = useAct();
  const text = draft.value.text.trim();
  const handIn = (): void =>
    act(async () => {
      const named = files.map((each) => each.file);
      const after = await ask("handIn", { unit: props.unit, text, files: named });
      draft.drop();
      setOf(after);
      setFiles(after.files);
      tell(t("assignmentSaved"));
      if (after.completed) props.completed();
    });
  return (
    <section class="section" aria-labelledby="assignment-title">
      <h2 id="assignment-title">{t("assignmentTitle")}</h2>
      <HandedIn of={of} />
      <form
        class="form-narrow"
        onSubmit={(event) => {
          event.preventDefault();
          if (text || files.length > 0) handIn();
        }}
      >
        <Field
          label={t("assignmentText")}
          lines={6}
          value={draft.value.text}
          change={(words) => draft.change({ text: words })}
        />
        <FileInput
          label={t("fileLabel")}
          limits={of.limits}
          files={files}
          disabled={false}
          change={setFiles}
        />
        <FaultNotice fault={fault} />
        <Button icon="send" submit busy={busy} disabled={!text && files.length === 0}>
          {of.times > 0 ? t("assignmentAgain") : t("handInDo")}
        </Button>
        <p role="status">{told}</p>
      </form>
    </section>
  );
}
