// Choosing files that are to be handed in. The browser's own control, so that keyboard and screen
// reader work as people know them.
import { useId, useRef, useState } from "preact/hooks";

import { size, t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import { FaultNotice } from "../views/parts.tsx";
import type { FileLimits, HandedFile } from "../worker/protocol.ts";
import { FileList } from "./file_list.tsx";

function limitWords(limits: FileLimits): string {
  const words = [
    t("fileLimits", { n: limits.count_max, size: size(limits.bytes_max) }),
    limits.types.length > 0 ? t("fileTypes", { types: limits.types.join(", ") }) : "",
  ];
  return words.filter(Boolean).join(" ");
}

// From this device, where the answer that names the file was written or has come to.
export const fromHere = (file: HandedFile): Promise<Uint8Array> =>
  ask("handedFile", { file: file.file });

async function choose(file: File, limits: FileLimits): Promise<HandedFile> {
  // Before all of it is read into memory.
  if (file.size > limits.bytes_max) {
    const message = t("fileTooLarge", { name: file.name, size: size(limits.bytes_max) });
    throw { code: "too_large", message };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  return ask("chooseFile", { name: file.name, type: file.type, bytes });
}

export function FileInput(props: {
  label: string;
  limits: FileLimits;
  files: HandedFile[];
  disabled: boolean;
  change: (files: HandedFile[]) => void;
}) {
  const { files, limits } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [told, tell] = useState("");
  const { busy, fault, act, clear } = useAct();
  const full = files.length >= limits.count_max;
  // Reading takes a while: what was typed or taken away meanwhile stands.
  const latest = useRef(props);
  latest.current = props;
  const add = (chosen: File[]): void =>
    act(async () => {
      for (const file of chosen.slice(0, limits.count_max - files.length)) {
        const added = await choose(file, limits);
        const now = latest.current;
        now.change([...now.files.filter((each) => each.file !== added.file), added]);
        tell(t("fileAdded", { name: added.name }));
        await new Promise((shown) => setTimeout(shown));
      }
    });
  const remove = (file: HandedFile): void => {
    clear();
    props.change(files.filter((each) => each.file !== file.file));
    tell(t("fileRemoved", { name: file.name }));
    input.current?.focus();
  };
  return (
    <div class="form-group">
      {props.disabled ? null : (
        <>
          <label for={id}>{props.label}</label>
          <input
            ref={input}
            id={id}
            class="form-control"
            type="file"
            multiple={limits.count_max > 1}
            accept={limits.types.filter((type) => /[./]/.test(type)).join(",") || undefined}
            aria-describedby={`${id}-limits`}
            aria-disabled={busy || full ? "true" : undefined}
            onClick={(event) => {
              if (busy || full) event.preventDefault();
            }}
            onChange={(event) => {
              const chosen = [...(event.currentTarget.files ?? [])];
              // The very same file can be chosen again after it was taken away.
              event.currentTarget.value = "";
              add(chosen);
            }}
          />
          <p class="form-text" id={`${id}-limits`}>
            {full ? t("fileFull") : limitWords(limits)}
          </p>
        </>
      )}
      <FileList
        files={files}
        label={props.label}
        {...(props.disabled ? { save: fromHere } : { remove })}
      />
      <FaultNotice fault={fault} />
      <p class="visually-hidden" role="status">
        {told}
      </p>
    </div>
  );
}
