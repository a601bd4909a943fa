// Saving answers of one attempt: what was changed is written down a moment later, and in any case
// before the person goes elsewhere. «Saved» is shown once the core said so, and not before.
import { useEffect, useRef, useState } from "preact/hooks";

import { faultOf } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import type { Attempt, Question } from "../worker/protocol.ts";
import { readAnswer, writeAnswer } from "./answer_text.ts";
import type { Drafts } from "./answer_text.ts";

export type Saving = "nothing" | "changed" | "saving" | "saved" | "failed";

const saveAfterMs = 700;

export interface Answering {
  drafts: Drafts;
  saving: Saving;
  fault: Fault | null;
  change: (drafts: Drafts) => void;
  // Saves what was changed; true: nothing is unsaved any more.
  save: () => Promise<boolean>;
}

export function useAnswering(
  attempt: Attempt,
  question: Question,
  keepsAtOnce: boolean,
  answered: (question: Question) => void,
): Answering {
  const [drafts, setDrafts] = useState<Drafts>(() => readAnswer(question));
  const [saving, setSaving] = useState<Saving>(question.answer ? "saved" : "nothing");
  const [fault, setFault] = useState<Fault | null>(null);
  const newest = useRef({ drafts, changed: false, since: performance.now() });
  const timer = useRef(0);

  useEffect(() => {
    const read = readAnswer(question);
    newest.current = { drafts: read, changed: false, since: performance.now() };
    setDrafts(read);
    setSaving(question.answer ? "saved" : "nothing");
    setFault(null);
  }, [question.question]);

  const save = async (): Promise<boolean> => {
    clearTimeout(timer.current);
    const { current } = newest;
    if (!current.changed) return true;
    current.changed = false;
    setSaving("saving");
    try {
      const after = await ask("quizAnswer", {
        attempt: attempt.attempt,
        question: question.question,
        answer: writeAnswer(question, current.drafts),
        durationMs: Math.round(performance.now() - current.since),
      });
      current.since = performance.now();
      setFault(null);
      setSaving(current.changed ? "changed" : "saved");
      answered(after);
      return true;
    } catch (thrown) {
      current.changed = true;
      setFault(faultOf(thrown));
      setSaving("failed");
      return false;
    }
  };

  const change = (next: Drafts): void => {
    newest.current.drafts = next;
    newest.current.changed = true;
    setDrafts(next);
    setSaving("changed");
    clearTimeout(timer.current);
    if (keepsAtOnce)
      timer.current = setTimeout(() => void save(), saveAfterMs) as unknown as number;
  };

  // Closing the tab or leaving the page does not lose what was typed last.
  const saveNow = useRef(save);
  saveNow.current = save;
  useEffect(() => {
    const leave = (): void => {
      if (document.hidden && keepsAtOnce) void saveNow.current();
    };
    document.addEventListener("visibilitychange", leave);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      if (keepsAtOnce) void saveNow.current();
    };
  }, [question.question]);

  return { drafts, saving, fault, change, save };
}
