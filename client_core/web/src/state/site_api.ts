// The site's own interface for those who look after people: a session that the passphrase begins,
// and requests within it. The token stays in this page's memory; where there is TLS the browser has
// the session's cookie besides. It needs the site: none of it works offline.
import { signal } from "@preact/signals";

import { t } from "../i18n/index.ts";
import { ask, state } from "./engine.ts";
import { siteFetch } from "./program.ts";

export interface Organisation {
  id: string;
  name: string;
  depth: number;
  people: number;
}
export interface Account {
  id: string;
  user: string;
  name: string;
  roles: { role: Role; organisation: string }[];
  devices: number;
  joined: boolean;
  suspended: boolean;
}
export type Role = "learner" | "trainer" | "coordinator" | "administrator";
export interface Course {
  id: string;
  title: string;
}
export interface Invitation {
  link: string;
  expires: number;
}

const token = signal("");
let account = "";
export const hasSession = (): boolean =>
  token.value !== "" && account === (state.value.person?.account ?? "");

export class SiteError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = "SiteError";
    this.code = code;
  }
}

export async function beginSession(passphrase: string): Promise<void> {
  const session = await ask("beginSession", { passphrase });
  account = session.account;
  token.value = session.token;
}

// What people meet most, in their language; the rest in that of the core, which knows what sites
// say.
async function refusal(path: string, answer: Response): Promise<SiteError> {
  const { error } = (await answer.json().catch(() => ({}))) as {
    error?: { code: string; message: string };
  };
  const code = error?.code ?? "unknown";
  const isOfPeople = /^(accounts|invitations|organisations)\b/.test(path);
  const isOfDrafts = /^(drafts|uploads)\b/.test(path);
  if (code === "forbidden" && isOfPeople) return new SiteError(code, t("notAllowed"));
  if (code === "forbidden" && isOfDrafts) return new SiteError(code, t("uploadNotAllowed"));
  if (code === "conflict" && isOfPeople) return new SiteError(code, t("nameTaken"));
  const message = error?.message ?? "";
  const [said] = await ask("say", { sentences: [message] }).catch(() => []);
  return new SiteError(code, said ?? message);
}

// One exchange within the session, whatever its body is.
export async function exchange(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await siteFetch(state.value.person?.address ?? "", `/api/v1/${path}`, {
      signal: AbortSignal.timeout(20_000),
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token.value}` },
    });
  } catch {
    throw new SiteError("away", t("siteAway"));
  }
  if (answer.status === 401) token.value = "";
  if (!answer.ok) throw await refusal(path, answer);
  return answer;
}

// The same in JSON.
export async function request<Answer>(
  method: "GET" | "POST",
  path: string,
  body?: object,
  init: RequestInit = {},
): Promise<Answer> {
  const answer = await exchange(path, {
    ...init,
    method,
    ...(body
      ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
      : {}),
  });
  return (await answer.json().catch(() => ({}))) as Answer;
}

// The page that the site makes, as a file.
export async function attestationPdf(enrolment: string): Promise<Blob> {
  return (await exchange(`enrolments/${enrolment}/attestation.pdf`)).blob();
}

export interface Listed<Row> {
  items: Row[];
}

// What the site keeps of the person beside the record, for the copy of their data.
export const ownData = () => request<object>("GET", "me/data");
export const me = () => request<Account>("GET", "me");
export const organisations = () => request<Listed<Organisation>>("GET", "organisations");
export const accounts = (organisation: string) =>
  request<Listed<Account>>("GET", `accounts?organisation=${organisation}`);
export const courses = () => request<Listed<Course>>("GET", "courses");
export const addAccount = (wish: {
  user: string;
  name: string;
  role: Role;
  organisation: string;
}) => request<Account>("POST", "accounts", wish);
export const invite = (wish: {
  role: Role;
  organisation: string;
  account: string;
  course?: string;
}) => request<Invitation>("POST", "invitations", wish);
