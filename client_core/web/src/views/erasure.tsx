// Asking the site to erase one's data, and where that request stands. It is asked offline as well:
// what the page says is what the core has saved.
import { useState } from "preact/hooks";

import { moment, t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import type { ErasureView } from "../worker/protocol.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice, Notice } from "./parts.tsx";

const when = (time: number | null): string => (time === null ? "" : moment(time));

function Standing(props: { of: ErasureView }) {
  const { of } = props;
  switch (of.state) {
    case "none":
      return null;
    case "asked":
      return (
        <Notice kind="info" live title={t("erasureAsked", { when: when(of.asked) })}>
          <p>{t("erasureAskedWhy")}</p>
        </Notice>
      );
    case "received":
      return (
        <Notice kind="info" live title={t("erasureReceived", { when: when(of.asked) })}>
          <p>{t("erasureReceivedWhy")}</p>
        </Notice>
      );
    case "refused":
      return (
        <Notice kind="warning" live title={t("erasureRefused", { when: when(of.answered) })}>
          <p>
            <bdi>{of.reason}</bdi>
          </p>
        </Notice>
      );
    case "withdrawn":
      return (
        <Notice kind="info" live>
          <p>{t("erasureWithdrawn")}</p>
        </Notice>
      );
    case "done":
      return (
        <Notice kind="success" live title={t("erasureDone", { when: when(of.answered) })}>
          <p>{t("erasureDoneWhy")}</p>
        </Notice>
      );
  }
}

function Request() {
  const [opened, open] = useState(false);
  const [words, setWords] = useState("");
  const [sure, setSure] = useState(false);
  const { busy, fault, act } = useAct();
  const unsent = state.value.status?.events_unsent ?? 0;
  if (!opened) {
    return (
      <Button kind="outline" onClick={() => open(true)}>
        {t("erasureBegin")}
      </Button>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (sure) act(() => ask("askErasure", { words: words.trim() }));
      }}
    >
      <h3>{t("erasureGoes")}</h3>
      <p>{t("erasureGoesText")}</p>
      <h3>{t("erasureStays")}</h3>
      <p>{t("erasureStaysText")}</p>
      {unsent > 0 ? <p>{t("erasureUnsent", { n: unsent })}</p> : null}
      <Field
        label={t("erasureWords")}
        hint={t("erasureWordsHint")}
        lines={3}
        value={words}
        change={setWords}
      />
      <label class="form-check">
        <input
          type="checkbox"
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        <span>{t("erasureSure")}</span>
      </label>
      <FaultNotice fault={fault} />
      <div class="button-row">
        <Button submit kind="danger" icon="send" busy={busy} disabled={!sure}>
          {t("erasureDo")}
        </Button>
        <Button kind="outline" onClick={() => open(false)}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

function Withdraw() {
  const { busy, fault, act } = useAct();
  return (
    <>
      <FaultNotice fault={fault} />
      <Button kind="outline" busy={busy} onClick={() => act(() => ask("withdrawErasure", {}))}>
        {t("erasureWithdraw")}
      </Button>
    </>
  );
}

export function Erasure() {
  const erasure = state.value.status?.erasure;
  if (!erasure) return null;
  const waits = erasure.state === "asked" || erasure.state === "received";
  return (
    <section class="card">
      <h2>{t("erasureTitle")}</h2>
      {erasure.state === "none" ? <p>{t("erasureWhy")}</p> : <Standing of={erasure} />}
      {waits ? <Withdraw /> : erasure.state === "done" ? null : <Request />}
    </section>
  );
}
