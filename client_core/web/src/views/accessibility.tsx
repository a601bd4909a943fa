// The accessibility statement's place, and how to report what cannot be used.
import { t } from "../i18n/index.ts";
import { Heading } from "./parts.tsx";

export function Accessibility() {
  return (
    <>
      <Heading lead={t("accessibilityLead")}>{t("accessibilityTitle")}</Heading>
      <section class="section">
        <h2>{t("accessibilityHow")}</h2>
        <p>{t("accessibilityHowText")}</p>
      </section>
      <section class="section" id="feedback">
        <h2>{t("feedbackTitle")}</h2>
        <p>{t("feedbackText")}</p>
        <p>{t("feedbackNext")}</p>
      </section>
    </>
  );
}
