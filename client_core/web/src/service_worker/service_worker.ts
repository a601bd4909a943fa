// Keeps the app itself on the device, by the hashes in its files' names, so that it starts without
// a network. Only files of the build are ever kept or answered: the site's interface, exchanges and
// content go past it. A new version waits until a page says that it may take over, which pages do
// when nothing waits to be sent or when the person agrees.
declare const approdoKept: string[];
declare const approdoVersion: string;

const scope = globalThis as unknown as ServiceWorkerGlobalScope;
const cacheName = `approdo-${approdoVersion}`;
const kept = new Set(approdoKept);
const pages = /^\/(join$|app\/|$)/;

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  // What an older version has under the same name is the same content.
  for (const path of kept) {
    const known = path.startsWith("/assets/") ? await caches.match(path) : undefined;
    if (known) {
      await cache.put(path, known);
      continue;
    }
    const answer = await fetch(path, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    await cache.put(path, answer);
  }
}

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name !== cacheName && name.startsWith("approdo-")) await caches.delete(name);
  }
  await scope.clients.claim();
}

async function answerFor(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}

scope.addEventListener("install", (event) => event.waitUntil(keepAll()));
scope.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
scope.addEventListener("message", (event) => {
  if (event.data === "take-over") void scope.skipWaiting();
});
scope.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.location.origin) return;
  if (event.request.mode === "navigate" && pages.test(url.pathname)) {
    event.respondWith(answerFor("/", event.request));
  } else if (kept.has(url.pathname) && url.pathname !== "/") {
    event.respondWith(answerFor(url.pathname, event.request));
  }
});
