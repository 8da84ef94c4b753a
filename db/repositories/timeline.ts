import type { Actor } from '../../domain/actor';
import type { TimelineKind } from '../../domain/check';
import type { Connection } from '../connection';

export interface TimelineRow {
  id: string;
  seq: number;
  at: Date;
  planned_at: Date | null;
  kind: TimelineKind;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  actor_name: string | null;
  data: Record<string, unknown>;
}

/** One page of the timeline of the check `c.check_id`. */
const PAGE = `
  with facts as (
    select seq, id, kind, at, planned_at, actor_kind, actor_id, data from check_events where check_id = c.check_id
    union all
    select seq, id, 'commented', created_at, null, 'user', author_id,
           jsonb_build_object('text', text, 'question_id', question_id, 'files', to_jsonb(files))
      from comments where check_id = c.check_id
    union all
    select seq, null, 'answered', recorded_at, null, 'user', answered_by,
           jsonb_build_object('question_id', question_id, 'revision', revision, 'failed', failed)
      from answers where check_id = c.check_id
  ), runs as (
    select *, sum(case when kind = 'answered' and before = 'answered' and actor_id = actor_before then 0 else 1 end)
                over (order by seq) as run
      from (select *, lag(kind) over (order by seq) as before, lag(actor_id) over (order by seq) as actor_before from facts) f
  )
  select coalesce(max(r.id::text), c.check_id || ':' || max(r.seq)) as id, max(r.seq) as seq, max(r.at) as at,
         max(r.planned_at) as planned_at, r.kind, max(r.actor_kind) as actor_kind, r.actor_id, max(u.full_name) as actor_name,
         case when r.kind = 'answered'
              then jsonb_build_object('count', count(*), 'questions', jsonb_agg(r.data order by r.seq))
              else (array_agg(r.data))[1] end as data
    from runs r left join users u on u.id = r.actor_id
   group by r.run, r.kind, r.actor_id having max(r.seq) > :afterSeq order by max(r.seq) limit :limit`;

export function createTimeline(connection: Connection) {
  return {
    /** Oldest first; a run of answers by one person, with nothing else between, is one entry. `afterSeq` excludes. */
    async list(checkId: string, afterSeq: number, limit: number): Promise<TimelineRow[]> {
      return this.listMany([checkId], afterSeq, limit);
    },

    /** The same page of several checks' timelines. */
    async listMany(
      checkIds: readonly string[],
      afterSeq: number,
      limit: number,
    ): Promise<(TimelineRow & { check_id: string })[]> {
      const { rows } = await connection.raw(
        `select c.check_id, page.* from unnest(:ids::uuid[]) as c(check_id) cross join lateral (${PAGE}) page
          order by c.check_id, page.seq`,
        { ids: [...checkIds], afterSeq, limit },
      );
      return rows;
    },
  };
}
