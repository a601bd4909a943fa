// What a page that `approdo serve` served says to the program: everything goes as POST to its own
// origin with the bearer token, which is in memory alone. Pages and their workers use it.

// The program's word instead of the site's.
export class LineError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "LineError";
    this.code = code;
  }
}

export interface Pass {
  token: string;
  run: string; // of this start of the program: its tabs know each other by it
}

const bearer = (token: string) => `Bearer ${token}`;

async function refusal(answer: Response): Promise<LineError> {
  const said = (await answer.json().catch(() => ({}))) as {
    error?: { code?: string; message?: string };
  };
  return new LineError(said.error?.code ?? "unavailable", said.error?.message ?? "");
}

export async function askProgram(
  token: string,
  path: string,
  body: Uint8Array<ArrayBuffer> | string = "",
): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`/local/${path}`, {
    method: "POST",
    headers: { authorization: bearer(token) },
    body,
    cache: "no-store",
  });
  if (!answer.ok) throw await refusal(answer);
  return new Uint8Array(await answer.arrayBuffer());
}

// At once, as the core is called: only a worker may wait like this.
export function askProgramNow(
  token: string,
  path: string,
  body: Uint8Array<ArrayBuffer>,
): { status: number; bytes: Uint8Array<ArrayBuffer> } {
  const request = new XMLHttpRequest();
  request.open("POST", `/local/${path}`, false);
  request.responseType = "arraybuffer";
  request.setRequestHeader("authorization", bearer(token));
  request.send(body);
  return { status: request.status, bytes: new Uint8Array(request.response as ArrayBuffer) };
}

// The site's own answer to this request; what the program says instead of it is thrown.
export async function fetchThroughProgram(
  token: string,
  address: string,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const headers = new Headers(init.headers);
  const session = headers.get("authorization");
  if (session) headers.set("approdo-authorization", session);
  headers.set("authorization", bearer(token));
  headers.set("approdo-site", address);
  headers.set("approdo-method", init.method ?? "GET");
  const answer = await fetch(`/local/site${path}`, { ...init, method: "POST", headers });
  if (answer.headers.get("approdo-from") === "site") return answer;
  throw await refusal(answer);
}
