// Sending a file in parts: it pauses, goes on by itself when the network is back, and after the
// page was loaded again as soon as the same file is chosen once more. The browser keeps which
// upload was under way, never the file.
import { signal } from "@preact/signals";

import { faultOf } from "./answer.ts";
import type { Fault } from "./answer.ts";
import { beginUpload, cancelUpload, sendPart, uploadState } from "./course_drafts.ts";

const partBytes = 1 << 20;
const partMs = 60_000;
const againMs = [1000, 3000, 10_000, 30_000];

export interface Sending {
  name: string;
  bytes: number;
  received: number;
  state: "sending" | "paused" | "waiting" | "failed";
  fault: Fault | null;
}
export const sending = signal<Sending | null>(null);

// What was under way when the page went.
export interface Interrupted {
  id: string;
  name: string;
  bytes: number;
  modified: number;
}
const place = "approdo-upload";
export function interrupted(): Interrupted | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "null") as Interrupted | null;
  } catch {
    return null;
  }
}
const isSame = (file: File, known: Interrupted): boolean =>
  file.name === known.name && file.size === known.bytes && file.lastModified === known.modified;

export function forgetInterrupted(): void {
  const known = interrupted();
  localStorage.removeItem(place);
  if (known) cancelUpload(known.id).catch(() => {});
}

let stop: AbortController | null = null;

function change(part: Partial<Sending>): void {
  if (sending.value) sending.value = { ...sending.value, ...part };
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
    addEventListener("online", done);
    signal.addEventListener("abort", () => {
      removeEventListener("online", done);
      clearTimeout(timer);
      reject(new DOMException("paused", "AbortError"));
    });
  });

// Where the upload stands, of the same file if there is one, else a new one.
async function startFor(file: File): Promise<{ id: string; received: number }> {
  const known = interrupted();
  if (known && isSame(file, known)) {
    const stands = await uploadState(known.id).catch(() => null);
    if (stands) return stands;
  }
  const begun = await beginUpload(file.size);
  const { name, size: bytes, lastModified: modified } = file;
  localStorage.setItem(place, JSON.stringify({ id: begun.id, name, bytes, modified }));
  return begun;
}

async function sendAll(file: File, signal: AbortSignal): Promise<string> {
  let { id, received } = await startFor(file);
  let failures = 0;
  while (received < file.size) {
    change({ received, state: "sending" });
    try {
      const part = file.slice(received, received + partBytes);
      const limit = AbortSignal.any([signal, AbortSignal.timeout(partMs)]);
      ({ received } = await sendPart(id, received, part, limit));
      failures = 0;
    } catch (thrown) {
      signal.throwIfAborted();
      const { code } = faultOf(thrown);
      // After a cut line the site says where it stands.
      if (code !== "away" && code !== "busy" && code !== "conflict") throw thrown;
      change({ state: "waiting" });
      await wait(againMs[Math.min(failures++, againMs.length - 1)] ?? 0, signal);
      const stands = await uploadState(id).catch(() => null);
      if (stands) received = stands.received;
    }
  }
  change({ received });
  return id;
}

let under: { file: File; then: (upload: string) => Promise<void> } | null = null;

async function run(): Promise<void> {
  if (!under) return;
  const { file, then } = under;
  stop = new AbortController();
  const { signal } = stop;
  try {
    await then(await sendAll(file, signal));
    localStorage.removeItem(place);
    under = null;
    sending.value = null;
  } catch (thrown) {
    if (signal.aborted) change({ state: "paused" });
    else change({ state: "failed", fault: faultOf(thrown) });
  }
}

// `then`: what becomes of the upload once all of it is there.
export function send(file: File, then: (upload: string) => Promise<void>): void {
  stop?.abort();
  under = { file, then };
  sending.value = {
    name: file.name,
    bytes: file.size,
    received: 0,
    state: "sending",
    fault: null,
  };
  void run();
}

export const pause = (): void => stop?.abort();

export function resume(): void {
  change({ state: "sending", fault: null });
  void run();
}

export function giveUp(): void {
  stop?.abort();
  under = null;
  sending.value = null;
  forgetInterrupted();
}
