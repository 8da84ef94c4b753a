const KEY = 'proverka.access';

/**
 * The tab's own, good for a quarter of an hour and gone with the tab. It outlives a reload, which would otherwise need a
 * refresh each time: a reload amid a refresh loses the new token, and with it the session.
 */
export const accessToken = {
  get: (): string | undefined => sessionStorage.getItem(KEY) ?? undefined,
  set(token: string | undefined): void {
    if (token === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  },
  /** Id of the person in whose name the tab speaks. */
  owner(): string | undefined {
    const [, payload] = accessToken.get()?.split('.') ?? [];
    if (!payload) return undefined;
    const { sub } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: string };
    return sub;
  },
};
