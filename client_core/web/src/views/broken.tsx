// The browser gives this page no storage, or what is stored cannot be opened.
import { t } from "../i18n/index.ts";
import { state } from "../state/engine.ts";
import { Button, Heading, Notice } from "./parts.tsx";

export function Broken() {
  return (
    <>
      <Heading>{t("brokenTitle")}</Heading>
      <Notice kind="danger">
        <p>{state.value.failure?.message || t("brokenWhy")}</p>
        <p>{t("brokenHow")}</p>
        <Button kind="outline" onClick={() => location.reload()}>
          {t("reload")}
        </Button>
      </Notice>
    </>
  );
}
