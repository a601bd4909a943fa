// The first page of a device that nobody has used yet: with an invitation one joins; whoever has an
// account already signs in with name and passphrase.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import { persist } from "../state/persist.ts";
import { ofProgram } from "../state/program.ts";
import type { Site } from "../worker/protocol.ts";
import { Field } from "./field.tsx";
import { JoinForm } from "./join.tsx";
import { Button, FaultNotice, Heading, Notice } from "./parts.tsx";

function Words(props: { site: Site }) {
  return (
    <Notice kind="info" title={t("wordsTitle", { site: props.site.name })}>
      <p class="words" translate={false}>
        {props.site.words}
      </p>
      <p>{t("wordsWhy")}</p>
    </Notice>
  );
}

function WordsHere() {
  const site = useAnswer("site", {});
  return site.kind === "here" ? <Words site={site.value} /> : null;
}

// What was typed may be mended: a page of the program cannot simply be loaded again.
function Again(props: { begin: () => void }) {
  return (
    <Button kind="outline" small onClick={props.begin}>
      {t("cancel")}
    </Button>
  );
}

// In a page of the program nothing says which site is meant: it is asked for first, and the person
// compares its words before the passphrase is typed.
function SignInSomewhere() {
  const [address, setAddress] = useState("");
  const [site, setSite] = useState<Site | null>(null);
  const { busy, fault, act } = useAct();
  if (site) {
    return (
      <>
        <SignIn site={site} />
        <Again begin={() => setSite(null)} />
      </>
    );
  }
  return (
    <form
      class="form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(async () => setSite(await ask("site", { address: address.trim() })));
      }}
    >
      <Field
        label={t("programAddress")}
        hint={t("programAddressHint")}
        autocomplete="off"
        required
        value={address}
        change={setAddress}
      />
      <FaultNotice fault={fault} />
      <p>
        <Button submit busy={busy} disabled={!address.trim()}>
          {t("next")}
        </Button>
      </p>
    </form>
  );
}

// The link as it came, because a page of the program cannot be behind it.
function JoinByLink() {
  const [typed, setTyped] = useState("");
  const [link, setLink] = useState("");
  if (link) {
    return (
      <>
        <JoinForm link={link} />
        <Again begin={() => setLink("")} />
      </>
    );
  }
  return (
    <form
      class="form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setLink(typed.trim());
      }}
    >
      <Field
        label={t("programLink")}
        hint={t("programLinkHint")}
        autocomplete="off"
        required
        value={typed}
        change={setTyped}
      />
      <p>
        <Button submit disabled={!typed.includes("#")}>
          {t("next")}
        </Button>
      </p>
    </form>
  );
}

// `site`: another than the one that this page is from.
export function SignIn(props: { site?: Site }) {
  const { site } = props;
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
          const where = site ? { link: site.link } : {};
          await ask("signIn", { userName: userName.trim(), passphrase, ...where });
          void persist().catch(() => false);
        });
      }}
    >
      {site ? <Words site={site} /> : <WordsHere />}
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
          {ofProgram ? <JoinByLink /> : <p>{t("welcomeInvitedHow")}</p>}
        </section>
        <section class="card">
          <h2>{t("welcomeAgain")}</h2>
          <p>{t("welcomeAgainHow")}</p>
          {ofProgram ? <SignInSomewhere /> : <SignIn />}
        </section>
      </div>
    </>
  );
}
