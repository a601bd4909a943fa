// How the exchange with the site stands, in words: what waits in each direction, when it last
// worked, and whether the site can be reached, as the worker's own probe found and not as the
// browser guesses.
import { clock, size, t } from "../i18n/index.ts";
import { state } from "../state/engine.ts";
import { Icon } from "../views/icon.tsx";
import type { IconName } from "../views/icon.tsx";

export function reachWords(): { icon: IconName; kind: string; words: string } {
  const { link } = state.value;
  if (link.busy) return { icon: "sync", kind: "busy", words: t("reachBusy") };
  switch (link.reach) {
    case "site":
      return { icon: "online", kind: "site", words: t("reachSite") };
    case "other":
      return { icon: "warning", kind: "other", words: t("reachOther") };
    case "away":
      return { icon: "offline", kind: "away", words: t("reachAway") };
    case "none":
      return { icon: "sync", kind: "none", words: t("reachNone") };
  }
}

export function SyncBadge() {
  const { link, status } = state.value;
  const { icon, kind, words } = reachWords();
  const toSend = status?.events_unsent ?? 0;
  const toReceive = status?.bytes_wanted ?? 0;
  const waits = [
    toSend > 0 ? t("toSend", { n: toSend }) : t("nothingToSend"),
    toReceive > 0 ? t("toReceive", { size: size(toReceive) }) : "",
    link.exchangedAt ? t("lastAt", { when: clock(link.exchangedAt) }) : "",
  ].filter(Boolean);
  return (
    <a class={`sync-badge sync-${kind}`} href="/app/device">
      <Icon name={icon} />
      <span role="status">
        <span class="sync-reach">{words}</span>
        <span class="sync-waits">{waits.join(" · ")}</span>
      </span>
    </a>
  );
}
