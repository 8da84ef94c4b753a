import type { DomainFigures } from '../db/domainFigures';
import { TASK_ALLOWED_S } from '../domain/recurringTask';

export interface DomainMetric {
  /** Without `proverka_`. */
  name: string;
  help: string;
  labels: readonly string[];
  samples(figures: DomainFigures): { labels?: Record<string, string>; value: number }[];
}

/** Areas with the most checks have a label of their own, the others share one. */
const MOST_AREAS = 30;

const one = (name: string, help: string, value: (figures: DomainFigures) => number): DomainMetric => ({
  ...{ name, help, labels: [] },
  samples: (figures) => [{ value: value(figures) }],
});

/** One sample for each of the known words, 0 where the rows have none. */
function each<R>(
  label: string,
  words: readonly string[],
  rows: readonly R[],
  wordOf: (row: R) => string,
  valueOf: (row: R) => number,
) {
  return words.map((word) => ({
    labels: { [label]: word },
    value: rows.filter((row) => wordOf(row) === word).reduce((sum, row) => sum + valueOf(row), 0),
  }));
}

const ACTION_STATUSES = ['open', 'in_progress', 'returned', 'done'];

export const DOMAIN_METRICS: readonly DomainMetric[] = [
  {
    name: 'checks_active',
    help: 'Checks that are not at their end, by status and workshop',
    labels: ['status', 'area'],
    samples: ({ checks }) =>
      byArea(checks).flatMap(({ area, rows }) =>
        each('status', ['open', 'in_progress', 'submitted'], rows, status, ({ checks }) => checks).map(
          ({ labels, value }) => ({ labels: { ...labels, area }, value }),
        ),
      ),
  },
  {
    name: 'checks_overdue',
    help: 'Checks past their due time and not submitted, by workshop',
    labels: ['area'],
    samples: ({ checks }) => overdueByArea(checks, (row) => status(row) !== 'submitted'),
  },
  {
    name: 'reviews_overdue',
    help: 'Submitted checks past the time for their review, by workshop',
    labels: ['area'],
    samples: ({ checks }) => overdueByArea(checks, (row) => status(row) === 'submitted'),
  },
  one(
    'moment_lag_seconds',
    'For how long the oldest due time that has come has not been acted upon; 0 when all have',
    (figures) => figures.moment_lag_seconds,
  ),
  one('outbox_messages', 'Facts that processes have not been told yet', ({ outbox }) => outbox.messages),
  one(
    'outbox_oldest_age_seconds',
    'Age of the oldest fact that its process has not been told',
    ({ outbox }) => outbox.oldest_age_seconds,
  ),
  {
    name: 'reports_waiting',
    help: 'Reports that are asked for and not made, by status',
    labels: ['status'],
    samples: ({ reports }) => each('status', ['pending', 'running'], reports, status, (row) => row.reports),
  },
  one(
    'reports_oldest_age_seconds',
    'For how long the oldest report that is not made has been waited for',
    (figures) => figures.report_oldest_age_seconds,
  ),
  {
    name: 'actions_open',
    help: 'Corrective actions that are not at their end, by status; done ones wait for verification',
    labels: ['status'],
    samples: ({ actions }) => each('status', ACTION_STATUSES, actions, status, (row) => row.actions),
  },
  {
    name: 'actions_overdue',
    help: 'Corrective actions past their due time, and done ones past the time for their verification, by status',
    labels: ['status'],
    samples: ({ actions }) => each('status', ACTION_STATUSES, actions, status, (row) => row.overdue),
  },
  {
    name: 'actions_unsynced',
    help: 'Corrective actions that Bitrix24 does not hold as they are, by state of the carrying over',
    labels: ['sync_status'],
    samples: ({ unsynced }) =>
      each(
        'sync_status',
        ['pending', 'failed'],
        unsynced,
        (row) => row.sync_status,
        (row) => row.actions,
      ),
  },
  one(
    'actions_unsynced_oldest_age_seconds',
    'For how long the oldest of them has not been carried over',
    (figures) => figures.unsynced_oldest_age_seconds,
  ),
  one(
    'telegram_updates_waiting',
    'What people have told the bot and it has not acted upon',
    ({ telegram_updates }) => telegram_updates.updates,
  ),
  one(
    'telegram_updates_oldest_age_seconds',
    'For how long the oldest of it has waited',
    ({ telegram_updates }) => telegram_updates.oldest_age_seconds,
  ),
  one(
    'backup_last_success_timestamp_seconds',
    'When the last good backup was finished; before the first one, when they should have begun',
    ({ backup_success_at, backups_since }) => backup_success_at || backups_since,
  ),
  {
    name: 'task_last_success_timestamp_seconds',
    help: 'When the recurring task last ended well; before the first time, since when it should have',
    labels: ['task'],
    samples: ({ tasks }) =>
      tasks.map(({ task, succeeded_at }) => ({ labels: { task }, value: succeeded_at })),
  },
  {
    name: 'task_allowed_seconds',
    help: 'For how long the recurring task may go without ending well',
    labels: ['task'],
    samples: ({ tasks }) =>
      tasks.map(({ task }) => ({ labels: { task }, value: TASK_ALLOWED_S[task] ?? Number.NaN })),
  },
  one('backup_last_size_bytes', 'Size of the last good backup', (figures) => figures.backup_size_bytes),
];

const status = (row: { status: string }) => row.status;

type CheckRow = DomainFigures['checks'][number];

const overdueByArea = (checks: readonly CheckRow[], isMeant: (row: CheckRow) => boolean) =>
  byArea(checks).map(({ area, rows }) => ({
    labels: { area },
    value: rows.filter(isMeant).reduce((sum, row) => sum + row.overdue, 0),
  }));

/** Plants and workshops are few, but nothing keeps a customer from having hundreds. */
function byArea(checks: readonly CheckRow[]): { area: string; rows: CheckRow[] }[] {
  const total = new Map<string, number>();
  const nameOf = ({ area }: CheckRow) => area ?? 'none';
  for (const row of checks) total.set(nameOf(row), (total.get(nameOf(row)) ?? 0) + row.checks);
  const named = [...total]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_AREAS)
    .map(([name]) => name);
  const groups = new Map<string, CheckRow[]>(named.map((name) => [name, []]));
  for (const row of checks) {
    const area = groups.has(nameOf(row)) ? nameOf(row) : 'other';
    groups.set(area, [...(groups.get(area) ?? []), row]);
  }
  return [...groups].map(([area, rows]) => ({ area, rows }));
}
