import { isDeepStrictEqual } from 'node:util';
import type { AuditDiff } from '../db/audit';

/** What of a patch differs from the row: undefined where nothing does. Fields given as undefined are not given. */
export function changedFields<P extends object>(
  row: object,
  patch: P,
): { patch: Partial<P>; diff: AuditDiff & { before: object; after: object } } | undefined {
  const was = row as Record<string, unknown>;
  const changed = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(was[field], value),
  );
  if (changed.length === 0) return undefined;
  const after = Object.fromEntries(changed);
  const before = Object.fromEntries(changed.map(([field]) => [field, was[field]]));
  return { patch: after as Partial<P>, diff: { before, after } };
}
