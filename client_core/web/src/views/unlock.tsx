// A locked profile: what is on this device cannot be read without its passphrase.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import type { Profile } from "../worker/protocol.ts";
import { Field } from "./field.tsx";
import { Button, FaultNotice, Heading, Loaded } from "./parts.tsx";

function UnlockForm(props: { profiles: Profile[] }) {
  const before = state.value.profile?.profile;
  const [chosen, choose] = useState(before ?? props.profiles[0]?.profile ?? "");
  const [passphrase, setPassphrase] = useState("");
  const { busy, fault, act } = useAct();
  const profile = props.profiles.find((each) => each.profile === chosen);
  return (
    <form
      class="form-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        act(() => ask("unlock", { profile: chosen, passphrase }));
      }}
    >
      {props.profiles.length > 1 ? (
        <fieldset>
          <legend>{t("unlockWho")}</legend>
          {props.profiles.map((each) => (
            <label class="form-check" key={each.profile}>
              <input
                type="radio"
                name="profile"
                checked={each.profile === chosen}
                onChange={() => choose(each.profile)}
              />
              <span>{each.label || t("unlockNameless")}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <p class="lead">{profile?.label}</p>
      )}
      <Field
        label={t("passphrase")}
        secret
        required
        autocomplete="current-password"
        value={passphrase}
        change={setPassphrase}
      />
      <FaultNotice fault={fault} />
      <p>
        <Button submit icon="lock" busy={busy} disabled={!passphrase}>
          {busy ? t("unlockBusy") : t("unlockDo")}
        </Button>
      </p>
    </form>
  );
}

export function Unlock() {
  const profiles = useAnswer("profiles", {});
  return (
    <>
      <Heading lead={t("unlockLead")}>{t("unlockTitle")}</Heading>
      <Loaded of={profiles}>{(value) => <UnlockForm profiles={value} />}</Loaded>
    </>
  );
}
