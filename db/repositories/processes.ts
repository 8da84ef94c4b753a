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

type Subject = 'check' | 'action';

/** Of the row `x`: its process has something left to do. */
const OWES: Record<Subject, string> = {
  check: `(
    x.status in ('open', 'in_progress', 'submitted')
    or exists (select 1 from reports r where r.check_id = x.id and r.requested_by is null and r.status in ('pending', 'running'))
  )`,
  action: `(
    x.status not in ('verified', 'cancelled') or (x.external_system is not null and x.sync_status = 'pending')
  )`,
};
const untold = (subject: string, id: string, kind = '') =>
  `not exists (select 1 from outbox o where o.subject = '${subject}:' || ${id}::text ${kind && `and o.kind = '${kind}'`})`;
/** A start that waits to be told begins the process itself. */
const unstarted = (subject: string, id: string) => untold(subject, id, 'start');

/** What the rows say of the processes that have to run, for those who compare it with Temporal. */
export function createProcesses(connection: Connection) {
  const page = (name: string, sql: string, { after, before, limit }: OwedPage): Promise<OwedProcess[]> =>
    prepared(connection, name, sql, [after, before, limit]);

  const owed = (subject: Subject) => (at: OwedPage) =>
    page(
      `processes_${subject}s`,
      `select x.id, x.area_id from ${subject}s x
        where ($1::uuid is null or x.id > $1) and x.created_at < $2 and ${OWES[subject]} and ${unstarted(subject, 'x.id')}
        order by x.id limit $3`,
      at,
    );
  const standings =
    (subject: Subject) =>
    (ids: readonly string[], quietSince: Date): Promise<ProcessStanding[]> =>
      prepared(
        connection,
        `processes_${subject}_standings`,
        `select x.id, x.area_id, not ${OWES[subject]} and ${untold(subject, 'x.id')} and not exists (
                  select 1 from ${subject}_events e where e.${subject}_id = x.id and e.at > $2) as settled
           from ${subject}s x where x.id = any ($1)`,
        [[...ids], quietSince],
      );

  return {
    checks: owed('check'),
    actions: owed('action'),
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
    checkStandings: standings('check'),
    actionStandings: standings('action'),
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
