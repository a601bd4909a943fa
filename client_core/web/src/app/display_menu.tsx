// How pages look: normal, or any of the four changes together.
import { t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import { change, displays, settings } from "../state/settings.ts";
import type { Display } from "../state/settings.ts";
import { Menu } from "./menu.tsx";

const names: Record<Display, PlainKey> = {
  contrast: "displayContrast",
  large: "displayLarge",
  spacing: "displaySpacing",
  still: "displayStill",
};

export function DisplayMenu() {
  const { display } = settings.value;
  const set = (which: Display, on: boolean): void =>
    change({ display: displays.filter((each) => (each === which ? on : display.includes(each))) });
  return (
    <Menu icon="display" name={t("display")}>
      <label class="form-check">
        <input
          type="checkbox"
          checked={display.length === 0}
          onChange={() => change({ display: [] })}
        />
        <span>{t("displayNormal")}</span>
      </label>
      {displays.map((each) => (
        <label class="form-check" key={each}>
          <input
            type="checkbox"
            checked={display.includes(each)}
            onChange={(event) => set(each, event.currentTarget.checked)}
          />
          <span>{t(names[each])}</span>
        </label>
      ))}
    </Menu>
  );
}
