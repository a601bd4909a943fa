// Taking the profile off this device: what would be lost, and saving it first.
import { useState } from "preact/hooks";

import { go } from "../app/router.ts";
import { t } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import { saveFile } from "../state/save_file.ts";
import { Button, FaultNotice, Notice } from "./parts.tsx";

function Unsent() {
  const { busy, fault, act } = useAct();
  const [saved, tell] = useState(false);
  const save = (): void =>
    act(async () => {
      const { name, bytes } = await ask("saveWork", {});
      saveFile(name, bytes);
      tell(true);
    });
  return (
    <>
      <p>{t("forgetFirst")}</p>
      <Button kind="outline" icon="file" small busy={busy} onClick={save}>
        {t("saveWork")}
      </Button>
      <p role="status">{saved ? t("fileSaved") : ""}</p>
      <FaultNotice fault={fault} />
    </>
  );
}

export function Forget() {
  const [asks, setAsks] = useState(false);
  const { busy, fault, act } = useAct();
  const unsent = state.value.status?.events_unsent ?? 0;
  const profile = state.value.profile?.profile;
  if (!profile) return null;
  const forget = (): void =>
    act(async () => {
      await ask("forget", { profile });
      go("/", "replace");
    });
  return (
    <section class="card">
      <h2>{t("forgetTitle")}</h2>
      <p>{t("forgetWhy")}</p>
      {asks ? (
        <>
          <Notice
            kind="danger"
            live
            title={unsent > 0 ? t("forgetLoses", { n: unsent }) : t("forgetSure")}
          >
            {unsent > 0 ? <Unsent /> : null}
          </Notice>
          <FaultNotice fault={fault} />
          <div class="button-row">
            <Button kind="danger" icon="trash" busy={busy} onClick={forget}>
              {t("forgetDo")}
            </Button>
            <Button kind="outline" onClick={() => setAsks(false)}>
              {t("cancel")}
            </Button>
          </div>
        </>
      ) : (
        <Button kind="outline" icon="trash" onClick={() => setAsks(true)}>
          {t("forgetTitle")}
        </Button>
      )}
    </section>
  );
}
