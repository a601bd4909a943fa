// Whether this person teaches or coordinates, with a class or before there is one: the pages for
// that have their place in the navigation. The site tells it with what it tells of classes, so that
// it is known offline as well.
import { computed } from "@preact/signals";

import { joined, phase, state } from "./engine.ts";

export const staff = computed(
  () => phase.value === "open" && joined.value && (state.value.status?.teaches ?? false),
);
