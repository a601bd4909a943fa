// Whose profile is open, and what belongs to it.
import { t } from "../i18n/index.ts";
import { ask, state } from "../state/engine.ts";
import { Button } from "../views/parts.tsx";
import { Menu } from "./menu.tsx";

export function AccountMenu() {
  const name = state.value.person?.name || state.value.person?.user || t("account");
  return (
    <Menu icon="person" name={name}>
      <a href="/app/profile">{t("profileTitle")}</a>
      <a href="/app/device">{t("deviceTitle")}</a>
      <a href="/app/space">{t("spaceTitle")}</a>
      <Button kind="outline" icon="lock" small onClick={() => void ask("lock", {})}>
        {t("lockNow")}
      </Button>
    </Menu>
  );
}
