import { ApplicationFailure } from '@temporalio/common';
import type { ActionActivities } from '../../activities/actions';
import type { ActionCommand, ActionState } from '../../activities/actions/types';
import type { BitrixActivities } from '../../activities/bitrix/types';
import {
  type ActionCommandAct,
  type SyncStatus,
  actionActsInState,
  isActionEnded,
} from '../../domain/action';
import { type ActionCourse, plannedActionMoments } from '../../domain/actionMoments';
import { reviewDueAt } from '../../domain/escalation';
import type { Settings } from '../../domain/template';

export interface ActionDiaryOptions {
  settings: Settings;
  /** The test server's clock. */
  now(): Promise<number>;
  due_at: Date;
  opened_at: Date;
  /** With a counterpart outside. */
  external?: boolean;
}

/** Activities over one action in memory that note down everything they do; time is the test server's. */
export function createActionDiary({ settings, now, due_at, opened_at, external }: ActionDiaryOptions) {
  const diary: string[] = [];
  const done = new Set<string>();
  const row = {
    level: 0,
    owner: 'petrov',
    revision: 1,
    seq: 0,
    sync: (external ? 'pending' : null) as SyncStatus | null,
    error: null as string | null,
    /** What Bitrix24 holds: the revision. */
    outside: 0,
  };
  const course: ActionCourse = {
    ...{
      status: 'open',
      due_at,
      due_version: 1,
      armed_at: opened_at,
      verify_due_at: null,
      verify_version: 0,
    },
    ...{ settings, calendar: null, zone: 'UTC', done },
  };
  const note = (entry: string): void => void diary.push(entry);

  const state = (): ActionState => {
    const ended = isActionEnded(course.status);
    const next = ended ? undefined : plannedActionMoments(course)[0];
    return {
      ...{
        action_id: 'a1',
        seq: row.seq,
        revision: row.revision,
        title: 'Тормоза',
        status: course.status,
        ended,
      },
      ...{ owner_id: row.owner, area_id: null, due_at: course.due_at.toISOString() },
      escalation_level: row.level,
      next: next ? { at: next.at.toISOString(), kind: next.kind, step: next.step } : null,
      sync: row.sync,
    };
  };
  /** A change that a person or the outside sees. */
  const change = (entry: string): void => {
    row.revision += 1;
    row.seq += 1;
    if (row.sync) row.sync = 'pending';
    note(entry);
  };

  const decisions: Record<ActionCommandAct, (command: ActionCommand) => Promise<void> | void> = {
    start() {
      course.status = 'in_progress';
      change('started');
    },
    async done() {
      course.status = 'done';
      course.verify_version += 1;
      course.verify_due_at = reviewDueAt(new Date(await now()), settings, null, 'UTC');
      change('done');
    },
    verify() {
      course.status = 'verified';
      change('verified');
    },
    return() {
      course.status = 'returned';
      change('returned');
    },
    change(command) {
      const { due_at: due, owner_id } = command as ActionCommand<'change'>;
      if (owner_id) row.owner = owner_id;
      if (due) {
        course.due_at = new Date(due);
        course.due_version += 1;
        row.level = 0;
      }
      change('changed');
    },
    cancel() {
      course.status = 'cancelled';
      change('cancelled');
    },
  };
  const actOf = (act: ActionCommandAct) => (act === 'change' || act === 'cancel' ? 'update' : act);

  const activities = {
    loadAction: async () => state(),

    async carryOutAction({ moment_at }) {
      const upTo = Math.max(await now(), Date.parse(moment_at));
      for (const moment of plannedActionMoments(course)) {
        if (moment.at.getTime() > upTo) break;
        done.add(moment.key);
        const verify = moment.ladder.startsWith('verify') ? 'verification ' : '';
        if (moment.kind === 'reminder') note(`remind ${row.owner}`);
        else if (moment.kind === 'due') note(`${verify}overdue`);
        else note(`${verify}level ${(row.level += 1)}: tell ${verify ? 'verifiers' : moment.to.join(', ')}`);
      }
      return state();
    },

    async decideAction({ act, command }) {
      if (!actionActsInState(course.status).includes(actOf(act)))
        throw ApplicationFailure.nonRetryable(
          'refused',
          isActionEnded(course.status) ? 'action.closed' : 'action.not_done',
          {},
        );
      if (!done.has(command.command_id)) await decisions[act](command as ActionCommand);
      done.add(command.command_id);
      return state();
    },

    async failActionSync({ error }) {
      row.sync = 'failed';
      row.error = error;
      note(`not carried over: ${error}`);
    },
  } satisfies ActionActivities;

  const bitrix: BitrixActivities = {
    async pushAction() {
      row.outside = row.revision;
      row.sync = 'synced';
      note(`pushed ${course.status}`);
      return { sync_status: 'synced' };
    },
    async pullAction() {
      change('pulled');
    },
  };

  return { diary, activities, bitrix, course, row, note };
}
