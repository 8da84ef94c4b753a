import type { RecurringTask } from '../domain/recurringTask';
import type { Connection } from './connection';
import { prepared } from './prepared';

/** How the plant stands, as metrics tell it. Ages in seconds, 0 where nothing waits. */
export interface DomainFigures {
  /** By status (open, in_progress, submitted) and by plant and workshop; null where a check has no area. */
  checks: { status: string; area: string | null; checks: number; overdue: number }[];
  /** How long the oldest due moment that has come is not carried out. */
  moment_lag_seconds: number;
  outbox: { messages: number; oldest_age_seconds: number };
  reports: { status: string; reports: number }[];
  report_oldest_age_seconds: number;
  actions: { status: string; actions: number; overdue: number }[];
  unsynced: { sync_status: string; actions: number }[];
  unsynced_oldest_age_seconds: number;
  telegram_updates: { updates: number; oldest_age_seconds: number };
  backups: { status: string; backups: number }[];
  /** Unix time of the last that succeeded; 0 where there is none. */
  backup_success_at: number;
  backup_size_bytes: number;
  /** When the oldest backup was begun, of whatever outcome: since then they should have been made. */
  backups_since: number;
  /** Unix time at which each recurring task last ended well; before the first time, since when it should have. */
  tasks: { task: RecurringTask; succeeded_at: number }[];
}

/** Longer names would only make labels long. */
const LABEL = 80;

const age = (moment: string) => `coalesce(extract(epoch from now() - min(${moment})), 0)::float8`;
const rows = (query: string) => `(select coalesce(jsonb_agg(x), '[]') from (${query}) x)`;
const single = (query: string) => `(select to_jsonb(x) from (${query}) x)`;

/** Every part reads a small index; none reads a table that only grows. */
const STATEMENT = `
with running as (
  select id, status, area_id, due_at as at, due_at <= now() as late, 'due:' || due_version as ladder
    from checks where status in ('open', 'in_progress')
  union all
  select id, status, area_id, review_due_at, review_due_at <= now(), 'review:' || review_version
    from checks where status = 'submitted'
), placed as (
  select r.status, a.path[1:2] as place, count(*)::int as checks, (count(*) filter (where r.late))::int as overdue
    from running r left join areas a on a.id = r.area_id group by 1, 2
)
select
  ${rows(`select status, checks, overdue,
            (select left(string_agg(n.name, ' / ' order by cardinality(n.path)), ${LABEL})
               from areas n where n.id = any(place)) as area
            from placed`)} as checks,
  (select ${age('r.at')} from running r where r.late and not exists (
     select 1 from check_events e where e.check_id = r.id and e.key = r.ladder || ':due:0')) as moment_lag_seconds,
  ${single(`select count(*)::int as messages, ${age('created_at')} as oldest_age_seconds from outbox`)} as outbox,
  ${rows(`select status, count(*)::int as reports from reports where status in ('pending', 'running') group by 1`)} as reports,
  (select ${age('created_at')} from reports where status in ('pending', 'running')) as report_oldest_age_seconds,
  ${rows(`select status, count(*)::int as actions, (count(*) filter (where due_at <= now()))::int as overdue
            from actions where status in ('open', 'in_progress', 'returned') group by 1
          union all
          select status, count(*)::int, (count(*) filter (where verify_due_at <= now()))::int
            from actions where status = 'done' group by 1`)} as actions,
  ${rows(`select sync_status, count(*)::int as actions from actions
            where sync_status in ('pending', 'failed') group by 1`)} as unsynced,
  (select ${age('coalesce(last_sync_at, created_at)')} from actions
    where sync_status in ('pending', 'failed')) as unsynced_oldest_age_seconds,
  ${single(`select count(*)::int as updates, ${age('received_at')} as oldest_age_seconds
              from telegram_updates where done_at is null`)} as telegram_updates,
  ${rows('select status, count(*)::int as backups from backups group by 1')} as backups,
  (select coalesce(extract(epoch from max(finished_at)), 0)::float8 from backups
    where status in ('done', 'removed')) as backup_success_at,
  coalesce((select size_bytes from backups where status = 'done' order by finished_at desc limit 1), 0)
    as backup_size_bytes,
  (select coalesce(extract(epoch from min(started_at)), 0)::float8 from backups) as backups_since,
  ${rows(`select task, extract(epoch from min(coalesce(succeeded_at, since)))::float8 as succeeded_at
            from task_runs group by 1`)} as tasks`;

/** Of recurring tasks only `tasks`: what is switched off need not run. */
export async function domainFigures(
  connection: Connection,
  tasks: readonly RecurringTask[],
): Promise<DomainFigures> {
  const [row] = await prepared<DomainFigures>(connection, 'domain_figures', STATEMENT);
  const figures = row as DomainFigures; // a statement without a FROM gives one row
  return { ...figures, tasks: figures.tasks.filter(({ task }) => tasks.includes(task)) };
}
