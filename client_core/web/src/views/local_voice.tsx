// A page read aloud by a voice of the browser, sentence by sentence. Only one that lives on this
// device: a remote one would send the text to its maker, and be silent without a network. Where
// there is none, the button is not there either.
import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { Button } from "./parts.tsx";
import { sentencesOf, show } from "./spoken.ts";

function useLocalVoice(language: string): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null);
  useEffect(() => {
    const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
    if (!speech) return;
    const look = (): void => {
      const fits = (each: SpeechSynthesisVoice): boolean =>
        each.localService && each.lang.toLowerCase().startsWith(language.toLowerCase());
      setVoice(speech.getVoices().find(fits) ?? null);
    };
    look();
    speech.addEventListener("voiceschanged", look);
    return () => speech.removeEventListener("voiceschanged", look);
  }, [language]);
  return voice;
}

export function LocalVoice(props: {
  of: RefObject<HTMLElement | null>;
  language: string;
  otherwise?: JSX.Element; // shown where there is no voice
}) {
  const voice = useLocalVoice(props.language);
  const [speaking, setSpeaking] = useState(false);
  const round = useRef(0);
  const stop = (): void => {
    ++round.current;
    speechSynthesis.cancel();
    show(null);
    setSpeaking(false);
  };
  useEffect(() => () => (voice ? stop() : undefined), [voice]);
  if (!voice) return props.otherwise ?? null;
  const start = (): void => {
    const root = props.of.current;
    if (!root) return;
    const mine = ++round.current;
    const sentences = sentencesOf(root, props.language);
    const speak = (at: number): void => {
      const range = sentences[at];
      if (mine !== round.current) return;
      if (!range) {
        stop();
        return;
      }
      show(range);
      const utterance = new SpeechSynthesisUtterance(range.toString());
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.addEventListener("end", () => speak(at + 1));
      speechSynthesis.speak(utterance);
    };
    setSpeaking(true);
    speak(0);
  };
  return (
    <Button kind="plain" small icon="listen" onClick={speaking ? stop : start}>
      {speaking ? t("listenStop") : t("listen")}
    </Button>
  );
}
