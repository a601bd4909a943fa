// Whether an attestato is genuine. Its code stands behind «#» in the address, which the browser
// sends to nobody, and is checked here, with no profile and no network.
import { useEffect, useState } from "preact/hooks";

import { moment, t } from "../i18n/index.ts";
import { useAnswer } from "../state/answer.ts";
import type { Answered } from "../state/answer.ts";
import type { Attestation } from "../worker/protocol.ts";
import { AttestationFacts } from "./attestation_facts.tsx";
import { Button, Heading, Notice, Waiting } from "./parts.tsx";
import { sentence } from "../i18n/index.ts";

function Verdict(props: { of: Attestation }) {
  const { of } = props;
  if (of.revoked) {
    return (
      <Notice kind="danger" title={t("attestationRevoked")} live>
        <p>
          {of.revoked_at === undefined ? "" : moment(of.revoked_at)} <bdi>{of.reason}</bdi>
        </p>
      </Notice>
    );
  }
  if (of.known) {
    return (
      <Notice kind="success" title={t("verifyGenuine")} live>
        <p>{t("verifyKnown")}</p>
      </Notice>
    );
  }
  return (
    <Notice kind="warning" title={t("verifySigned")} live>
      <p>{t("verifyCompare")}</p>
      <p class="site-words" dir="ltr" lang="it">
        {of.words}
      </p>
    </Notice>
  );
}

function Result(props: { of: Answered<Attestation> }) {
  const { of } = props;
  if (of.kind === "loading") return <Waiting />;
  if (of.kind === "failed") {
    return (
      <Notice kind="danger" title={t("verifyNot")} live>
        <p>{sentence(of.message) || t("wentWrongUnknown")}</p>
      </Notice>
    );
  }
  return (
    <article class="attestation">
      <Verdict of={of.value} />
      <AttestationFacts of={of.value} />
      <p class="text-soft">{t("verifyRevokedLater")}</p>
    </article>
  );
}

function Checked(props: { code: string }) {
  return <Result of={useAnswer("verify", { code: props.code })} />;
}

const codeHere = (): string => location.hash.slice(1);

export function VerifyPage() {
  const [code, setCode] = useState(codeHere);
  const [typed, setTyped] = useState("");
  useEffect(() => {
    const look = (): void => setCode(codeHere());
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return (
    <>
      <Heading lead={t("verifyLead")}>{t("verifyTitle")}</Heading>
      {code ? <Checked code={code} /> : null}
      <form
        class="section"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim()) setCode(typed.trim());
        }}
      >
        <h2>{code ? t("verifyAnother") : t("verifyPaste")}</h2>
        <div class="form-group">
          <label for="verify-code">{t("verifyCode")}</label>
          <textarea
            id="verify-code"
            class="form-control"
            rows={4}
            dir="ltr"
            spellcheck={false}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <Button submit disabled={!typed.trim()}>
          {t("verifyDo")}
        </Button>
      </form>
    </>
  );
}
