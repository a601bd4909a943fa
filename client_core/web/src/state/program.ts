// A page that `approdo serve` served: how it comes to the token of the program, and to the site.
// The address that the program shows has a ticket that opens once; what it gives is in the memory
// of this program's tabs alone, and each gives it to the next. Reloading the only tab forgets it.
import { askProgram, fetchThroughProgram } from "../worker/program.ts";
import type { Pass } from "../worker/program.ts";

export const ofProgram = document.querySelector("meta[name=approdo-carrier]") !== null;

const askedTabsMs = 1_000;
let pass: Pass | null = null;

type Between = { kind: "ask" } | { kind: "pass"; pass: Pass };

const ticketInAddress = () => /^#open=([\w-]+)$/.exec(location.hash)?.[1];

async function byTicket(): Promise<Pass | null> {
  const ticket = ticketInAddress();
  if (!ticket) return null;
  // It must not stay in the history, nor be tried again.
  history.replaceState(null, "", location.pathname);
  try {
    return JSON.parse(new TextDecoder().decode(await askProgram(ticket, "enter"))) as Pass;
  } catch {
    return null; // used, or of another start of the program
  }
}

function fromOtherTab(tabs: BroadcastChannel): Promise<Pass | null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), askedTabsMs);
    tabs.onmessage = ({ data }: MessageEvent<Between>) => {
      if (data.kind === "pass") resolve(data.pass);
    };
    tabs.postMessage({ kind: "ask" } satisfies Between);
  });
}

// Null: this page has nothing to do with the program that runs now, if one does.
export async function enter(): Promise<Pass | null> {
  // A new address in the same tab is the same page to the browser: it has to begin anew.
  addEventListener("hashchange", () => ticketInAddress() && location.reload());
  const tabs = new BroadcastChannel("approdo-program");
  const mine = (await byTicket()) ?? (await fromOtherTab(tabs));
  pass = mine;
  tabs.onmessage = ({ data }: MessageEvent<Between>) => {
    if (data.kind === "ask" && mine) tabs.postMessage({ kind: "pass", pass: mine });
  };
  return mine;
}

// A request of the page's own to the site; `address`: where the site is, if this page is not its.
export function siteFetch(address: string, path: string, init: RequestInit): Promise<Response> {
  return pass ? fetchThroughProgram(pass.token, address, path, init) : fetch(path, init);
}
