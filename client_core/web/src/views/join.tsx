// The page behind an invitation link. The code stands behind «#» and never leaves the browser but
// sealed, in the request to join.
import { useState } from "preact/hooks";

import { go, path } from "../app/router.ts";
import { t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, joined, phase, state } from "../state/engine.ts";
import { persist } from "../state/persist.ts";
import { ofProgram } from "../state/program.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice, Heading, LinkButton, Notice, Waiting } from "./parts.tsx";
import { PassphraseFields, passphraseProblem } from "./passphrase.tsx";

function SiteName() {
  const site = useAnswer("site", {});
  return site.kind === "here" ? (
    <>{t("joinInto", { site: site.value.name })}</>
  ) : (
    <>{t("joinLead")}</>
  );
}

// `link`: the whole invitation.
export function JoinForm(props: { link: string }) {
  const [name, setName] = useState("");
  const [typed, setTyped] = useState({ first: "", second: "" });
  const [tried, setTried] = useState(false);
  const { busy, fault, act } = useAct();
  const send = (): void => {
    setTried(true);
    if (passphraseProblem(typed)) return;
    const userName = name.trim();
    act(async () => {
      const person = await ask("join", {
        link: props.link,
        passphrase: typed.first,
        ...(userName ? { userName } : {}),
      });
      if (person.stage !== "joined") return;
      // Nobody waits for it: the browser may ask the person first, and they may let it ask.
      void persist().catch(() => false);
      // On another page the person was let in before this was answered, and may have gone on.
      if (path.value === "/join") go("/", "replace");
    });
  };
  return (
    <form
      class="form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <PassphraseFields typed={typed} change={setTyped} tried={tried} />
      <details class="more">
        <summary>{t("joinNameSummary")}</summary>
        <Field
          label={t("joinName")}
          hint={t("joinNameHint")}
          autocomplete="username"
          value={name}
          change={setName}
        />
      </details>
      <FaultNotice fault={fault} />
      <p>
        <Button submit busy={busy}>
          {busy ? t("joinBusy") : t("joinDo")}
        </Button>
      </p>
    </form>
  );
}

// An invitation that was sent off while the site could not be reached.
function Pending() {
  const { busy, fault, act } = useAct();
  return (
    <>
      <Notice kind="info" title={t("joinPending")}>
        <p>{t("joinPendingWhy")}</p>
        <Button kind="outline" busy={busy} onClick={() => act(() => ask("joinAgain", {}))}>
          {t("tryAgain")}
        </Button>
      </Notice>
      <FaultNotice fault={fault} />
    </>
  );
}

function Body() {
  if (phase.value === "starting") return <Waiting />;
  if (joined.value) {
    return (
      <Notice kind="success" title={t("joinAlready")}>
        <LinkButton to="/">{t("navHome")}</LinkButton>
      </Notice>
    );
  }
  const stage = state.value.person?.stage ?? "none";
  if (stage === "asked") return <Pending />;
  // A page of the program is at nobody's site: there the link is pasted on the first page.
  if (!location.hash || ofProgram) {
    return (
      <Notice kind="warning" title={t("joinNoCode")}>
        <p>{t("joinNoCodeWhy")}</p>
        <LinkButton to="/">{t("navHome")}</LinkButton>
      </Notice>
    );
  }
  return <JoinForm link={location.href} />;
}

export function Join() {
  return (
    <>
      <Heading lead={<SiteName />}>{t("joinTitle")}</Heading>
      <Body />
    </>
  );
}
