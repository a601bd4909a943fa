// Sound and moving pictures with captions and transcript, in the browser's own player. What was
// played is told to the core stretch by stretch, so that a battery's end costs seconds.
import { useEffect, useRef, useState } from "preact/hooks";

import { languageName, t } from "../i18n/index.ts";
import { ask } from "../state/engine.ts";
import type { Files } from "../state/files.ts";
import type { Media, Page } from "../worker/protocol.ts";
import { Content } from "./content.tsx";
import { Notice } from "./parts.tsx";

const tellEveryMs = 10_000;
// A jump is no playing: two reports of the player lie closer together than this.
const stepMaxMs = 1500;

// The stretch that is being played, and telling it.
class Stretch {
  #from: number | null = null;
  #to = 0;

  constructor(
    private readonly unit: string,
    private readonly completed: () => void,
  ) {}

  at(ms: number): void {
    if (this.#from === null || ms < this.#to || ms - this.#to > stepMaxMs) {
      this.tell();
      this.#from = ms;
    }
    this.#to = ms;
    if (ms - this.#from >= tellEveryMs) this.tell();
  }
  tell(): void {
    const from = this.#from;
    if (from === null || this.#to <= from) return;
    const toMs = Math.ceil(this.#to);
    this.#from = this.#to;
    ask("mediaSeen", { unit: this.unit, fromMs: Math.floor(from), toMs }).then(
      (answer) => {
        if (answer.completed) this.completed();
      },
      () => {},
    );
  }
}

interface Shown {
  source: string;
  tracks: { kind: TextTrackKind; language: string; source: string }[];
}

async function load(media: Media, files: Files): Promise<Shown> {
  const source = await files.address(media.path);
  const tracks: Shown["tracks"] = [];
  for (const { kind, language, path } of media.tracks) {
    const address = await files.address(path).catch(() => "");
    if (address) tracks.push({ kind, language, source: address });
  }
  return { source, tracks };
}

function Medium(props: { page: Page; media: Media; shown: Shown; stretch: Stretch }) {
  const { page, media, shown, stretch } = props;
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const tracks = shown.tracks.map((track, index) => (
    <track
      key={track.source}
      kind={track.kind}
      srclang={track.language}
      label={languageName(track.language)}
      src={track.source}
      default={index === 0}
    />
  ));
  const shared = {
    ref: player,
    class: "player",
    controls: true,
    preload: "metadata" as const,
    src: shown.source,
    "aria-label": page.title,
    onTimeUpdate: () => stretch.at((player.current?.currentTime ?? 0) * 1000),
    onPause: () => stretch.tell(),
    onEnded: () => stretch.tell(),
  };
  // A recording with captions is shown as moving pictures: only those have a place for them.
  return media.type.startsWith("video/") || tracks.length > 0 ? (
    <video {...shared}>{tracks}</video>
  ) : (
    <audio {...shared}>{tracks}</audio>
  );
}

export function Player(props: {
  page: Page;
  media: Media;
  unit: string;
  files: Files;
  completed: () => void;
}) {
  const { page, media, files } = props;
  const [shown, setShown] = useState<Shown | null>(null);
  const [missing, setMissing] = useState(false);
  const [stretch] = useState(() => new Stretch(props.unit, props.completed));
  useEffect(() => {
    load(media, files).then(setShown, () => setMissing(true));
    const hidden = (): void => {
      if (document.hidden) stretch.tell();
    };
    document.addEventListener("visibilitychange", hidden);
    return () => {
      document.removeEventListener("visibilitychange", hidden);
      stretch.tell();
    };
  }, [media.path]);
  return (
    <>
      {missing ? (
        <Notice kind="warning">
          <p>{t("fileMissing")}</p>
        </Notice>
      ) : shown ? (
        <Medium page={page} media={media} shown={shown} stretch={stretch} />
      ) : null}
      {page.completed_by === "watched" ? <p class="form-text">{t("watchSeen")}</p> : null}
      {media.transcript ? (
        <details class="more" open={missing}>
          <summary>{t("watchTranscript")}</summary>
          <Content
            html={media.transcript}
            files={files}
            language={page.language}
            rightToLeft={page.right_to_left}
            fileMissing={t("fileMissing")}
          />
        </details>
      ) : null}
    </>
  );
}
