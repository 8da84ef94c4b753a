import { type Removal, type RetentionKind, keptSince } from '../../domain/retention';
import type { RetentionDeps, RetentionRun } from './deps';
import { removeFiles } from './removeFiles';
import { removeObjects } from './removeObjects';
import { removeReports } from './removeReports';
import { removeRows } from './removeRows';

/** Removes what is old of one kind, in batches, each on the audit log; counts it only in a dry run. */
export async function removeOld(
  deps: RetentionDeps,
  kind: RetentionKind,
  run: RetentionRun,
): Promise<Removal> {
  const before = keptSince(kind, deps.rules, deps.now());
  if (!before) return { kind, count: 0, bytes: 0 };
  switch (kind) {
    case 'reports':
      return removeReports(deps, before, run);
    case 'files':
    case 'uploads':
      return removeFiles(deps, kind, before, run);
    case 'objects':
      return removeObjects(deps, before, run);
    default:
      return removeRows(deps, kind, before, run);
  }
}
