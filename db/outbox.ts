import type { Knex } from 'knex';
import { prepared } from './prepared';

/** What a subject's workflow is to be told; the dispatcher knows each kind. */
export interface OutboxMessage {
  /** `check:<uuid>`, `action:<uuid>`, `report:<uuid>`, `user:<uuid>`, `schedule:<uuid>`, or `run:<schedule uuid>:<second>` */
  subject: string;
  /** `external`: something changed outside; `sync`: a person wants it carried over anew. */
  kind: 'start' | 'facts' | 'timing' | 'external' | 'sync';
  payload?: Record<string, unknown>;
  /** Skips the pause between two signals to one subject. */
  urgent?: boolean;
  /** Nobody waits for it: it is held a while, goes with what comes meanwhile, and wakes no dispatcher. */
  quiet?: boolean;
  /** The earliest is sent first among waiting subjects. */
  wanted_at?: Date;
}

export const OUTBOX_CHANNEL = 'outbox';

export async function writeOutbox(trx: Knex.Transaction, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await prepared(
    trx,
    'outbox_write',
    `with written as (
       insert into outbox (subject, kind, payload, urgent, quiet, wanted_at)
       select subject, kind, coalesce(payload, '{}'), coalesce(urgent, false), coalesce(quiet, false),
              coalesce(wanted_at, now())
         from rows from (jsonb_to_recordset($1::jsonb)
                as (subject text, kind text, payload jsonb, urgent boolean, quiet boolean, wanted_at timestamptz))
              with ordinality as m(subject, kind, payload, urgent, quiet, wanted_at, n)
        order by n
     )
     select case when $2::boolean then pg_notify('${OUTBOX_CHANNEL}', '') end`,
    [JSON.stringify(messages), messages.some(({ quiet }) => !quiet)],
  );
}
