// The site's own interface, as far as the worker speaks it: who answers at this address, a session
// begun with the passphrase, and another passphrase.
import type { CoreCalls, Device } from "./device.ts";
import type { Home } from "./home.ts";
import type { Site, SiteSession } from "./protocol.ts";
import { Transport } from "./transport.ts";
import { failed } from "./words.ts";

function fromBase64url(text: string): Uint8Array {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toBase64url(bytes: Uint8Array): string {
  const plain = btoa(String.fromCharCode(...bytes));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// Each behind the four bytes of its size, lowest first.
function pieces(all: Uint8Array[]): Uint8Array {
  const total = all.reduce((sum, piece) => sum + 4 + piece.length, 0);
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const piece of all) {
    new DataView(bytes.buffer).setUint32(at, piece.length, true);
    bytes.set(piece, at + 4);
    at += 4 + piece.length;
  }
  return bytes;
}

// `typed`: the address that a person gave; where this page is a site's, none is needed.
export async function siteAt(device: Device, typed?: string): Promise<Site> {
  const address = device.siteAddress(typed);
  const transport = new Transport((path, init) => device.fetch(() => address, path, init));
  const said = (await transport.json("/api/v1/site")) as {
    descriptor?: string;
    roots?: string[];
  } | null;
  if (typeof said?.descriptor !== "string") throw failed("not_found", "other");
  const roots = pieces((said.roots ?? []).map(fromBase64url));
  const card = device.clerk.call(
    "approdo_site_card",
    fromBase64url(said.descriptor),
    roots,
    address,
  );
  return JSON.parse(new TextDecoder().decode(card)) as Site;
}

async function secretOf(core: CoreCalls, home: Home, user: string, passphrase: string) {
  const said = (await home.transport.json(`/api/v1/salt?user=${encodeURIComponent(user)}`)) as {
    salt: string;
    passes: number;
    memory_kib: number;
  };
  const salt = fromBase64url(said.salt);
  const secret = core.call(
    "approdo_sign_in_secret",
    new TextEncoder().encode(passphrase),
    salt,
    said.passes,
    said.memory_kib,
  );
  return toBase64url(secret);
}

export async function beginSession(
  core: CoreCalls,
  home: Home,
  user: string,
  passphrase: string,
): Promise<SiteSession> {
  const secret = await secretOf(core, home, user, passphrase);
  const session = await home.transport.post("/api/v1/sessions", { user, secret });
  const { token, account } = session as SiteSession;
  return { token, account };
}

// Ends the session: the site ends every one of the account.
export async function changeAtSite(
  core: CoreCalls,
  home: Home,
  user: string,
  present: string,
  fresh: string,
): Promise<void> {
  const { token } = await beginSession(core, home, user, present);
  const secret = await secretOf(core, home, user, present);
  const secrets = toBase64url(home.call("approdo_secrets_under", fresh));
  await home.transport.post("/api/v1/me/passphrase", { secret, secrets }, token);
}
