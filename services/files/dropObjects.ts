import type { ServiceContext } from '../context';

/** Removes objects that no row names any more. What cannot be removed now only takes room, so nobody hears of it. */
export async function dropObjects(
  { storage, logger }: ServiceContext,
  keys: readonly (string | null)[],
): Promise<void> {
  for (const key of keys) {
    if (key === null) continue;
    await storage
      .remove(key)
      .catch((error: unknown) => logger.warn({ err: error, key }, 'object is left over'));
  }
}
