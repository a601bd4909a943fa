// What stands before the pages that work on the site itself: the passphrase begins a session.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import * as site from "../state/site_api.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice } from "./parts.tsx";

export function BeginSession() {
  const [passphrase, setPassphrase] = useState("");
  const { busy, fault, act } = useAct();
  return (
    <form
      class="form-narrow card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(() => site.beginSession(passphrase));
      }}
    >
      <p>{t("sessionWhy")}</p>
      <Field
        label={t("passphrase")}
        secret
        required
        autocomplete="current-password"
        value={passphrase}
        change={setPassphrase}
      />
      <FaultNotice fault={fault} />
      <Button submit busy={busy} disabled={!passphrase}>
        {t("sessionBegin")}
      </Button>
    </form>
  );
}
