// Where in the app the person is: the address as a signal, and going elsewhere. Each place has an
// address of its own, so that back, reload, bookmarks and links work as anywhere.
import { signal } from "@preact/signals";

export const path = signal(location.pathname);

function arrive(): void {
  path.value = location.pathname;
}
addEventListener("popstate", arrive);

export function go(to: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  arrive();
  scrollTo(0, 0);
}

// Ordinary clicks on links to pages of the app stay within it.
export function follow(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href, location.href);
  if (to.origin !== location.origin || link.target || link.hasAttribute("download")) return;
  if (to.pathname !== "/" && !to.pathname.startsWith("/app/")) return;
  if (to.pathname === location.pathname && to.hash) return;
  event.preventDefault();
  go(to.pathname + to.search + to.hash);
}
