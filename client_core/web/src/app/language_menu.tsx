// The language of the app; courses have their own.
import { ownName, t } from "../i18n/index.ts";
import { change, languages, settings } from "../state/settings.ts";
import { Menu } from "./menu.tsx";

export function LanguageMenu() {
  const { language } = settings.value;
  return (
    <Menu icon="language" name={t("language")}>
      {languages.map((each) => (
        <label class="form-check" key={each} lang={each}>
          <input
            type="radio"
            name="app-language"
            checked={each === language}
            onChange={() => change({ language: each })}
          />
          <span>{ownName(each)}</span>
        </label>
      ))}
    </Menu>
  );
}
