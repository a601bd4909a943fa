// Requests to the site, by whichever way this device has: each with a deadline and a size limit,
// each failure a sentence. Nothing here knows what is sent.
import type { Reach } from "./protocol.ts";
import { Failed, failed, translated } from "./words.ts";

// Until the first byte, and between two of them: a slow line is no failure, a silent one is.
const silenceMs = 20_000;
const probeMs = 5_000;

export interface Wish {
  method?: "GET" | "POST";
  body?: Uint8Array<ArrayBuffer> | string;
  type?: string;
  bearer?: string;
  bytesMax?: number;
  onBytes?: (count: number) => void;
}

export type SiteFetch = (path: string, init: RequestInit) => Promise<Response>;

// One profile's time: ends all that is on its way when it is locked.
export class Transport {
  readonly #end = new AbortController();
  readonly #fetch: SiteFetch;

  constructor(fetch: SiteFetch) {
    this.#fetch = fetch;
  }

  close(): void {
    this.#end.abort();
  }

  // What the site answered with 200 to 299; other answers and none are failures.
  async bytes(path: string, wish: Wish = {}): Promise<Uint8Array<ArrayBuffer>> {
    const silence = new Silence(this.#end.signal);
    try {
      const answer = await this.#fetch(path, request(wish, silence.signal));
      silence.broken();
      const body = await collect(answer, wish, silence);
      if (!answer.ok) throw refusal(answer.status, body);
      return body;
    } catch (error) {
      if (error instanceof Failed) throw error;
      if (this.#end.signal.aborted) throw failed("locked", "locked");
      throw failed("unavailable", silence.isOver ? "late" : "away");
    } finally {
      silence.end();
    }
  }

  async json(path: string, wish: Wish = {}): Promise<unknown> {
    const body = await this.bytes(path, wish);
    if (body.length === 0) return null;
    try {
      return JSON.parse(new TextDecoder().decode(body));
    } catch {
      throw failed("unavailable", "other");
    }
  }

  // Whether the site itself answers; what the browser thinks of the network does not count.
  async probe(): Promise<Reach> {
    try {
      const answer = await this.#fetch("/api/v1/site", {
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(probeMs),
      });
      const said: unknown = await answer.json();
      const isSite = typeof (said as { descriptor?: unknown } | null)?.descriptor === "string";
      return isSite ? "site" : "other";
    } catch (error) {
      // What answers and is no JSON, or leads elsewhere, is somebody else's page.
      return error instanceof SyntaxError ? "other" : "away";
    }
  }

  post(path: string, value: unknown, bearer?: string): Promise<unknown> {
    const wish: Wish = { method: "POST", body: JSON.stringify(value), type: "application/json" };
    return this.json(path, bearer === undefined ? wish : { ...wish, bearer });
  }
}

function request(wish: Wish, signal: AbortSignal): RequestInit {
  const headers = new Headers();
  if (wish.type) headers.set("content-type", wish.type);
  if (wish.bearer) headers.set("authorization", `Bearer ${wish.bearer}`);
  return {
    method: wish.method ?? "GET",
    headers,
    signal,
    cache: "no-store",
    redirect: "error",
    ...(wish.body === undefined ? {} : { body: wish.body }),
  };
}

async function collect(
  answer: Response,
  wish: Wish,
  silence: Silence,
): Promise<Uint8Array<ArrayBuffer>> {
  const max = wish.bytesMax ?? 16 * 1024 * 1024;
  const pieces: Uint8Array[] = [];
  let total = 0;
  const reader = answer.body?.getReader();
  for (;;) {
    const read = await reader?.read();
    if (!read || read.done) break;
    silence.broken();
    pieces.push(read.value);
    total += read.value.length;
    wish.onBytes?.(read.value.length);
    if (total > max) {
      void reader?.cancel();
      throw failed("too_large", "other");
    }
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

// The site says what is wrong and gives it a code; whatever else answers does not.
function refusal(status: number, body: Uint8Array): Failed {
  try {
    const said = JSON.parse(new TextDecoder().decode(body)) as {
      error?: { code?: string; message?: string };
    };
    if (said.error?.code && said.error.message) {
      return new Failed(said.error.code, translated(said.error.message));
    }
  } catch {
    // Not the site's own words: ours, then.
  }
  return failed(status === 503 || status === 429 ? "busy" : "unavailable", "status", `${status}`);
}

class Silence {
  readonly #over = new AbortController();
  readonly signal: AbortSignal;
  #timer = 0;

  constructor(end: AbortSignal) {
    this.signal = AbortSignal.any([end, this.#over.signal]);
    this.broken();
  }

  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  broken(): void {
    this.end();
    this.#timer = self.setTimeout(() => this.#over.abort(), silenceMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
