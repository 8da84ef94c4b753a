import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { type TaskRecordDeps, recordTask } from '../activities/recordTask';
import type { RecurringTask } from '../domain/recurringTask';

/** The activity by which each recurring task does its work. */
const TASK_OF: Readonly<Record<string, RecurringTask>> = {
  anchorAudit: 'audit-anchor',
  mendProcesses: 'reconcile-processes',
  mendSchedules: 'reconcile-schedules',
  reconcileBitrix: 'reconcile-bitrix',
  removeOld: 'retention',
  settleSlots: 'missed-slots',
  tellDigests: 'daily-digest',
};

/** Keeps when recurring tasks end well, and how: for the alert on one that does not run. */
export const tasksAreRecorded =
  (deps: TaskRecordDeps): ActivityInterceptorsFactory =>
  ({ info }) => {
    const task = TASK_OF[info.activityType];
    if (!task) return {};
    return {
      inbound: {
        execute: (input, next) => recordTask(deps, { task, step: stepOf(input.args) }, () => next(input)),
      },
    };
  };

/** Retention works kind by kind. */
function stepOf([argument]: unknown[]): string {
  const { kind } = Object(argument) as { kind?: unknown };
  return typeof kind === 'string' ? kind : '';
}
