// The files of an answer as a trainer has them: what has arrived can be saved, and is opened by
// whatever program the trainer trusts with it, never by this page.
import { size, t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { saveFile } from "../state/save_file.ts";
import * as teaching from "../state/teaching_api.ts";
import type { AnswerToMark, ArrivingFile, MarkingSheet } from "../state/teaching_api.ts";
import { Badge, Button, FaultNotice } from "./parts.tsx";

function Row(props: { of: MarkingSheet; file: ArrivingFile }) {
  const { of, file } = props;
  const { busy, fault, act } = useAct();
  const save = (): void =>
    act(async () =>
      saveFile(file.name, await teaching.handedFile(of.enrolment, of.attempt, file.file)),
    );
  return (
    <li>
      <span class="file-name">
        <bdi>{file.name}</bdi> <span class="form-text">{size(file.size)}</span>
      </span>
      {file.arrived ? (
        <Button
          kind="outline"
          small
          busy={busy}
          label={t("fileSaveOf", { name: file.name })}
          onClick={save}
        >
          {t("fileSave")}
        </Button>
      ) : (
        <Badge kind="warning">{t("fileOnItsWay")}</Badge>
      )}
      <FaultNotice fault={fault} />
    </li>
  );
}

export function ArrivedFiles(props: { of: MarkingSheet; answer: AnswerToMark }) {
  const files = props.answer.files ?? [];
  if (files.length === 0) return null;
  return (
    <ul class="plain-list file-list" aria-label={t("assignmentFiles")}>
      {files.map((file) => (
        <Row key={file.file} of={props.of} file={file} />
      ))}
    </ul>
  );
}
