import { randomUUID } from 'node:crypto';
import type { Connection } from '../connection';
import { createGroupCommit } from '../groupCommit';
import type { OutboxMessage } from '../outbox';
import { prepared } from '../prepared';
import { together } from '../together';

export interface WaitingMessage extends Required<Pick<OutboxMessage, 'kind' | 'payload' | 'quiet'>> {
  seq: number;
}

export interface Claim {
  subject: string;
  token: string;
}

export interface OutboxState {
  messages: number;
  /** Seconds; 0 when nothing waits. */
  oldest_age_seconds: number;
}

/** How long a quiet message is held: a check that is being filled in is told of at most this often. */
const HOLD_MS = 20_000;

/** The reading side of the outbox. A claim is a row of its own, so that no lock is held over a call to Temporal. */
export function createOutboxQueue(connection: Connection, { holdMs = HOLD_MS }: { holdMs?: number } = {}) {
  const messagesOf = together((subjects) => messagesBySubject(connection, subjects));
  const acknowledgeTogether = createGroupCommit<Acknowledgement, void>({
    write: (acknowledged) => takeOut(connection, acknowledged),
  });

  return {
    /** Claims up to `limit` subjects, the earliest wanted first, for `leaseMs`. */
    async claim(limit: number, leaseMs: number): Promise<Claim[]> {
      const token = randomUUID();
      return prepared(
        connection,
        'outbox_claim',
        `with waiting as (
           select o.subject, min(o.wanted_at) as wanted_at
             from ((select o.subject, o.wanted_at from outbox o
                      left join outbox_claims c on c.subject = o.subject and c.until > now()
                     where not o.quiet and (c.subject is null or (c.token is null and o.urgent))
                     order by o.wanted_at, o.seq limit $1)
                   union all
                   (select o.subject, o.created_at from outbox o
                      left join outbox_claims c on c.subject = o.subject and c.until > now()
                     where o.quiet and o.created_at <= now() - $5 * interval '1 millisecond' and c.subject is null
                     order by o.created_at, o.seq limit $1)) o
            group by o.subject order by min(o.wanted_at) limit $2
         )
         insert into outbox_claims (subject, token, until)
         select subject, $3, now() + $4 * interval '1 millisecond' from waiting order by subject
         on conflict (subject) do update set token = excluded.token, until = excluded.until
           where outbox_claims.until <= now() or (outbox_claims.token is null and exists (
             select 1 from outbox o where o.subject = excluded.subject and o.urgent))
         returning subject, token`,
        [limit * 10, limit, token, leaseMs, holdMs],
      );
    },

    /** What a subject is to be told, oldest first. */
    async messages(subject: string): Promise<WaitingMessage[]> {
      return (await messagesOf(subject)) ?? [];
    },

    /**
     * Takes out what was delivered, one by one (an earlier number may have been committed later), and lets the subject
     * rest: until then only an urgent message is sent.
     */
    async acknowledge({ subject, token }: Claim, seqs: readonly number[], restMs: number): Promise<void> {
      await acknowledgeTogether({ subject, token, seqs, rest_ms: restMs });
    },

    /** Gives back a claim of nothing; a pause that another dispatcher has begun meanwhile is not known any more. */
    async release({ subject, token }: Claim): Promise<void> {
      await connection('outbox_claims').where({ subject, token }).delete();
    },

    /** Not delivered: the subject is tried again after `restMs`, urgent or not. */
    async postpone({ subject, token }: Claim, restMs: number): Promise<void> {
      await connection.raw(
        `update outbox_claims set until = now() + ? * interval '1 millisecond' where subject = ? and token = ?`,
        [restMs, subject, token],
      );
    },

    /** Milliseconds until the next subject with messages may be claimed, 0 or less when it may be now; null when none rests or is held. */
    async msUntilNext(): Promise<number | null> {
      const { rows } = await connection.raw(
        `select ceil(extract(epoch from least(
                  (select min(c.until) from outbox_claims c
                    where exists (select 1 from outbox o where o.subject = c.subject)),
                  (select o.created_at + ? * interval '1 millisecond' from outbox o
                     left join outbox_claims c on c.subject = o.subject and c.until > now()
                    where o.quiet and c.subject is null order by o.created_at, o.seq limit 1)
                ) - now()) * 1000)::int as ms`,
        [holdMs],
      );
      return (rows[0] as { ms: number | null }).ms;
    },

    async sweepClaims(): Promise<void> {
      await connection.raw(
        `delete from outbox_claims c where c.until < now() and not exists (select 1 from outbox o where o.subject = c.subject)`,
      );
    },

    async state(): Promise<OutboxState> {
      const { rows } = await connection.raw(
        `select count(*)::int as messages, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest_age_seconds from outbox`,
      );
      return rows[0];
    },
  };
}

interface Acknowledgement extends Claim {
  seqs: readonly number[];
  rest_ms: number;
}

async function messagesBySubject(
  connection: Connection,
  subjects: readonly string[],
): Promise<Map<string, WaitingMessage[]>> {
  const rows = await prepared<WaitingMessage & { subject: string }>(
    connection,
    'outbox_messages',
    'select subject, seq, kind, payload, quiet from outbox where subject = any($1) order by seq',
    [[...subjects]],
  );
  const found = new Map<string, WaitingMessage[]>();
  for (const { subject, ...message } of rows) found.set(subject, [...(found.get(subject) ?? []), message]);
  return found;
}

async function takeOut(connection: Connection, acknowledged: readonly Acknowledgement[]): Promise<void[]> {
  await prepared(
    connection,
    'outbox_acknowledge',
    // Claims are locked in the order in which `claim` takes them, lest two dispatchers wait for each other.
    `with done as (
       select * from jsonb_to_recordset($1::jsonb) as d(subject text, token uuid, seqs bigint[], rest_ms float8)
     ), locked as (
       select c.subject from outbox_claims c join done d on d.subject = c.subject and d.token = c.token
        order by c.subject for update of c
     ), delivered as (
       delete from outbox where seq in (select unnest(seqs) from done)
     )
     update outbox_claims c set token = null, until = now() + d.rest_ms * interval '1 millisecond'
       from done d join locked l on l.subject = d.subject where c.subject = d.subject and c.token = d.token`,
    [JSON.stringify(acknowledged)],
  );
  return acknowledged.map(() => undefined);
}

export type OutboxQueue = ReturnType<typeof createOutboxQueue>;
