// What is half written in a page, so that it survives a reload. It stays in this tab's memory of
// the browser and goes with the tab, because it may be about a person: nothing of it is kept on the
// device for longer than that.
import { useCallback, useState } from "preact/hooks";

import { state } from "./engine.ts";

const placeOf = (name: string) => `approdo-draft/${state.value.person?.account ?? ""}/${name}`;

function kept<Value extends object>(name: string): Partial<Value> | null {
  try {
    const text = sessionStorage.getItem(placeOf(name));
    return text === null ? null : (JSON.parse(text) as Partial<Value>);
  } catch {
    return null;
  }
}

function keep(name: string, value: object | null): void {
  try {
    if (value === null) sessionStorage.removeItem(placeOf(name));
    else sessionStorage.setItem(placeOf(name), JSON.stringify(value));
  } catch {
    // Without storage it lives as long as the page.
  }
}

export interface Draft<Value> {
  value: Value;
  isChanged: boolean; // something in it was not saved
  change: (part: Partial<Value>) => void;
  drop: () => void; // it is saved now, or not wanted
}

// Over what is saved, as far as something else is written.
export function useDraft<Value extends object>(name: string, saved: Value): Draft<Value> {
  const [draft, setDraft] = useState<Partial<Value> | null>(() => kept<Value>(name));
  const change = useCallback(
    (part: Partial<Value>) =>
      setDraft((before) => {
        const next = { ...before, ...part };
        keep(name, next);
        return next;
      }),
    [name],
  );
  const drop = useCallback(() => {
    keep(name, null);
    setDraft(null);
  }, [name]);
  return { value: { ...saved, ...draft }, isChanged: draft !== null, change, drop };
}
