// A page read aloud by the sound that was published with it. The browser's own text track says
// when each sentence is spoken; its words are looked for on the page and marked there. One button
// begins, pauses and goes on, so that the keyboard stays where it is.
import type { RefObject } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { factor, t } from "../i18n/index.ts";
import type { Files } from "../state/files.ts";
import { Button } from "./parts.tsx";
import { placesOf, show } from "./spoken.ts";

const speeds = [0.8, 1, 1.25, 1.5];
// Whoever listens slowly does so on the next page, too.
let speed = 1;

type Phase = "idle" | "loading" | "playing" | "paused";

// Marks the sentences of `page` as the track of `audio` tells of them, while it speaks: winding
// back to the beginning when it was stopped marks none. Gives what marks the present one.
function useMarks(
  audio: RefObject<HTMLAudioElement | null>,
  page: RefObject<HTMLElement | null>,
  speaks: RefObject<boolean>,
): () => void {
  const places = useRef<Map<TextTrackCue, Range | null> | null>(null);
  const mark = (): void => {
    const track = audio.current?.textTracks[0];
    const cue = track?.activeCues?.[0];
    const root = page.current;
    if (!speaks.current || !cue || !root) return; // between two sentences the last one stays
    if (!places.current) {
      const cues = [...(track?.cues ?? [])];
      const found = placesOf(root, cues.map(textOf));
      places.current = new Map(cues.map((each, index) => [each, found[index] ?? null]));
    }
    show(places.current.get(cue) ?? null);
  };
  useEffect(() => {
    const track = audio.current?.textTracks[0];
    if (!track) return;
    track.mode = "hidden";
    track.oncuechange = mark;
    return () => {
      track.oncuechange = null;
    };
  }, []);
  return mark;
}

const textOf = (cue: TextTrackCue): string => (cue as VTTCue).getCueAsHTML().textContent ?? "";

function Speed(props: { change: (value: number) => void }) {
  const id = useId();
  const [chosen, setChosen] = useState(speed);
  return (
    <span class="listen-speed">
      <label for={id}>{t("listenSpeed")}</label>
      <select
        id={id}
        class="form-control"
        value={String(chosen)}
        onChange={(event) => {
          const value = Number(event.currentTarget.value);
          setChosen(value);
          props.change(value);
        }}
      >
        {speeds.map((value) => (
          <option key={value} value={String(value)}>
            {factor(value)}
          </option>
        ))}
      </select>
    </span>
  );
}

export function Narration(props: {
  of: RefObject<HTMLElement | null>;
  sound: string;
  marks: string; // its address
  files: Files;
}) {
  const { of, sound, marks, files } = props;
  const audio = useRef<HTMLAudioElement>(null);
  const tools = useRef<HTMLSpanElement>(null);
  const [phase, setPhase] = useState<Phase>("idle");
  const [failed, setFailed] = useState(false);
  const speaks = useRef(false);
  const mark = useMarks(audio, of, speaks);
  const stop = (): void => {
    setPhase("idle");
    speaks.current = false;
    show(null);
    const player = audio.current;
    if (!player) return;
    player.pause();
    player.currentTime = 0;
  };
  // The page is left: nothing goes on speaking.
  useEffect(() => {
    const player = audio.current;
    return () => {
      speaks.current = false;
      player?.pause();
      show(null);
    };
  }, []);
  const play = async (): Promise<void> => {
    const player = audio.current;
    if (!player) return;
    if (!player.src) {
      setPhase("loading");
      player.src = await files.address(sound);
    }
    speaks.current = true;
    player.defaultPlaybackRate = player.playbackRate = speed;
    await player.play();
  };
  const begin = (): void => {
    play().then(
      () => setFailed(false),
      (error: unknown) => {
        // Some browsers want to be asked once more when the sound is there.
        const refused = error instanceof DOMException && error.name === "NotAllowedError";
        setPhase(refused ? "paused" : "idle");
        setFailed(!refused);
      },
    );
  };
  const buttons: Record<Phase, { icon: "listen" | "pause" | "play"; words: string }> = {
    idle: { icon: "listen", words: t("listen") },
    loading: { icon: "listen", words: t("listen") },
    playing: { icon: "pause", words: t("listenPause") },
    paused: { icon: "play", words: t("listenGoOn") },
  };
  const { icon, words } = buttons[phase];
  return (
    <span class="listen-tools" ref={tools}>
      <audio
        ref={audio}
        preload="auto"
        onPlay={() => {
          setPhase("playing");
          mark();
        }}
        onPause={() => setPhase((now) => (now === "playing" ? "paused" : now))}
        onEnded={stop}
      >
        <track kind="metadata" default src={marks} />
      </audio>
      <Button
        kind="plain"
        small
        icon={icon}
        busy={phase === "loading"}
        onClick={phase === "playing" ? () => audio.current?.pause() : begin}
      >
        {words}
      </Button>
      {phase === "playing" || phase === "paused" ? (
        <>
          <Button
            kind="plain"
            small
            icon="close"
            onClick={() => {
              stop();
              tools.current?.querySelector("button")?.focus();
            }}
          >
            {t("listenStop")}
          </Button>
          <Speed
            change={(value) => {
              speed = value;
              if (audio.current) audio.current.playbackRate = value;
            }}
          />
        </>
      ) : null}
      {failed ? <span role="alert">{t("fileMissing")}</span> : null}
    </span>
  );
}
