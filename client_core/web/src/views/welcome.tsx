// The first page of a device that nobody has used yet: with an invitation one joins; whoever has an
// account already signs in with name and passphrase.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import { persist } from "../state/persist.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice, Heading, Notice } from "./parts.tsx";

function Words() {
  const site = useAnswer("site", {});
  if (site.kind !== "here") return null;
  return (
    <Notice kind="info" title={t("wordsTitle", { site: site.value.name })}>
      <p class="words" translate={false}>
        {site.value.words}
      </p>
      <p>{t("wordsWhy")}</p>
    </Notice>
  );
}

export function SignIn() {
  const [userName, setUserName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const { busy, fault, act } = useAct();
  return (
    <form
      class="form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(async () => {
          await ask("signIn", { userName: userName.trim(), passphrase });
          await persist().catch(() => false);
        });
      }}
    >
      <Words />
      <Field
        label={t("userName")}
        autocomplete="username"
        required
        value={userName}
        change={setUserName}
      />
      <Field
        label={t("passphrase")}
        secret
        autocomplete="current-password"
        required
        value={passphrase}
        change={setPassphrase}
      />
      <FaultNotice fault={fault} />
      <p>
        <Button submit busy={busy} disabled={!userName.trim() || !passphrase}>
          {busy ? t("signInBusy") : t("signInDo")}
        </Button>
      </p>
    </form>
  );
}

export function Welcome() {
  const waits = state.value.person?.stage === "asked";
  return (
    <>
      <Heading lead={t("welcomeLead")}>{t("welcomeTitle")}</Heading>
      {waits ? (
        <Notice kind="info" title={t("joinPending")}>
          <p>{t("joinPendingWhy")}</p>
          <Button kind="outline" onClick={() => void ask("joinAgain", {}).catch(() => {})}>
            {t("tryAgain")}
          </Button>
        </Notice>
      ) : null}
      <div class="columns">
        <section class="card">
          <h2>{t("welcomeInvited")}</h2>
          <p>{t("welcomeInvitedHow")}</p>
        </section>
        <section class="card">
          <h2>{t("welcomeAgain")}</h2>
          <p>{t("welcomeAgainHow")}</p>
          <SignIn />
        </section>
      </div>
    </>
  );
}
