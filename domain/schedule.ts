import { cronFaults } from './cronFields';
import { DAY_MS, isDuration, parseDuration } from './duration';
import type { Fault } from './errors';
import { isBlank } from './plainText';

export const MOST_EXECUTORS = 200;
/** Temporal catches up over no less. */
const LEAST_WINDOW_MS = 10_000;
const LONGEST_WINDOW_MS = 31 * DAY_MS;
const LONGEST_JITTER_MS = 3_600_000;

/** Why a slot has no check. */
export const SLOT_CAUSES = [
  'outage',
  'paused',
  'no_active_executor',
  'holiday',
  'template_archived',
] as const;
export type SlotCause = (typeof SLOT_CAUSES)[number];

export const SCHEDULE_ACTS = ['pause', 'resume', 'run', 'update', 'delete'] as const;
export type ScheduleAct = (typeof SCHEDULE_ACTS)[number];

/** What the schedule's state allows; who may is a policy's matter. */
export function scheduleActs({
  enabled,
  template_status,
}: {
  enabled: boolean;
  template_status: 'active' | 'archived';
}): ScheduleAct[] {
  const idle: ScheduleAct[] = [enabled ? 'resume' : 'pause'];
  if (template_status === 'archived') idle.push('run');
  return SCHEDULE_ACTS.filter((act) => !idle.includes(act));
}

/** Every fault of the fields that are given, as far as the plant is not needed to tell. */
export function scheduleFaults(input: {
  name?: string;
  cron_expression?: string;
  executor_ids?: readonly string[];
  jitter?: string | null;
  window?: string | null;
}): Fault[] {
  const { name, cron_expression, executor_ids = [], jitter, window } = input;
  return [
    ...(name !== undefined && isBlank(name) ? [{ path: '/name', code: 'field.missing' as const }] : []),
    ...(cron_expression !== undefined ? cronFaults(cron_expression) : []),
    ...executor_ids.flatMap((id, index): Fault[] =>
      executor_ids.indexOf(id) < index
        ? [{ path: `/executor_ids/${index}`, code: 'schedule.duplicate_executor' }]
        : [],
    ),
    ...(typeof jitter === 'string' ? durationFaults('/jitter', jitter, 0, LONGEST_JITTER_MS) : []),
    ...(typeof window === 'string'
      ? durationFaults('/window', window, LEAST_WINDOW_MS, LONGEST_WINDOW_MS)
      : []),
  ];
}

function durationFaults(path: string, text: string, min: number, max: number): Fault[] {
  if (!isDuration(text)) return [{ path, code: 'field.bad_format', params: { expected: 'duration' } }];
  const ms = parseDuration(text);
  return ms < min || ms > max
    ? [{ path, code: path === '/jitter' ? 'schedule.jitter' : 'schedule.window' }]
    : [];
}
