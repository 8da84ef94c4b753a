import type { Services } from '../context';
import { KEPT_MS } from '../idempotency/heldKey';

const FAILURES_MS = 24 * 60 * 60_000;
const COUNTS_MS = 5 * 60_000;

/** Removes kept replies and counts that no longer matter. */
export async function dropOldCounts({ db, now }: Pick<Services, 'db' | 'now'>): Promise<void> {
  const ago = (ms: number) => new Date(now().getTime() - ms);
  const { idempotencyKeys, loginFailures, requestCounts } = db.read;
  await idempotencyKeys.dropOlder(ago(KEPT_MS));
  await loginFailures.dropOlder(ago(FAILURES_MS));
  await requestCounts.dropOlder(ago(COUNTS_MS));
}
