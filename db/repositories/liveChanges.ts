import type { ActionStatus } from '../../domain/action';
import type { CheckStatus } from '../../domain/check';
import type { Connection } from '../connection';
import { prepared } from '../prepared';

/** What an audit entry tells of who has to read anew. */
export interface AuditedChange {
  seq: number;
  entity_type: string;
  entity_id: string;
  action: string;
  /** Of whom it was taken. */
  former_id: string | null;
}

interface Placed {
  id: string;
  area_id: string | null;
  area_path: string[];
}

export type LiveCheck = Placed & {
  status: CheckStatus;
  executor_id: string;
  former_answerer_ids: string[];
  reviewer_ids: string[];
};
export type LiveAction = Placed & {
  status: ActionStatus;
  owner_id: string;
  done_by: string | null;
  check_executor_id: string | null;
};
export type LiveReport = Placed & { status: string; check_id: string; requested_by: string | null };

const PLACE = `coalesce(a.path, '{}') as area_path`;

/** What the live feed reads: changes in the order of the audit chain, and who may see what they changed. */
export function createLiveChanges(connection: Connection) {
  const ofIds = <T>(name: string, text: string, ids: readonly string[]): Promise<T[]> =>
    ids.length === 0 ? Promise.resolve([]) : prepared<T>(connection, name, text, [ids]);

  return {
    async head(): Promise<number> {
      const [head] = await prepared<{ seq: number }>(connection, 'live_head', 'select seq from audit_head');
      return head?.seq ?? 0;
    },
    /** In order and without a gap: the head's lock is held until an entry is committed. */
    async after(seq: number, limit: number): Promise<AuditedChange[]> {
      return prepared<AuditedChange>(
        connection,
        'live_after',
        `select seq, entity_type, entity_id, action,
                case when action in ('check.reassign', 'action.update')
                     then coalesce(diff #>> '{before,executor_id}', diff #>> '{before,owner_id}') end as former_id
           from audit_log where seq > $1 order by seq limit $2`,
        [seq, limit],
      );
    },
    checks: (ids: readonly string[]) =>
      ofIds<LiveCheck>(
        'live_checks',
        `select c.id, c.status, c.area_id, c.executor_id, c.former_answerer_ids, c.reviewer_ids, ${PLACE}
           from checks c left join areas a on a.id = c.area_id where c.id = any($1::uuid[])`,
        ids,
      ),
    actions: (ids: readonly string[]) =>
      ofIds<LiveAction>(
        'live_actions',
        `select x.id, x.status, x.area_id, x.owner_id, x.done_by, c.executor_id as check_executor_id, ${PLACE}
           from actions x left join checks c on c.id = x.check_id left join areas a on a.id = x.area_id
          where x.id = any($1::uuid[])`,
        ids,
      ),
    reports: (ids: readonly string[]) =>
      ofIds<LiveReport>(
        'live_reports',
        `select r.id, r.status, r.check_id, r.requested_by, c.area_id, ${PLACE}
           from reports r join checks c on c.id = r.check_id left join areas a on a.id = c.area_id
          where r.id = any($1::uuid[])`,
        ids,
      ),
    schedules: (ids: readonly string[]) =>
      ofIds<Placed>(
        'live_schedules',
        `select s.id, v.area_id, ${PLACE}
           from schedules s join schedule_versions v on v.schedule_id = s.id and v.version = s.version
           left join areas a on a.id = v.area_id where s.id = any($1::uuid[])`,
        ids,
      ),
    /** Notices of these people since. */
    notices: (userIds: readonly string[], since: Date) =>
      userIds.length === 0
        ? Promise.resolve([])
        : prepared<{ id: string; user_id: string }>(
            connection,
            'live_notices',
            'select id, user_id from notices where user_id = any($1::uuid[]) and created_at >= $2',
            [userIds, since],
          ),
  };
}

export type LiveChanges = ReturnType<typeof createLiveChanges>;
