import { t } from "../i18n/index.ts";
import { Heading, LinkButton } from "./parts.tsx";

export function Nowhere() {
  return (
    <>
      <Heading lead={t("nowhereLead")}>{t("nowhereTitle")}</Heading>
      <LinkButton to="/">{t("navHome")}</LinkButton>
    </>
  );
}
