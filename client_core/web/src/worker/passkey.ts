// What a page asks the browser for a passkey: a secret of 32 bytes that only the person's device or
// key gives, the same each time (WebAuthn's PRF). It opens a profile as a passphrase does; the site
// is not part of it. Only a page can ask, after a gesture.
export interface Passkey {
  credential: string; // its id, base64url
  secret: Uint8Array<ArrayBuffer>;
}

// One purpose, one salt: it is no secret and never changes.
const salt = new TextEncoder().encode("approdo profile key, 1");

export async function passkeysWork(): Promise<boolean> {
  if (!("PublicKeyCredential" in globalThis)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

// Null: this browser or key gives no such secret, or the person stopped it.
export async function makePasskey(name: string): Promise<Passkey | null> {
  const made = await navigator.credentials
    .create({
      publicKey: {
        rp: { name: "Approdo" },
        user: { id: random(16), name, displayName: name },
        challenge: random(32),
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        extensions: { prf: { eval: { first: salt } } },
      },
    })
    .catch(() => null);
  if (!made) return null;
  const credential = toBase64url((made as PublicKeyCredential).rawId);
  // Many keys tell the secret only when they are asked again.
  return taken(made) ?? askPasskey([credential]);
}

export async function askPasskey(credentials: string[]): Promise<Passkey | null> {
  const got = await navigator.credentials
    .get({
      publicKey: {
        challenge: random(32),
        allowCredentials: credentials.map((id) => ({ type: "public-key", id: fromBase64url(id) })),
        userVerification: "required",
        extensions: { prf: { eval: { first: salt } } },
      },
    })
    .catch(() => null);
  return got && taken(got);
}

function taken(got: Credential): Passkey | null {
  const { rawId, getClientExtensionResults } = got as PublicKeyCredential;
  const first = getClientExtensionResults.call(got).prf?.results?.first;
  if (!first) return null;
  const bytes = ArrayBuffer.isView(first) ? first.buffer : first;
  return { credential: toBase64url(rawId), secret: new Uint8Array(bytes as ArrayBuffer).slice() };
}

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));

function toBase64url(bytes: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
