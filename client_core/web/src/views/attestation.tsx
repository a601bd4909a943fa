// The person's own attestato: what it says, the code that proves it, and the page that the site
// makes of it. All but that page is here without a network.
import { useState } from "preact/hooks";

import { moment, t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { state } from "../state/engine.ts";
import { saveFile } from "../state/save_file.ts";
import * as site from "../state/site_api.ts";
import type { Attestation, LearningRecord } from "../worker/protocol.ts";
import { AttestationFacts } from "./attestation_facts.tsx";
import { Button, Empty, FaultNotice, Heading, LinkButton, Loaded, Notice } from "./parts.tsx";
import { QrCode } from "./qr.tsx";
import { BeginSession } from "./session.tsx";

function Pdf(props: { of: Attestation }) {
  const [asked, ask] = useState(false);
  const { busy, fault, act } = useAct();
  if (asked && !site.hasSession()) return <BeginSession why={t("attestationSession")} />;
  const fetchPdf = (): void => {
    ask(true);
    if (!site.hasSession()) return;
    act(async () => {
      saveFile(`attestato-${props.of.number}.pdf`, await site.attestationPdf(props.of.enrolment));
    });
  };
  return (
    <>
      <FaultNotice fault={fault} />
      <div class="button-row">
        <Button icon="download" busy={busy} onClick={fetchPdf}>
          {t("attestationPdf")}
        </Button>
        <Button kind="outline" icon="print" onClick={() => print()}>
          {t("attestationPrint")}
        </Button>
      </div>
    </>
  );
}

function Proof(props: { of: Attestation }) {
  const { of } = props;
  return (
    <section class="section attestation-proof">
      <QrCode text={of.address || of.code} label={t("attestationQr")} />
      <div>
        <h2>{t("attestationProof")}</h2>
        <p>{t("attestationProofHow")}</p>
        <p class="site-words" dir="ltr" lang="it">
          {of.words}
        </p>
        <p>
          <a href={`/app/verify#${of.code}`}>{t("attestationCheck")}</a>
        </p>
      </div>
    </section>
  );
}

function Shown(props: { of: Attestation }) {
  const { of } = props;
  return (
    <article class="attestation">
      {of.revoked ? (
        <Notice kind="danger" title={t("attestationRevoked")}>
          <p>
            {of.revoked_at === undefined ? "" : moment(of.revoked_at)} <bdi>{of.reason}</bdi>
          </p>
        </Notice>
      ) : null}
      <AttestationFacts of={of} />
      {of.revoked ? null : <Pdf of={of} />}
      {of.revoked ? null : <Proof of={of} />}
    </article>
  );
}

// The one that holds, else the last that was taken back.
function found(record: LearningRecord, enrolment: string): Attestation | undefined {
  const all =
    record.courses.find(({ course }) => course.enrolment === enrolment)?.attestations ?? [];
  return all.find((each) => !each.revoked) ?? all.at(-1);
}

export function AttestationPage(props: { values: Record<string, string> }) {
  const record = useAnswer("record", {}, state.value.revisions.record);
  return (
    <>
      <nav class="breadcrumb" aria-label={t("breadcrumbLabel")}>
        <a href="/app/record">{t("navRecord")}</a>
      </nav>
      <Heading>{t("attestationTitle")}</Heading>
      <Loaded of={record}>
        {(value) => {
          const one = found(value, props.values["enrolment"] ?? "");
          return one ? (
            <Shown of={one} />
          ) : (
            <Empty title={t("attestationNone")}>
              <LinkButton to="/app/record">{t("navRecord")}</LinkButton>
            </Empty>
          );
        }}
      </Loaded>
    </>
  );
}
