// Drafts at the site: a trainer's file on its way to a course. Everything here needs the network
// and a session (site_api.ts).
import { ask } from "./engine.ts";
import type { FileAddresses } from "./files.ts";
import { exchange, request } from "./site_api.ts";

export type Severity = "error" | "warning" | "advice";
export interface Finding {
  severity: Severity;
  file: string;
  line: number;
  message: string;
  mend: string;
}
export interface DraftUnit {
  id: string;
  kind: "page" | "media" | "quiz" | "questionnaire" | "assignment" | "foreign";
  title: string;
  required: boolean;
}
export interface DraftModule {
  id: string;
  title: string;
  units: DraftUnit[];
}
export interface Draft {
  id: string;
  file: string;
  bytes: number;
  brought: number;
  state: "checking" | "checked" | "published";
  version?: number;
  report?: {
    outcome: "full" | "losses" | "refused";
    errors: number;
    warnings: number;
    advice: number;
    findings: Finding[];
  };
  course?: { id: string; title: string; language: string; modules: DraftModule[] };
}
export interface ShownUnit {
  kind: DraftUnit["kind"];
  title: string;
  language: string;
  right_to_left: boolean;
  html?: string;
  files: { path: string; type: string; bytes: number }[];
  questions?: {
    id: string;
    html: string;
    parts: { number: number; true_false: boolean; options: string[] }[];
  }[];
}
export interface UnitChange {
  unit: string;
  change: "added" | "removed" | "changed" | "renamed" | "moved";
  title: string;
  title_before?: string;
  module: string;
  kind: DraftUnit["kind"];
  questions?: { added: number; removed: number; changed: number };
}
export interface Changes {
  version: number;
  units: UnitChange[];
  enrolled: number;
  under_way: number;
  done: number;
  package_bytes: number;
  update_bytes: number;
}

// Making a package of a large course takes its time.
const patientMs = 10 * 60_000;
const patiently = () => ({ signal: AbortSignal.timeout(patientMs) });
const get = <Answer>(path: string) => request<Answer>("GET", path, undefined, patiently());
const post = <Answer>(path: string, body: object = {}) =>
  request<Answer>("POST", path, body, patiently());

export interface Received {
  id: string;
  received: number;
  bytes: number;
}
export const beginUpload = (bytes: number) => post<Received>("uploads", { bytes });
export const uploadState = (id: string) => get<Received>(`uploads/${id}`);
export const cancelUpload = (id: string) => post<Received>(`uploads/${id}/cancel`);
export async function sendPart(
  id: string,
  offset: number,
  part: Blob,
  signal: AbortSignal,
): Promise<Received> {
  const answer = await exchange(`uploads/${id}?offset=${offset}`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: part,
    signal,
  });
  return (await answer.json()) as Received;
}

// The report in the person's language: the core knows what importers say.
async function inWords(draft: Draft): Promise<Draft> {
  const findings = draft.report?.findings ?? [];
  if (!draft.report || findings.length === 0) return draft;
  const sentences = findings.flatMap(({ message, mend }) => [message, mend]);
  const said = await ask("say", { sentences });
  const translated = findings.map((finding, at) => ({
    ...finding,
    message: said[2 * at] ?? finding.message,
    mend: said[2 * at + 1] ?? finding.mend,
  }));
  return { ...draft, report: { ...draft.report, findings: translated } };
}

export const listDrafts = () => get<{ items: Draft[] }>("drafts");
export const getDraft = async (id: string) => inWords(await get<Draft>(`drafts/${id}`));
export const addDraft = (upload: string, file: string) => post<Draft>("drafts", { upload, file });
export const replaceDraft = (id: string, upload: string, file: string) =>
  post<Draft>(`drafts/${id}/source`, { upload, file });
export const discardDraft = (id: string) => post<object>(`drafts/${id}/discard`);
export const draftUnit = (id: string, unit: string, language: string) =>
  get<ShownUnit>(`drafts/${id}/units/${unit}?language=${encodeURIComponent(language)}`);
export const draftChanges = (id: string) => get<Changes>(`drafts/${id}/changes`);
export const publishDraft = (id: string, version: number, again: string[]) =>
  post<{ version: number }>(`drafts/${id}/publish`, { version, again });

export async function draftFolder(id: string): Promise<Blob> {
  const answer = await exchange(`drafts/${id}/folder`, patiently());
  return answer.blob();
}

// A draft's pictures and media for its preview. The site sends bytes of no type, so that nothing
// of a stranger's file is ever a page of this address; the type is that of the name, and never one
// that runs.
const types: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  svg: "image/svg+xml",
  mp4: "video/mp4",
  webm: "video/webm",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  wav: "audio/wav",
  vtt: "text/vtt",
};

export class DraftFiles implements FileAddresses {
  readonly #draft: string;
  readonly #addresses = new Map<string, Promise<string>>();

  constructor(draft: string) {
    this.#draft = draft;
  }

  address(path: string): Promise<string> {
    const known = this.#addresses.get(path);
    if (known) return known;
    const made = this.#fetch(path);
    this.#addresses.set(path, made);
    return made;
  }

  async #fetch(path: string): Promise<string> {
    const where = `drafts/${this.#draft}/file?path=${encodeURIComponent(path)}`;
    const answer = await exchange(where, patiently());
    const ending = path.split(".").at(-1)?.toLowerCase() ?? "";
    const type = types[ending] ?? "application/octet-stream";
    return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type }));
  }

  release(): void {
    for (const made of this.#addresses.values()) {
      made.then((address) => URL.revokeObjectURL(address)).catch(() => {});
    }
    this.#addresses.clear();
  }
}
