import type { RetentionDeps } from './deps';

const AT_ONCE = 8;

/** @throws DomainError `service.unavailable`; what was not removed then has no row any more, and goes with `objects` */
export async function dropObjects(storage: RetentionDeps['storage'], keys: readonly string[]): Promise<void> {
  for (let from = 0; from < keys.length; from += AT_ONCE)
    await Promise.all(keys.slice(from, from + AT_ONCE).map((key) => storage.remove(key)));
}
