// What stands on every page: the way past it for keyboards, whose site this is, how the exchange
// goes, listening, display, language, help and account, the navigation, and the footer.
import type { ComponentChildren } from "preact";

import { t } from "../i18n/index.ts";
import { joined, phase, state } from "../state/engine.ts";
import { Icon } from "../views/icon.tsx";
import { Button } from "../views/parts.tsx";
import { AccountMenu } from "./account_menu.tsx";
import { DisplayMenu } from "./display_menu.tsx";
import { LanguageMenu } from "./language_menu.tsx";
import { Navigation } from "./navigation.tsx";
import { SyncBadge } from "./sync_badge.tsx";
import { takeUpdate, unsent, updateReady } from "./update.ts";

function Header() {
  const inside = phase.value === "open" && joined.value;
  const site = state.value.status?.site_name ?? state.value.person?.site_name ?? "";
  return (
    <header class="site-header">
      <div class="container header-top">
        <a class="brand" href="/">
          <Icon name="boat" />
          <span>
            <strong>Approdo</strong>
            {site ? <span class="brand-site">{site}</span> : null}
          </span>
        </a>
        <div class="header-tools">
          {inside ? <SyncBadge /> : null}
          <DisplayMenu />
          <LanguageMenu />
          <a class="tool" href="/app/help">
            <Icon name="help" />
            <span class="tool-name">{t("help")}</span>
          </a>
          {inside ? <AccountMenu /> : null}
        </div>
      </div>
      {inside ? (
        <div class="container">
          <Navigation />
        </div>
      ) : null}
    </header>
  );
}

function UpdateBar() {
  if (!updateReady.value) return null;
  return (
    <div class="bar" role="status">
      <div class="container bar-line">
        <p>
          {t("updateReady")} {unsent.value > 0 ? t("updateWaits", { n: unsent.value }) : ""}
        </p>
        <Button kind="outline" small onClick={takeUpdate}>
          {t("updateNow")}
        </Button>
      </div>
    </div>
  );
}

function StorageBar() {
  if (!state.value.storageFull) return null;
  return (
    <div class="bar bar-danger" role="alert">
      <div class="container bar-line">
        <p>{t("storageFull")}</p>
        <a class="btn btn-outline btn-sm" href="/app/space">
          {t("makeRoom")}
        </a>
      </div>
    </div>
  );
}

function Footer() {
  return (
    <footer class="site-footer">
      <div class="container footer-line">
        <p>
          <strong>Approdo</strong> — {t("footerClaim")}
        </p>
        <ul>
          <li>
            <a href="/app/accessibility">{t("accessibilityTitle")}</a>
          </li>
          <li>
            <a href="/app/accessibility#feedback">{t("feedbackTitle")}</a>
          </li>
          <li>
            <a href="/app/help">{t("help")}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}

// Without changing the address: behind its «#» an invitation may stand.
function skip(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

export function Shell(props: { children: ComponentChildren }) {
  return (
    <>
      <a class="skip-link" href="#main" onClick={skip}>
        {t("skipToContent")}
      </a>
      <Header />
      <StorageBar />
      <UpdateBar />
      <main id="main" class="container" tabIndex={-1}>
        {props.children}
      </main>
      <Footer />
    </>
  );
}
