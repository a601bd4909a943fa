// A verb's answer as a view needs it: on its way, here, or failed with what can be tried again. It
// is asked anew whenever `ask` or one of the `because` changes, such as a revision of the state.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import type { Answer, Ask, Verb } from "../worker/protocol.ts";
import { ask } from "./engine.ts";

export type Answered<Value> =
  | { kind: "loading"; again: () => void }
  | { kind: "here"; value: Value; again: () => void }
  | { kind: "failed"; code: string; message: string; again: () => void };

export interface Fault {
  code: string;
  message: string;
}

export function faultOf(thrown: unknown): Fault {
  const known = thrown as Partial<Fault>;
  return {
    code: typeof known.code === "string" ? known.code : "unknown",
    message: typeof known.message === "string" ? known.message : "",
  };
}

export function useAnswer<V extends Verb>(
  verb: V,
  what: Ask<V>,
  ...because: unknown[]
): Answered<Answer<V>> {
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const [answered, setAnswered] = useState<Answered<Answer<V>>>({ kind: "loading", again });
  const key = JSON.stringify(what);
  const shown = useRef("");
  useEffect(() => {
    let wanted = true;
    // What is on screen stays while the same question is asked anew.
    if (shown.current !== key) setAnswered({ kind: "loading", again });
    ask(verb, what).then(
      (value) => {
        shown.current = key;
        if (wanted) setAnswered({ kind: "here", value, again });
      },
      (thrown: unknown) => {
        if (wanted) setAnswered({ kind: "failed", ...faultOf(thrown), again });
      },
    );
    return () => {
      wanted = false;
    };
  }, [verb, key, round, ...because]);
  return answered;
}

// For buttons: what runs, and what went wrong last.
export function useAct(): {
  busy: boolean;
  fault: Fault | null;
  act: (work: () => Promise<unknown>) => void;
  clear: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const act = (work: () => Promise<unknown>): void => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    work()
      .catch((thrown: unknown) => setFault(faultOf(thrown)))
      .finally(() => setBusy(false));
  };
  return { busy, fault, act, clear: () => setFault(null) };
}
