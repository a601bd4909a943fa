// «Ascolta»: the page read aloud, sentence by sentence, each marked while it is spoken. Only a
// voice that lives on this device is used: a remote one would send the text to its maker, and be
// silent without a network. Where there is none, the button is not there either.
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { Button } from "./parts.tsx";

const mark = "approdo-spoken";

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

// The sentences of what is on the page, each with where it stands.
function sentencesOf(root: Element, language: string): Range[] {
  const blocks = root.querySelectorAll(
    ".content :is(p, li, h2, h3, h4, td, th, dt, dd, figcaption)",
  );
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  const ranges: Range[] = [];
  for (const block of blocks) {
    if (block.querySelector("p, li")) continue;
    const texts: { node: Node; start: number }[] = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let whole = "";
    while (walker.nextNode()) {
      texts.push({ node: walker.currentNode, start: whole.length });
      whole += walker.currentNode.textContent ?? "";
    }
    const place = (at: number, end: boolean): { node: Node; offset: number } | null => {
      const found = texts.findLast(({ start }) => (end ? start < at : start <= at));
      return found ? { node: found.node, offset: at - found.start } : null;
    };
    for (const { segment, index } of segmenter.segment(whole)) {
      const from = place(index, false);
      const to = place(index + segment.length, true);
      if (!segment.trim() || !from || !to) continue;
      const range = document.createRange();
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
      ranges.push(range);
    }
  }
  return ranges;
}

function show(range: Range | null): void {
  if (!("highlights" in CSS)) return;
  if (!range) {
    CSS.highlights.delete(mark);
    return;
  }
  CSS.highlights.set(mark, new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}

export function Listen(props: { of: RefObject<HTMLElement | null>; language: string }) {
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
  if (!voice) return null;
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
