import type { Connection } from '../connection';
import { prepared } from '../prepared';

/** A row whose process has to run. */
export interface OwedProcess {
  id: string;
  area_id: string | null;
}

/** What a running process finds of its row. */
export interface ProcessStanding extends OwedProcess {
  /** It has nothing left to do, and has had the time to notice. */
  settled: boolean;
}

export interface OwedPage {
  after: string | null;
  limit: number;
  /** What is younger has its first message on its way. */
  before: Date;
}

const CHECK_OWES = `(
  c.status in ('open', 'in_progress', 'submitted')
  or exists (select 1 from reports r where r.check_id = c.id and r.requested_by is null and r.status in ('pending', 'running'))
)`;
const ACTION_OWES = `(
  a.status not in ('verified', 'cancelled') or (a.external_system is not null and a.sync_status = 'pending')
)`;
const untold = (subject: string, id: string, kind = '') =>
  `not exists (select 1 from outbox o where o.subject = '${subject}:' || ${id}::text ${kind && `and o.kind = '${kind}'`})`;
/** A start that waits to be told begins the process itself. */
const unstarted = (subject: string, id: string) => untold(subject, id, 'start');

/** What the rows say of the processes that have to run, for those who compare it with Temporal. */
export function createProcesses(connection: Connection) {
  const page = (name: string, sql: string, { after, before, limit }: OwedPage): Promise<OwedProcess[]> =>
    prepared(connection, name, sql, [after, before, limit]);

  return {
    checks: (at: OwedPage) =>
      page(
        'processes_checks',
        `select c.id, c.area_id from checks c
          where ($1::uuid is null or c.id > $1) and c.created_at < $2 and ${CHECK_OWES} and ${unstarted('check', 'c.id')}
          order by c.id limit $3`,
        at,
      ),
    actions: (at: OwedPage) =>
      page(
        'processes_actions',
        `select a.id, a.area_id from actions a
          where ($1::uuid is null or a.id > $1) and a.created_at < $2 and ${ACTION_OWES} and ${unstarted('action', 'a.id')}
          order by a.id limit $3`,
        at,
      ),
    /** Those that a person asked for. */
    reports: (at: OwedPage) =>
      page(
        'processes_reports',
        `select r.id, c.area_id from reports r join checks c on c.id = r.check_id
          where ($1::uuid is null or r.id > $1) and r.created_at < $2 and r.requested_by is not null
            and r.status in ('pending', 'running') and ${unstarted('report', 'r.id')}
          order by r.id limit $3`,
        at,
      ),
    /**
     * People who wait for a notice by mail or Telegram since before `before`, and not since before `since`: what was
     * refused for good is not tried without end.
     */
    async people(
      since: Date,
      before: Date,
      by: { mail: boolean; telegram: boolean },
    ): Promise<OwedProcess[]> {
      return prepared(
        connection,
        'processes_people',
        `select u.id, u.area_id from users u left join telegram_links l on l.user_id = u.id
          where u.active and ${untold('user', 'u.id')} and exists (
            select 1 from notices n where n.user_id = u.id and n.read_at is null
               and n.created_at >= $1 and n.created_at < $2
               and (($3 and u.email is not null and n.mailed_at is null)
                 or ($4 and l.user_id is not null and n.telegram_sent_at is null)))
          order by u.id`,
        [since, before, by.mail, by.telegram],
      );
    },
    /** Of those that exist. */
    checkStandings: (ids: readonly string[], quietSince: Date): Promise<ProcessStanding[]> =>
      prepared(
        connection,
        'processes_check_standings',
        `select c.id, c.area_id, not ${CHECK_OWES} and ${untold('check', 'c.id')} and not exists (
                  select 1 from check_events e where e.check_id = c.id and e.at > $2) as settled
           from checks c where c.id = any ($1)`,
        [[...ids], quietSince],
      ),
    actionStandings: (ids: readonly string[], quietSince: Date): Promise<ProcessStanding[]> =>
      prepared(
        connection,
        'processes_action_standings',
        `select a.id, a.area_id, not ${ACTION_OWES} and ${untold('action', 'a.id')} and not exists (
                  select 1 from action_events e where e.action_id = a.id and e.at > $2) as settled
           from actions a where a.id = any ($1)`,
        [[...ids], quietSince],
      ),
    /** Every process that has to run is to read its row anew: the rows are not those that it knew. Returns how many. */
    async retellAll(): Promise<number> {
      const { rows } = (await connection.raw(
        `with owed as (
           select 'check:' || id as subject from checks where status in ('open', 'in_progress', 'submitted')
           union all select 'action:' || id from actions where status not in ('verified', 'cancelled')
         ), told as (
           insert into outbox (subject, kind) select subject, 'timing' from owed returning 1
         )
         select count(*)::int as n from told`,
      )) as { rows: { n: number }[] };
      return rows[0]?.n ?? 0;
    },
  };
}
