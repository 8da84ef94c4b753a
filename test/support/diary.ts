import { ApplicationFailure } from '@temporalio/common';
import type { CheckActivities } from '../../activities/checks';
import type { CommandAct } from '../../domain/command';
import type { CheckState, Command } from '../../activities/checks/types';
import { actsInState, isEnded } from '../../domain/check';
import { type Course, plannedMoments, reviewDueAt } from '../../domain/escalation';
import type { Settings } from '../../domain/template';
import type { WorkingCalendar } from '../../domain/calendar';

export interface DiaryOptions {
  settings: Settings;
  /** The test server's clock. */
  now(): Promise<number>;
  due_at: Date;
  opened_at: Date;
  calendar?: WorkingCalendar;
  zone?: string;
}

/** Activities over one check in memory that note down everything they do; time is the test server's. */
export function createDiary({ settings, now, due_at, opened_at, calendar, zone = 'UTC' }: DiaryOptions) {
  const diary: string[] = [];
  const done = new Set<string>();
  let level = 0;
  let executor = 'ivanov';
  const reports: string[] = [];
  /** The last fact that the rows hold: to be set before the process hears of it. */
  const rows = { seq: 0 };
  const course: Course = {
    status: 'open',
    due_at,
    due_version: 1,
    armed_at: opened_at,
    review_due_at: null,
    review_version: 0,
    miss_not_before: null,
    settings,
    calendar: calendar ?? null,
    zone,
    done,
  };

  const note = async (entry: string): Promise<void> => {
    diary.push(`${new Date(await now()).toISOString().slice(5, 16)} ${entry}`);
  };

  const state = (): CheckState => {
    const next = isEnded(course.status) ? undefined : plannedMoments(course)[0];
    return {
      check_id: 'c1',
      seq: rows.seq,
      title: 'Погрузчик',
      status: course.status,
      ended: isEnded(course.status),
      executor_id: executor,
      area_id: null,
      due_at: course.due_at.toISOString(),
      escalation_level: level,
      progress: { answered: 0, required: 2, total: 2 },
      next: next ? { at: next.at.toISOString(), kind: next.kind, step: next.step } : null,
      reports: isEnded(course.status) ? [...reports] : [],
    };
  };

  const end = async (status: Course['status'], entry: string): Promise<void> => {
    course.status = status;
    if (status === 'completed') reports.push('r1');
    await note(entry);
  };

  const decisions: Record<CommandAct, (command: Command) => Promise<void>> = {
    async submit() {
      if (settings.review === 'none') return end('completed', 'completed');
      course.status = 'submitted';
      course.review_version += 1;
      course.review_due_at = reviewDueAt(new Date(await now()), settings, course.calendar, zone);
      await note('submitted');
    },
    async review(command) {
      const { decision, due_at } = command as Command<'review'>;
      if (decision === 'accept') return end('completed', 'accepted');
      course.status = 'in_progress';
      if (due_at) move(new Date(due_at));
      await note('returned');
    },
    async reassign(command) {
      executor = (command as Command<'reassign'>).executor_id;
      await note(`handed to ${executor}`);
    },
    async due(command) {
      move(new Date((command as Command<'due'>).due_at));
      await note('due moved');
    },
    decline: () => end('declined', 'declined'),
    cancel: () => end('cancelled', 'cancelled'),
  };

  const move = (due: Date): void => {
    course.due_at = due;
    course.due_version += 1;
    level = 0;
  };

  const activities = {
    loadCheck: async () => state(),

    async carryOut({ moment_at }) {
      const upTo = Math.max(await now(), Date.parse(moment_at));
      for (const moment of plannedMoments(course)) {
        if (moment.at.getTime() > upTo) break;
        done.add(moment.key);
        if (moment.kind === 'reminder') await note(`remind ${executor}`);
        else if (moment.kind === 'due')
          await note(moment.ladder.startsWith('review') ? 'review overdue' : 'overdue');
        else if (moment.kind === 'miss') await end('missed', 'missed');
        else {
          level += 1;
          await note(`level ${level}: tell ${moment.to.join(', ')}`);
        }
      }
      return state();
    },

    async decide({ act, command }) {
      if (!actsInState(course.status).includes(act)) {
        throw ApplicationFailure.nonRetryable(
          'refused',
          isEnded(course.status) ? 'check.closed' : 'check.submitted',
          {},
        );
      }
      if (!done.has(command.command_id)) await decisions[act](command as Command);
      done.add(command.command_id);
      return state();
    },

    async tellFailures() {
      await note('tell failures');
      return state();
    },

    async failReport({ report_id }) {
      await note(`report ${report_id} failed`);
    },
  } satisfies CheckActivities;

  return {
    diary,
    activities,
    /** For facts that do not come through the process. */
    course,
    rows,
    reports: {
      async renderReport({ report_id }: { report_id: string }): Promise<void> {
        await note(`report ${report_id}`);
      },
    },
  };
}
