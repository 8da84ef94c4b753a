import { Context } from '@temporalio/activity';
import type { Removal, RetentionKind } from '../../domain/retention';
import type { RetentionDeps } from './deps';
import { removeOld } from './removeOld';

/** What the nightly retention does; run twice, the second run finds nothing left. */
export function createRetentionActivities(deps: RetentionDeps) {
  return {
    removeOld: ({ kind, run_id }: { kind: RetentionKind; run_id: string }): Promise<Removal> => {
      const context = Context.current();
      return removeOld(deps, kind, { run_id, dry: false, alive: () => context.heartbeat() });
    },
  };
}

export type RetentionActivities = ReturnType<typeof createRetentionActivities>;
