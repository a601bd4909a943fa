// Whether this person teaches or coordinates: then the site tells how classes are doing, and the
// pages for that have their place in the navigation.
import { effect, signal } from "@preact/signals";

import { ask, joined, phase, state } from "./engine.ts";

export const staff = signal(false);

let askedFor = "";
effect(() => {
  const isOpen = phase.value === "open" && joined.value;
  const account = state.value.person?.account ?? "";
  const question = isOpen ? `${account} ${state.value.revisions.classes}` : "";
  if (question === askedFor) return;
  askedFor = question;
  if (!isOpen) {
    staff.value = false;
    return;
  }
  ask("classes", {}).then(
    (classes) => {
      staff.value = classes.length > 0;
    },
    () => {},
  );
});
