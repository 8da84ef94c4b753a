import { useSyncExternalStore } from 'react';

interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

/** `menu`: by the browser's own menu. `insecure`: not at all, until the panel comes over TLS. */
type InstallWay = 'installed' | 'offer' | 'menu' | 'insecure';

let offer: InstallEvent | undefined;
const listeners = new Set<() => void>();

/** Keeps the browser's offer to install until the person asks for it. */
export function watchInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallEvent;
    for (const listener of listeners) listener();
  });
}

function wayNow(): InstallWay {
  if (window.matchMedia('(display-mode: standalone)').matches) return 'installed';
  if (!window.isSecureContext) return 'insecure';
  return offer ? 'offer' : 'menu';
}

export function useInstall(): { way: InstallWay; ask: () => void } {
  const way = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, wayNow);
  return { way, ask: () => void offer?.prompt() };
}
