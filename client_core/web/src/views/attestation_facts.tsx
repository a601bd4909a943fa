// What an attestato says, for its holder and for whoever checks it.
import { day, duration, t, dayOf, share } from "../i18n/index.ts";
import type { Attestation } from "../worker/protocol.ts";
import { Facts } from "./parts.tsx";

function period(of: Attestation): string {
  if (of.from && of.until)
    return t("attestationPeriod", { from: day(of.from), until: day(of.until) });
  if (of.from) return t("courseFrom", { day: day(of.from) });
  return of.until ? t("courseUntil", { day: day(of.until) }) : "";
}

export function AttestationFacts(props: { of: Attestation }) {
  const { of } = props;
  const facts: [string, string][] = [
    [t("attestationHours"), duration(of.minutes)],
    [t("attestationScore"), of.score_percent === undefined ? "" : share(of.score_percent, 100)],
    [t("attestationCompleted"), of.completed > 0 ? dayOf(of.completed) : ""],
    [t("attestationArea"), of.area],
    [t("attestationEdition"), of.edition],
    [t("attestationWhen"), period(of)],
    [t("attestationOrganisation"), of.organisation],
    [t("attestationNumber"), of.number],
    [t("attestationIssued"), dayOf(of.issued)],
  ];
  return (
    <>
      <p class="attestation-holder">
        <bdi>{of.holder}</bdi>
      </p>
      <p class="attestation-course">
        <bdi>{of.course}</bdi>
      </p>
      <Facts of={facts.filter(([, value]) => value !== "")} />
      <p>
        {t("attestationSigned")} <bdi>{of.site_name}</bdi>
      </p>
    </>
  );
}
