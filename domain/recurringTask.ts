const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
/** A night and two hours more. */
const NIGHTLY_S = 26 * HOUR_S;

/** The product's own recurring tasks, and for how many seconds each may go without ending well before somebody looks. */
export const TASK_ALLOWED_S = {
  'missed-slots': 15 * MINUTE_S, // each minute
  'reconcile-schedules': 30 * MINUTE_S, // each five minutes
  'reconcile-processes': HOUR_S, // each ten minutes
  'reconcile-bitrix': HOUR_S, // each five minutes
  'audit-verification': HOUR_S, // each five minutes; the first look after a start is at the whole log
  'daily-digest': 2 * HOUR_S, // each quarter of an hour
  'audit-anchor': NIGHTLY_S,
  retention: NIGHTLY_S,
} as const;

export type RecurringTask = keyof typeof TASK_ALLOWED_S;

const RECURRING_TASKS = Object.keys(TASK_ALLOWED_S) as RecurringTask[];

/** Those that are to run: Bitrix24 may be off. */
export const tasksOf = ({ bitrix }: { bitrix: boolean }): RecurringTask[] =>
  RECURRING_TASKS.filter((task) => bitrix || task !== 'reconcile-bitrix');
