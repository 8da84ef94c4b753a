import { useSyncExternalStore } from 'react';

const LOOK_EVERY_MS = 30 * 60_000;

let registration: ServiceWorkerRegistration | undefined;
let isReady = false;
const listeners = new Set<() => void>();

function look(): void {
  const next = registration?.waiting !== null && registration?.waiting !== undefined;
  // The very first one has nobody to take over from.
  isReady = next && navigator.serviceWorker.controller !== null;
  for (const listener of listeners) listener();
}

/** Keeps the built files on the device, and looks now and then whether there are newer ones. */
export async function keepFiles(): Promise<void> {
  registration = await navigator.serviceWorker.register('/sw.js');
  look();
  registration.addEventListener('updatefound', () => {
    registration?.installing?.addEventListener('statechange', look);
  });
  const ask = () => void registration?.update().catch(() => undefined);
  setInterval(ask, LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask());
}

/** Whether a newer panel is on the device and waits to be taken. */
export function useUpdate(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isReady,
  );
}

/** Loads the page anew, by the newest files there are. What was typed is kept by its fields. */
export async function reloadAnew(): Promise<void> {
  // A field takes what was typed when it is left.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await registration?.update().catch(() => undefined);
  const next = registration?.waiting;
  if (!next) return window.location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
    once: true,
  });
  next.postMessage('take over');
}
