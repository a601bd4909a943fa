// Where a file is dropped, or chosen by a button: the same for eyes, keyboard and screen reader.
// Below it, how far the file under way is.
import { useId, useRef, useState } from "preact/hooks";

import { size, t } from "../i18n/index.ts";
import * as upload from "../state/upload.ts";
import { Button, FaultNotice, focusHeading, Notice, Progress } from "./parts.tsx";

export function DropZone(props: { label: string; take: (file: File) => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) props.take(file);
  };
  return (
    <div
      class={over ? "drop-zone drop-zone-over" : "drop-zone"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <label for={id}>{props.label}</label>
      <p id={`${id}-kinds`} class="form-text">
        {t("uploadKinds")}
      </p>
      <input
        ref={input}
        id={id}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-describedby={`${id}-kinds`}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <Button kind="outline" icon="file" onClick={() => input.current?.click()}>
        {t("uploadChoose")}
      </Button>
    </div>
  );
}

// An upload that the last visit did not finish.
export function Interrupted() {
  const known = upload.interrupted();
  const [gone, setGone] = useState(false);
  if (!known || gone || upload.sending.value) return null;
  return (
    <Notice kind="info" title={t("uploadCut", { name: known.name })}>
      <p>{t("uploadCutWhy")}</p>
      <Button
        kind="outline"
        small
        onClick={() => {
          upload.forgetInterrupted();
          setGone(true);
          focusHeading();
        }}
      >
        {t("uploadForget")}
      </Button>
    </Notice>
  );
}

function giveUp(): void {
  upload.giveUp();
  focusHeading();
}

export function UnderWay() {
  const now = upload.sending.value;
  if (!now) return null;
  const runs = now.state === "sending" || now.state === "waiting";
  const words = `${size(now.received)} / ${size(now.bytes)}`;
  return (
    <section class="card upload-way" aria-label={t("uploadSending", { name: now.name })}>
      <p class="upload-name">
        <bdi>{now.name}</bdi>
      </p>
      <Progress
        label={t("uploadSending", { name: now.name })}
        part={now.received}
        whole={now.bytes}
        words={words}
      />
      <p class="card-note" role="status">
        {now.state === "waiting" ? t("uploadWaits") : ""}
        {now.state === "paused" ? t("uploadPaused") : ""}
      </p>
      <FaultNotice fault={now.fault} />
      <div class="button-row">
        {runs ? (
          <Button kind="outline" small icon="pause" onClick={upload.pause}>
            {t("uploadPause")}
          </Button>
        ) : (
          <Button kind="outline" small icon="play" onClick={upload.resume}>
            {t("uploadResume")}
          </Button>
        )}
        <Button kind="plain" small icon="trash" onClick={giveUp}>
          {t("uploadGiveUp")}
        </Button>
      </div>
    </section>
  );
}
