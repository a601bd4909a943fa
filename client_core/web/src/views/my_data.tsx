// One's own data: what is kept, where, for how long and who can read it; a copy of it as a file;
// asking the site to erase it; taking it off this device.
import { useState } from "preact/hooks";

import { t } from "../i18n/index.ts";
import type { PlainKey } from "../i18n/index.ts";
import { useAct } from "../state/answer.ts";
import { ask } from "../state/engine.ts";
import { saveFile } from "../state/save_file.ts";
import * as site from "../state/site_api.ts";
import { Erasure } from "./erasure.tsx";
import { Forget } from "./forget.tsx";
import { Button, Facts, FaultNotice, Heading, Notice } from "./parts.tsx";
import { BeginSession } from "./session.tsx";

// What, where, who reads it, how long.
const kinds: [PlainKey, PlainKey, PlainKey, PlainKey][] = [
  ["dataWho", "dataWhoWhere", "dataWhoReads", "dataWhoLong"],
  ["dataWork", "dataWorkWhere", "dataWorkReads", "dataWorkLong"],
  ["dataResults", "dataResultsWhere", "dataResultsReads", "dataResultsLong"],
  ["dataPapers", "dataPapersWhere", "dataPapersReads", "dataPapersLong"],
  ["dataHere", "dataHereWhere", "dataHereReads", "dataHereLong"],
  ["dataCopies", "dataCopiesWhere", "dataCopiesReads", "dataCopiesLong"],
];

function Kept() {
  return (
    <section class="section">
      <h2>{t("dataKept")}</h2>
      <div class="columns">
        {kinds.map(([what, where, reads, long]) => (
          <section class="card" key={what}>
            <h3>{t(what)}</h3>
            <Facts
              of={[
                [t("dataWhere"), t(where)],
                [t("dataReads"), t(reads)],
                [t("dataLong"), t(long)],
              ]}
            />
          </section>
        ))}
      </div>
    </section>
  );
}

function Copy() {
  const [withSite, setWithSite] = useState(false);
  const [saved, setSaved] = useState(false);
  const { busy, fault, act } = useAct();
  const needsSession = withSite && !site.hasSession();
  const save = (): void => {
    setSaved(false);
    act(async () => {
      const ofSite = withSite ? JSON.stringify(await site.ownData()) : "";
      const { name, bytes } = await ask("myData", { ofSite });
      saveFile(name, bytes);
      setSaved(true);
    });
  };
  return (
    <section class="card">
      <h2>{t("copyTitle")}</h2>
      <p>{t("copyWhy")}</p>
      <label class="form-check">
        <input
          type="checkbox"
          checked={withSite}
          onChange={(event) => setWithSite(event.currentTarget.checked)}
        />
        <span>{t("copyWithSite")}</span>
      </label>
      {needsSession ? <BeginSession why={t("copySession")} /> : null}
      {saved ? (
        <Notice kind="success" live>
          <p>{t("copySaved")}</p>
        </Notice>
      ) : null}
      <FaultNotice fault={fault} />
      <Button icon="download" busy={busy} disabled={needsSession} onClick={save}>
        {t("copyDo")}
      </Button>
    </section>
  );
}

export function MyDataPage() {
  return (
    <>
      <Heading lead={t("dataLead")}>{t("dataTitle")}</Heading>
      <Kept />
      <div class="columns">
        <Copy />
        <Erasure />
        <Forget />
      </div>
    </>
  );
}
