// Bringing a course onto this device: how much each part is, which of them are wanted, and the
// download itself with pause, going on and cancel.
import { useState } from "preact/hooks";

import { languageName, size, t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import type { CourseCard, Download, DownloadPlan, PartName, PartWish } from "../worker/protocol.ts";
import { titleOf } from "./course_card.tsx";
import { Button, FaultNotice, Loaded, Notice, Progress } from "./parts.tsx";

const partNames: Record<PartName, PlainKey> = {
  text: "partText",
  picture: "partPicture",
  audio: "partAudio",
  video: "partVideo",
  document: "partDocument",
  archive: "partArchive",
  unknown: "partUnknown",
};

interface Choice {
  part: PartName;
  language: string;
  bytes: number;
}

const keyOf = (choice: { part: string; language: string }): string =>
  `${choice.part}:${choice.language}`;

const nameOf = (choice: Choice): string =>
  choice.language
    ? `${t(partNames[choice.part])} (${languageName(choice.language)})`
    : t(partNames[choice.part]);

function Choices(props: { plan: DownloadPlan; card: CourseCard }) {
  const { plan, card } = props;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { busy, fault, act } = useAct();
  // Text is the course itself: it always comes.
  const texts = plan.parts.filter((part) => part.part === "text");
  const others = plan.parts.filter((part) => part.part !== "text");
  const chosen = [...texts, ...others.filter((part) => !left.has(keyOf(part)))];
  const bytes = chosen.reduce((sum, part) => sum + part.bytes, 0);
  const toggle = (key: string): void => {
    const next = new Set(left);
    if (!next.delete(key)) next.add(key);
    setLeft(next);
  };
  const begin = (): void => {
    const parts: PartWish[] = chosen.map(({ part, language }) =>
      language ? { part, language } : { part },
    );
    act(() => ask("download", { course: card.slug, parts: left.size > 0 ? parts : [] }));
  };
  return (
    <>
      <fieldset class="download-parts">
        <legend>{t("downloadParts")}</legend>
        <p class="download-part">
          <span>{t("partText")}</span>
          <span class="figure">{size(texts.reduce((sum, part) => sum + part.bytes, 0))}</span>
        </p>
        {others.map((part) => (
          <label class="form-check download-part" key={keyOf(part)}>
            <input
              type="checkbox"
              checked={!left.has(keyOf(part))}
              onChange={() => toggle(keyOf(part))}
            />
            <span>{nameOf(part)}</span>
            <span class="figure">{size(part.bytes)}</span>
          </label>
        ))}
      </fieldset>
      <FaultNotice fault={fault} />
      <Button icon="download" busy={busy} onClick={begin}>
        {card.state === "update"
          ? t("downloadUpdate", { size: size(bytes) })
          : t("downloadDo", { size: size(bytes) })}
      </Button>
    </>
  );
}

function Running(props: { card: CourseCard; download: Download }) {
  const { card, download } = props;
  const { busy, fault, act } = useAct();
  const paused = state.value.downloadsPaused;
  const away = state.value.link.reach === "away";
  return (
    <>
      <Progress
        label={t("downloadProgress", { title: titleOf(card) })}
        part={download.bytesHere}
        whole={download.bytes}
        words={t("downloadOf", { here: size(download.bytesHere), all: size(download.bytes) })}
      />
      <p role="status">
        {paused ? t("downloadPaused") : away ? t("downloadAway") : t("downloadRuns")}
      </p>
      <FaultNotice fault={fault} />
      <div class="button-row">
        {paused ? (
          <Button icon="play" busy={busy} onClick={() => act(() => ask("resumeDownloads", {}))}>
            {t("downloadResume")}
          </Button>
        ) : (
          <Button
            kind="outline"
            icon="pause"
            busy={busy}
            onClick={() => act(() => ask("pauseDownloads", {}))}
          >
            {t("downloadPause")}
          </Button>
        )}
        <Button
          kind="plain"
          icon="close"
          busy={busy}
          onClick={() => act(() => ask("cancelDownload", { course: card.slug }))}
        >
          {t("downloadCancel")}
        </Button>
      </div>
    </>
  );
}

export function DownloadPanel(props: { card: CourseCard }) {
  const { card } = props;
  const download = state.value.downloads.find((each) => each.course === card.course);
  const plan = useAnswer("downloadPlan", { course: card.slug }, state.value.revisions.courses);
  const update = card.state === "update";
  return (
    <section class="card download" aria-labelledby="download-title">
      <h2 id="download-title">{update ? t("downloadUpdateTitle") : t("downloadTitle")}</h2>
      {download ? (
        <Running card={card} download={download} />
      ) : (
        <>
          <p>{update ? t("downloadUpdateWhy") : t("downloadWhy")}</p>
          {state.value.link.reach === "away" ? (
            <Notice kind="info">
              <p>{t("downloadNeedsSite")}</p>
            </Notice>
          ) : null}
          <Loaded of={plan}>{(value) => <Choices plan={value} card={card} />}</Loaded>
        </>
      )}
    </section>
  );
}
