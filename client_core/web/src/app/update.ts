// The service worker: registered once the page stands, and a new version of the app that waits. It
// takes over by itself only while no page would notice and nothing waits to be sent; otherwise the
// person is told and decides.
import { computed, signal } from "@preact/signals";

import { state } from "../state/engine.ts";
import { ofProgram } from "../state/program.ts";
import { scriptUrl } from "./trusted.ts";

const waiting = signal<ServiceWorker | null>(null);
export const updateReady = computed(() => waiting.value !== null);
export const unsent = computed(() => state.value.status?.events_unsent ?? 0);

let reloads = false;

export function takeUpdate(): void {
  reloads = true;
  waiting.value?.postMessage("take-over");
}

function look(registration: ServiceWorkerRegistration): void {
  if (!registration.waiting || !navigator.serviceWorker.controller) return;
  waiting.value = registration.waiting;
  // Nobody sees the page: nothing that is being read or typed is lost by starting it anew.
  if (document.hidden && unsent.value === 0) takeUpdate();
}

export function keepOnDevice(): void {
  // What the program serves is on this computer already.
  if (ofProgram || !("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener("controllerchange", () => {
    if (reloads) location.reload();
  });
  void serviceWorker
    .register(scriptUrl("/service-worker.js"), { updateViaCache: "none" })
    .then((registration) => {
      look(registration);
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", () => look(registration));
      });
      document.addEventListener("visibilitychange", () => {
        look(registration);
        if (!document.hidden) registration.update().catch(() => {});
      });
    })
    // A browser that keeps nothing (a private window): the app works while it is open.
    .catch(() => {});
}
