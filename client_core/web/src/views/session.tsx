// What the site makes or looks after is asked for in a session, which the passphrase begins.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import * as site from "../state/site_api.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice, focusHeading } from "./parts.tsx";

export function BeginSession(props: { why?: string }) {
  const [passphrase, setPassphrase] = useState("");
  const { busy, fault, act } = useAct();
  return (
    <form
      class="form-narrow card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(async () => {
          await site.beginSession(passphrase);
          focusHeading();
        });
      }}
    >
      <p>{props.why ?? t("sessionWhy")}</p>
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
