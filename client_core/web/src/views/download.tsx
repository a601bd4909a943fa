// Bringing a course onto this device: how much each part is, which of them are wanted, and the
// download itself with pause, going on and cancel.
import type { ComponentChildren } from "preact";
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

type Part = DownloadPlan["parts"][number];

const keyOf = (part: Part): string => `${part.part}:${part.language}`;

const nameOf = ({ part, language }: Part): string =>
  language ? `${t(partNames[part])} (${languageName(language)})` : t(partNames[part]);

const bytesOf = (parts: Part[]): number => parts.reduce((sum, part) => sum + part.bytes, 0);

function PartLine(props: { name: string; figure: string }) {
  return (
    <p class="download-part">
      <span>{props.name}</span>
      <span class="figure">{props.figure}</span>
    </p>
  );
}

// What is here stays; what the device lacks, or has in an older version, can be taken or left.
function Choices(props: { plan: DownloadPlan; card: CourseCard }) {
  const { plan, card } = props;
  const isHere = (part: Part): boolean => card.state === "ready" && part.held;
  // Text is the course itself: it always comes.
  const texts = plan.parts.filter((part) => part.part === "text");
  const others = plan.parts.filter((part) => part.part !== "text");
  // Proposed is what the version in use has; the person's own clicks change that.
  const [clicked, setClicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isWanted = (part: Part): boolean => clicked.get(keyOf(part)) ?? part.held;
  const { busy, fault, act } = useAct();
  const chosen = [...texts, ...others.filter(isWanted)];
  const missing = chosen.filter((part) => !isHere(part));
  const toggle = (part: Part): void =>
    setClicked(new Map(clicked).set(keyOf(part), !isWanted(part)));
  const begin = (): void => {
    const parts: PartWish[] = chosen.map(({ part, language }) =>
      language ? { part, language } : { part },
    );
    act(() => ask("download", { course: card.slug, parts: others.every(isWanted) ? [] : parts }));
  };
  return (
    <>
      <fieldset class="download-parts">
        <legend>{t("downloadParts")}</legend>
        <PartLine
          name={t("partText")}
          figure={texts.every(isHere) ? t("partHere") : size(bytesOf(texts))}
        />
        {others.map((part) =>
          isHere(part) ? (
            <PartLine key={keyOf(part)} name={nameOf(part)} figure={t("partHere")} />
          ) : (
            <label class="form-check download-part" key={keyOf(part)}>
              <input type="checkbox" checked={isWanted(part)} onChange={() => toggle(part)} />
              <span>{nameOf(part)}</span>
              <span class="figure">{size(part.bytes)}</span>
            </label>
          ),
        )}
      </fieldset>
      <FaultNotice fault={fault} />
      {missing.length > 0 ? (
        <Button icon="download" busy={busy} onClick={begin}>
          {card.state === "update"
            ? t("downloadUpdate", { size: size(bytesOf(missing)) })
            : t("downloadDo", { size: size(bytesOf(missing)) })}
        </Button>
      ) : null}
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

const headings: Partial<Record<CourseCard["state"], { title: PlainKey; why: PlainKey }>> = {
  update: { title: "downloadUpdateTitle", why: "downloadUpdateWhy" },
  ready: { title: "downloadMoreTitle", why: "downloadMoreWhy" },
};

function Panel(props: { card: CourseCard; children: ComponentChildren }) {
  const heading = headings[props.card.state];
  return (
    <section class="card download" aria-labelledby="download-title">
      <h2 id="download-title">{t(heading?.title ?? "downloadTitle")}</h2>
      {props.children}
    </section>
  );
}

function Offer(props: { card: CourseCard; plan: DownloadPlan }) {
  const { card, plan } = props;
  return (
    <Panel card={card}>
      <p>{t(headings[card.state]?.why ?? "downloadWhy")}</p>
      {state.value.link.reach === "away" ? (
        <Notice kind="info">
          <p>{t("downloadNeedsSite")}</p>
        </Notice>
      ) : null}
      <Choices plan={plan} card={card} />
    </Panel>
  );
}

// Nothing where the whole course is here.
export function DownloadPanel(props: { card: CourseCard }) {
  const { card } = props;
  const download = state.value.downloads.find((each) => each.course === card.course);
  const plan = useAnswer("downloadPlan", { course: card.slug }, state.value.revisions.courses);
  if (download) {
    return (
      <Panel card={card}>
        <Running card={card} download={download} />
      </Panel>
    );
  }
  if (card.state === "ready") {
    const isWhole = plan.kind === "here" && plan.value.parts.every((part) => part.held);
    if (isWhole || plan.kind === "loading") return null;
  }
  return <Loaded of={plan}>{(value) => <Offer card={card} plan={value} />}</Loaded>;
}
