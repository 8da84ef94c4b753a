const channel = 'BroadcastChannel' in window ? new BroadcastChannel('proverka-outbox') : undefined;

/** Other tabs of this device share the queue: they look anew when one of them has changed it. */
export function tellTabs(): void {
  channel?.postMessage('changed');
}

export function onTabs(listener: () => void): () => void {
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
}
