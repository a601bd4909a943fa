// The browser gives this page no storage, or what is stored cannot be opened; or the program that
// served the page is gone, or is another by now.
import { sentence, t } from "../i18n/index.ts";
import { state } from "../state/engine.ts";
import { ofProgram } from "../state/program.ts";
import { Button, Heading, Notice } from "./parts.tsx";

function WithoutProgram() {
  return (
    <>
      <Heading>{t("programTitle")}</Heading>
      <Notice kind="warning">
        <p>{sentence(state.value.failure?.message || t("programOutside"))}</p>
        <p>{t("programHow")}</p>
      </Notice>
    </>
  );
}

export function Broken() {
  if (ofProgram) return <WithoutProgram />;
  return (
    <>
      <Heading>{t("brokenTitle")}</Heading>
      <Notice kind="danger">
        <p>{sentence(state.value.failure?.message || t("brokenWhy"))}</p>
        <p>{t("brokenHow")}</p>
        <Button kind="outline" onClick={() => location.reload()}>
          {t("reload")}
        </Button>
      </Notice>
    </>
  );
}
