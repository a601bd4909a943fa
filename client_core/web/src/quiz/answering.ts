// Saving answers of one attempt: what was changed is written down a moment later, and in any case
// before the person goes elsewhere. «Saved» is shown once the core said so, and not before.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { faultOf } from "../state/answer.ts";
import type { Fault } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import type { Attempt, Question } from "../worker/protocol.ts";
import { readAnswer, writeAnswer } from "./answer_text.ts";
import type { Drafts } from "./answer_text.ts";

export type Saving = "nothing" | "changed" | "saving" | "saved" | "failed";

const saveAfterMs = 700;

// What was typed for one question, whether it is unsaved, and since when the person looks at it.
interface Typed {
  drafts: Drafts;
  changed: boolean;
  since: number;
}

const typedFor = (question: Question): Typed => ({
  drafts: readAnswer(question),
  changed: false,
  since: performance.now(),
});

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
  const newest = useRef(typedFor(question));
  const timer = useRef(0);
  const underWay = useRef(Promise.resolve(true));

  useLayoutEffect(() => {
    newest.current = typedFor(question);
    setDrafts(newest.current.drafts);
    setSaving(question.answer ? "saved" : "nothing");
    setFault(null);
  }, [question.question]);

  const write = async (typed: Typed): Promise<boolean> => {
    if (!typed.changed) return true;
    typed.changed = false;
    setSaving("saving");
    try {
      const after = await ask("quizAnswer", {
        attempt: attempt.attempt,
        question: question.question,
        answer: writeAnswer(question, typed.drafts),
        durationMs: Math.round(performance.now() - typed.since),
      });
      typed.since = performance.now();
      setFault(null);
      setSaving(typed.changed ? "changed" : "saved");
      answered(after);
      return true;
    } catch (thrown) {
      typed.changed = true;
      setFault(faultOf(thrown));
      setSaving("failed");
      return false;
    }
  };

  // One after another, so that who waits for it knows what became of the one before.
  const save = (): Promise<boolean> => {
    clearTimeout(timer.current);
    const typed = newest.current;
    underWay.current = underWay.current.then(() => write(typed));
    return underWay.current;
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
