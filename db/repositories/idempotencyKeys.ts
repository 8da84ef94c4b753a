import type { Connection } from '../connection';

export interface KeyOwner {
  user_id: string;
  key: string;
}

/** A reply as it was sent. */
export interface KeptReply {
  status: number;
  headers: Record<string, string>;
  body: Buffer | null;
}

export interface IdempotencyKey extends KeyOwner {
  id: string;
  request_hash: Buffer;
  created_at: Date;
  /** Reserved, and whoever did so is at work until then. */
  leased_until: Date | null;
  /** null while nothing is kept. */
  status: number | null;
  headers: Record<string, string>;
  body: Buffer | null;
}

export function createIdempotencyKeys(connection: Connection) {
  return {
    /** Holds the key until the end of the transaction; false when another transaction does. */
    async tryLock({ user_id, key }: KeyOwner): Promise<boolean> {
      const { rows } = (await connection.raw(
        'select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as locked',
        [`${user_id} ${key}`],
      )) as { rows: { locked: boolean }[] };
      return rows[0]?.locked ?? false;
    },

    async find({ user_id, key }: KeyOwner): Promise<IdempotencyKey | undefined> {
      return connection('idempotency_keys').where({ user_id, key }).first();
    },

    /** Writes the row, in place of an older one. */
    async put(row: IdempotencyKey): Promise<void> {
      await connection('idempotency_keys')
        .insert({ ...row, headers: JSON.stringify(row.headers) })
        .onConflict(['user_id', 'key'])
        .merge();
    },

    /** Keeps the reply of a reserved key; one that is kept already stays. */
    async keep(id: string, { status, headers, body }: KeptReply): Promise<void> {
      await connection('idempotency_keys')
        .where({ id })
        .whereNull('status')
        .update({ status, headers: JSON.stringify(headers), body, leased_until: null });
    },

    /** Lets the next repeat go on at once, under the same id. */
    async release(id: string, at: Date): Promise<void> {
      await connection('idempotency_keys').where({ id }).whereNull('status').update({ leased_until: at });
    },

    async dropOlder(than: Date): Promise<void> {
      await connection('idempotency_keys').where('created_at', '<=', than).delete();
    },
  };
}
