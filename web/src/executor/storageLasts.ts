let isAsked = false;

/** Once there is something to lose: the browser is asked not to clear it away when the device runs out of room. */
export function askToLast(): void {
  if (isAsked) return;
  isAsked = true;
  void navigator.storage?.persist?.().catch(() => undefined);
}

/** Undefined where the browser does not say, as over plain http. */
export async function isLasting(): Promise<boolean | undefined> {
  return navigator.storage?.persisted?.().catch(() => undefined);
}
