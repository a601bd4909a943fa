// A button of the header that opens a small panel: the browser's own popover, which closes with
// Escape and gives the focus back.
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

import { Icon } from "../views/icon.tsx";
import type { IconName } from "../views/icon.tsx";

export function Menu(props: { icon: IconName; name: string; children: ComponentChildren }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div class="menu">
      <button type="button" class="tool" popovertarget={id} aria-expanded={open}>
        <Icon name={props.icon} />
        <span class="tool-name" dir="auto">
          {props.name}
        </span>
      </button>
      <div
        id={id}
        class="menu-panel"
        popover="auto"
        role="group"
        aria-label={props.name}
        onToggle={(event) => setOpen((event as unknown as ToggleEvent).newState === "open")}
      >
        {props.children}
      </div>
    </div>
  );
}
