import { DomainError } from '../../domain/errors';
import { carryOut } from './carryOut';
import { decide } from './decide';
import type { CheckActivityDeps } from './deps';
import { stateOf } from './state';
import { tellFailures } from './tellFailures';
import type { CommandAct } from '../../domain/command';
import type { CheckState, Command } from './types';

/** What a check's process does to the rows. Each may run twice: a repeat changes nothing. */
export function createCheckActivities(deps: CheckActivityDeps) {
  return {
    /** Reads the rows anew. */
    async loadCheck({ check_id }: { check_id: string }): Promise<CheckState> {
      const check = await deps.db.read.checks.find(check_id);
      if (!check) throw new DomainError('check.not_found');
      const { settings } = await deps.templates.get(check.template_id, check.template_version);
      return stateOf(deps.db.read, check, settings);
    },

    carryOut: (input: { check_id: string; moment_at: string }): Promise<CheckState> => carryOut(deps, input),

    decide: <A extends CommandAct>(input: {
      check_id: string;
      act: A;
      command: Command<A>;
    }): Promise<CheckState> => decide(deps, input),

    tellFailures: (input: { check_id: string }): Promise<CheckState> => tellFailures(deps, input),

    /** The report will not be made without a hand: says so where it is asked for. */
    async failReport({ report_id }: { report_id: string }): Promise<void> {
      await deps.db.transaction(async (tx) => {
        const report = await tx.reports.lock(report_id);
        if (report && report.status !== 'ready')
          await tx.reports.update(report_id, { status: 'failed', error: 'render_failed' });
      });
    },
  };
}

export type CheckActivities = ReturnType<typeof createCheckActivities>;
