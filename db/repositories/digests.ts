import type { Connection } from '../connection';

/** How a supervisor's places stand on a morning. */
export interface DayCounts {
  open: number;
  due_today: number;
  overdue: number;
  to_review: number;
  done_yesterday: number;
  failed_yesterday: number;
}

export function createDigests(connection: Connection) {
  return {
    /** Active people who may review checks and have linked Telegram. */
    async readers(): Promise<{ id: string; area_id: string | null }[]> {
      const { rows } = await connection.raw(
        `select u.id, u.area_id from users u join roles r on r.id = u.role_id
           join telegram_links l on l.user_id = u.id
          where u.active and 'REVIEW_CHECKS' = any (r.permissions) order by u.id`,
      );
      return rows;
    },
    /** Of the area and those below it, of all where there is none; `date` is the day there by its wall clock. */
    async countsOf(areaId: string | null, zone: string, date: string): Promise<DayCounts> {
      const { rows } = await connection.raw(
        `with day as (
           select ?::date::timestamp at time zone ? as begins, (?::date + 1)::timestamp at time zone ? as ends,
                  (?::date - 1)::timestamp at time zone ? as yesterday
         ), mine as (
           select c.* from checks c left join areas a on a.id = c.area_id
            where ?::uuid is null or a.path @> array[?::uuid]
         )
         select count(*) filter (where status in ('open', 'in_progress'))::int as open,
                count(*) filter (where status in ('open', 'in_progress') and due_at >= greatest(begins, now()) and due_at < ends)::int as due_today,
                count(*) filter (where status in ('open', 'in_progress') and due_at < now())::int as overdue,
                count(*) filter (where status = 'submitted')::int as to_review,
                count(*) filter (where status = 'completed' and completed_at >= yesterday and completed_at < begins)::int as done_yesterday,
                count(*) filter (where status = 'completed' and completed_at >= yesterday and completed_at < begins and verdict = 'fail')::int as failed_yesterday
           from day left join mine on status in ('open', 'in_progress', 'submitted')
             or (status = 'completed' and completed_at >= yesterday)`,
        [date, zone, date, zone, date, zone, areaId, areaId] as string[],
      );
      return rows[0];
    },
  };
}
