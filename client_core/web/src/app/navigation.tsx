// The places of the app: in a line where there is room, else behind a button that opens and closes
// their list in the flow of the page, so that nothing is covered and nothing is cut.
import { useEffect, useId, useRef, useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { staff } from "../state/staff.ts";
import { Icon } from "../views/icon.tsx";
import { path } from "./router.ts";
import { places } from "./routes.ts";

const isHere = (to: string): boolean =>
  to === "/" ? path.value === "/" : path.value.startsWith(to);

export function Navigation() {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const here = path.value;
  useEffect(() => setOpen(false), [here]);
  // The focus must not stay on what is hidden; where another page comes its heading takes it.
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const shown = places.filter((place) => !place.staff || staff.value);
  return (
    <nav
      class="main-nav"
      aria-label={t("navLabel")}
      onKeyDown={(event) => {
        if (open && event.key === "Escape") close();
      }}
    >
      <button
        ref={button}
        type="button"
        class="tool nav-toggle"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? "close" : "menu"} />
        <span>{t("navMenu")}</span>
      </button>
      <ul id={id}>
        {shown.map((place) => (
          <li key={place.to}>
            <a
              href={place.to}
              aria-current={isHere(place.to) ? "page" : undefined}
              onClick={open ? close : undefined}
            >
              {t(place.name)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
