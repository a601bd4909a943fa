// This device and the exchange: what waits in either direction and why, what the site confirmed,
// the person's devices, and work as a file for where no network is.
import { useRef, useState } from "preact/hooks";

import { reachWords } from "../app/sync_badge.tsx";
import { moment, sentence, size, t } from "../i18n/index.ts";
import { useAct, useAnswer } from "../state/answer.ts";
import { ask, state } from "../state/engine.ts";
import { saveFile } from "../state/save_file.ts";
import { Icon } from "./icon.tsx";
import { Badge, Button, Facts, FaultNotice, Heading, Loaded, Notice } from "./parts.tsx";

function Exchange() {
  const { link, status } = state.value;
  const { busy, fault, act } = useAct();
  const { icon, words } = reachWords();
  if (!status) return null;
  return (
    <section class="card">
      <h2>{t("exchangeTitle")}</h2>
      <p class="exchange-state">
        <Icon name={icon} /> {words}
      </p>
      {link.failure && !fault ? (
        <Notice kind="warning">
          <p>{sentence(link.failure.message)}</p>
        </Notice>
      ) : null}
      <Facts
        of={[
          [
            t("outboxTitle"),
            status.events_unsent > 0
              ? t("outboxCount", { n: status.events_unsent })
              : t("outboxEmpty"),
          ],
          [t("inboxTitle"), status.bytes_wanted > 0 ? size(status.bytes_wanted) : t("inboxEmpty")],
          [t("lastExchange"), link.exchangedAt ? moment(link.exchangedAt) : t("never")],
          [t("lastReceipt"), status.last_receipt ? moment(status.last_receipt) : t("never")],
        ]}
      />
      <FaultNotice fault={fault} />
      <Button icon="sync" busy={busy || link.busy} onClick={() => act(() => ask("sync", {}))}>
        {t("syncNow")}
      </Button>
    </section>
  );
}

function Outbox() {
  const { status } = state.value;
  if (!status) return null;
  const lines: string[] = [];
  if (status.events_unsent > 0) lines.push(t("outboxEvents", { n: status.events_unsent }));
  if (status.oldest_unsent) lines.push(t("outboxSince", { when: moment(status.oldest_unsent) }));
  if (status.events_carried > 0) lines.push(t("outboxCarried", { n: status.events_carried }));
  if (status.parcels_for_others > 0)
    lines.push(t("outboxOthers", { n: status.parcels_for_others }));
  if (status.held > 0) lines.push(t("inboxHeld", { n: status.held }));
  if (status.quarantined > 0) lines.push(t("inboxQuarantined", { n: status.quarantined }));
  lines.push(
    status.events_durable > 0 ? t("outboxSafe", { n: status.events_durable }) : t("outboxSafeNone"),
  );
  return (
    <section class="card">
      <h2>{t("waitingTitle")}</h2>
      <ul class="plain-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {status.revoked ? <Notice kind="danger">{t("deviceRevokedHere")}</Notice> : null}
      {status.needs_newer_program ? <Notice kind="warning">{t("needsNewer")}</Notice> : null}
    </section>
  );
}

function ByFile() {
  const { busy, fault, act } = useAct();
  const [told, tell] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const bring = (file: File): void =>
    act(async () => {
      const report = await ask("bringIn", { bytes: new Uint8Array(await file.arrayBuffer()) });
      const receipt = "receipt" in report && report.receipt;
      tell(receipt ? t("broughtReceipt") : t("brought"));
    });
  return (
    <section class="card">
      <h2>{t("byFileTitle")}</h2>
      <p>{t("byFileWhy")}</p>
      <div class="button-row">
        <Button
          kind="outline"
          icon="file"
          busy={busy}
          onClick={() =>
            act(async () => {
              const { name, bytes } = await ask("saveWork", {});
              saveFile(name, bytes);
              tell(t("fileSaved"));
            })
          }
        >
          {t("saveWork")}
        </Button>
        <Button kind="outline" icon="download" busy={busy} onClick={() => input.current?.click()}>
          {t("bringIn")}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-label={t("bringIn")}
        accept=".approdo"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) bring(file);
        }}
      />
      <p role="status">{told}</p>
      <FaultNotice fault={fault} />
    </section>
  );
}

function Devices() {
  const devices = useAnswer("devices", {}, state.value.revisions.devices);
  return (
    <section class="card">
      <h2>{t("devicesTitle")}</h2>
      <Loaded of={devices}>
        {(lines) => (
          <ul class="plain-list">
            {lines.map((line) => (
              <li class="device-line" key={line.device}>
                <Icon name="device" />
                <span>{t("deviceSince", { when: moment(line.joined) })}</span>
                {line.this_one ? <Badge kind="info">{t("deviceThis")}</Badge> : null}
                {line.revoked ? <Badge kind="danger">{t("deviceRevoked")}</Badge> : null}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

export function DevicePage() {
  return (
    <>
      <Heading lead={t("deviceLead")}>{t("deviceTitle")}</Heading>
      <div class="columns-flow">
        <Exchange />
        <Outbox />
        <ByFile />
        <Devices />
      </div>
    </>
  );
}
