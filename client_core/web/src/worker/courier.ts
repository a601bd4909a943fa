// Carries parcels and chunks between an open profile and the site: whole exchanges until nothing
// more is due, what is carried for others, content that is wanted. It keeps nothing of its own;
// every failure leaves the profile as it was, and can be tried again.
import type { Home } from "./home.ts";
import type { SyncReport, SyncTotals, Status } from "./protocol.ts";
import { failed } from "./words.ts";

// An exchange that never ends is a fault of ours or of the site's: stop and say so.
const roundsMax = 10_000;
// A request is to take about this long, so that a break costs little and progress is seen.
const chunksMs = 2_000;
const chunksMax = 64;
const chunkBytesMax = 260 * 1024;

export function emptyTotals(): SyncTotals {
  return {
    exchanges: 0,
    bytesSent: 0,
    bytesReceived: 0,
    receipt: false,
    carried: false,
    notices: [],
    faults: [],
  };
}

export async function post(home: Home, parcels: Uint8Array<ArrayBuffer>) {
  return home.transport.bytes("/sync/v1", { method: "POST", body: parcels });
}

async function exchange(home: Home, totals: SyncTotals): Promise<SyncReport> {
  const body = home.call("approdo_output");
  let answer: Uint8Array;
  try {
    answer = await post(home, body);
  } catch (error) {
    if (home.isOpen) home.call("approdo_link_failed");
    throw error;
  }
  totals.exchanges += 1;
  totals.bytesSent += body.length;
  totals.bytesReceived += answer.length;
  const report = home.json<SyncReport>("approdo_receive", answer);
  totals.receipt ||= report.receipt;
  totals.carried ||= report.carried;
  addNew(totals.notices, report.notices);
  addNew(
    totals.faults,
    report.faults.map((fault) => fault.message),
  );
  return report;
}

// The same is said once, however many exchanges it took.
function addNew(said: string[], more: string[]): void {
  for (const text of more) if (!said.includes(text)) said.push(text);
}

// until usable: what the site keeps of the record is enough to begin, the history follows later.
export async function exchangeAll(
  home: Home,
  totals: SyncTotals,
  until: "done" | "usable" = "done",
): Promise<void> {
  let unsentBefore = Infinity;
  let extraRounds = 0;
  for (let round = 0; round < roundsMax; ++round) {
    const report = await exchange(home, totals);
    // A hub has it; the site's answer comes when the hub has been there.
    if (!report.answered && report.carried) return;
    if (!report.answered) {
      home.call("approdo_link_failed");
      throw failed("unavailable", "other");
    }
    if (until === "usable" && report.record_came) return;
    if (report.again) continue;
    // What came may have completed a unit: that is told at once, too.
    const { events_unsent: unsent } = home.json<Status>("approdo_status");
    // What the site does not take now, it does not take on the next try either.
    if (unsent === 0 || unsent === unsentBefore || ++extraRounds > 2) return;
    unsentBefore = unsent;
  }
  throw failed("busy", "endless");
}

export async function forwardCarried(home: Home, totals: SyncTotals): Promise<void> {
  for (;;) {
    const carried = home.call("approdo_carried_output");
    if (carried.length === 0) return;
    // Our own parcel goes in front: what follows the first is taken as carried for others.
    const own = home.call("approdo_output");
    const body = new Uint8Array(own.length + carried.length);
    body.set(own);
    body.set(carried, own.length);
    const answer = await post(home, body);
    totals.bytesSent += body.length;
    totals.bytesReceived += answer.length;
    const report = home.json<SyncReport>("approdo_receive", answer);
    // A hub has them as well now: they stay here, too, until the site has them.
    if (!report.answered) return;
    home.call("approdo_carried_was_taken");
  }
}

const fromHex = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

interface Fetching {
  ids: Set<string>;
  beganAt: number;
  bytes: Promise<Uint8Array>;
}

function fetchChunks(home: Home, ids: string[]): Fetching {
  const body = new Uint8Array(ids.length * 32);
  ids.forEach((id, index) => body.set(fromHex(id), index * 32));
  const bytes = home.transport.bytes("/chunks", {
    method: "POST",
    type: "application/octet-stream",
    body,
    bytesMax: ids.length * chunkBytesMax + 1024,
  });
  bytes.catch(() => {}); // heard of when it is waited for
  return { ids: new Set(ids), beganAt: performance.now(), bytes };
}

// Fetches what is wanted, the next request under way while the last one's chunks are put away.
// `goesOn` is asked before each request; `onPut` is told after each.
export async function fetchContent(
  home: Home,
  goesOn: () => boolean,
  onPut: () => void,
): Promise<void> {
  let count = 4;
  const next = (except: Set<string>): Fetching | null => {
    if (!goesOn()) return null;
    const wanted = home.json<{ chunks: string[] }>("approdo_chunks_wanted", count + except.size);
    const ids = wanted.chunks.filter((id) => !except.has(id)).slice(0, count);
    return ids.length > 0 ? fetchChunks(home, ids) : null;
  };
  home.call("approdo_download_finish");
  let coming = next(new Set());
  while (coming) {
    const { ids, beganAt, bytes } = coming;
    const parcels = await bytes;
    count = paced(ids.size, performance.now() - beganAt);
    coming = next(ids);
    const { taken } = home.json<{ taken: number }>("approdo_chunks_put", parcels);
    onPut();
    if (taken === 0) throw failed("incomplete", "lacking");
    if (coming) continue;
    // A level of the tree is whole: what stands below it is known now.
    home.call("approdo_download_finish");
    coming = next(new Set());
  }
}

// How many chunks the next request asks for, after one of `count` took so long.
function paced(count: number, tookMs: number): number {
  const fits = Math.floor((count * chunksMs) / Math.max(tookMs, 1));
  return Math.max(1, Math.min(fits, 2 * count, chunksMax));
}
