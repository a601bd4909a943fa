// Who the person is to the site, the passphrase, and taking the profile off this device.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import { Field } from "./field.tsx";
import { Forget } from "./forget.tsx";
import { Button, Facts, FaultNotice, Heading, Notice } from "./parts.tsx";
import { PassphraseFields, passphraseProblem } from "./passphrase.tsx";

function Passphrase() {
  const [present, setPresent] = useState("");
  const [typed, setTyped] = useState({ first: "", second: "" });
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);
  const { busy, fault, act } = useAct();
  const change = (): void => {
    setTried(true);
    if (!present || passphraseProblem(typed)) return;
    act(async () => {
      await ask("changePassphrase", { present, fresh: typed.first });
      setPresent("");
      setTyped({ first: "", second: "" });
      setTried(false);
      setDone(true);
    });
  };
  return (
    <section class="card">
      <h2>{t("passphraseChange")}</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <Field
          label={t("passphraseNow")}
          secret
          required
          autocomplete="current-password"
          value={present}
          change={setPresent}
          error={tried && !present ? t("passphraseNeeded") : undefined}
        />
        <PassphraseFields typed={typed} change={setTyped} tried={tried} />
        {done ? (
          <Notice kind="success" live>
            <p>{t("passphraseChanged")}</p>
          </Notice>
        ) : null}
        <FaultNotice fault={fault} />
        <Button submit kind="outline" busy={busy}>
          {t("passphraseChange")}
        </Button>
      </form>
    </section>
  );
}

export function ProfilePage() {
  const person = state.value.person;
  return (
    <>
      <Heading lead={t("profileLead")}>{t("profileTitle")}</Heading>
      {person ? (
        <Facts
          of={[
            [t("profileName"), person.name || "–"],
            [t("userName"), person.user],
            [t("profileSite"), person.site_name],
          ]}
        />
      ) : null}
      <p>
        <a href="/app/profile/data">{t("dataLink")}</a>
      </p>
      <p>
        <a href="/app/people">{t("peopleLink")}</a>
      </p>
      <p>
        <a href="/app/upload">{t("uploadLink")}</a>
      </p>
      <div class="columns">
        <Passphrase />
        <Forget />
      </div>
    </>
  );
}
