// Files that were handed in, or are to be: a copy of what is here can be saved, and is opened by
// whatever program the person trusts with it, never by this page; what is to be handed in can be
// taken away again.
import { size, t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { saveFile } from "../state/save_file.ts";
import { Badge, Button, FaultNotice } from "../views/parts.tsx";

export interface ListedFile {
  file: string; // its hash
  name: string;
  size: number;
  arrived?: boolean; // false: at the site not all of it is there yet
}

interface Way<File> {
  save?: (file: File) => Promise<Blob | Uint8Array>;
  remove?: (file: File) => void; // in place of saving
}

function Row<File extends ListedFile>(props: { file: File } & Way<File>) {
  const { file, save, remove } = props;
  const { busy, fault, act } = useAct();
  return (
    <li>
      <span class="file-name">
        <bdi>{file.name}</bdi> <span class="form-text">{size(file.size)}</span>
      </span>
      {file.arrived === false ? <Badge kind="warning">{t("fileOnItsWay")}</Badge> : null}
      {save && file.arrived !== false ? (
        <Button
          kind="outline"
          small
          busy={busy}
          label={t("fileSaveOf", { name: file.name })}
          onClick={() => act(async () => saveFile(file.name, await save(file)))}
        >
          {t("fileSave")}
        </Button>
      ) : null}
      {remove ? (
        <Button
          kind="outline"
          small
          icon="trash"
          label={t("fileRemoveOf", { name: file.name })}
          onClick={() => remove(file)}
        >
          {t("fileRemove")}
        </Button>
      ) : null}
      <FaultNotice fault={fault} />
    </li>
  );
}

export function FileList<File extends ListedFile>(
  props: { files: File[]; label: string } & Way<File>,
) {
  const { files, label, ...way } = props;
  if (files.length === 0) return null;
  return (
    <ul class="plain-list file-list" aria-label={label}>
      {files.map((file) => (
        <Row key={file.file} file={file} {...way} />
      ))}
    </ul>
  );
}
