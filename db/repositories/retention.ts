import type { RetentionKind } from '../../domain/retention';
import type { Connection } from '../connection';

export interface OldFile {
  id: string;
  object_key: string;
  thumbnail_key: string | null;
  size_bytes: number;
  status: string;
  sha256: string | null;
}

export interface OldReport {
  id: string;
  check_id: string;
  format: string;
  object_key: string | null;
  size_bytes: number | null;
  sha256: string | null;
}

/** Kinds that are rows alone, without an object in S3. */
export type RowKind = Exclude<RetentionKind, 'reports' | 'files' | 'uploads' | 'objects'>;

const ENDED = `('completed', 'missed', 'declined', 'cancelled')`;

/** `x` is the table; `:before` the moment. */
const OLD_ROWS: Record<RowKind, { table: string; where: string }> = {
  // The key of a notice keeps what is still going on from telling it twice.
  notices: {
    table: 'notices',
    where: `x.read_at < :before
      and not exists (select 1 from checks c where c.id = x.check_id and c.status not in ${ENDED})
      and not exists (select 1 from actions n where n.id::text = x.data->>'action_id' and n.status not in ('verified', 'cancelled'))`,
  },
  // The last sign-in from an address stays for as long: by it the owner gets in while others guess the password.
  sessions: {
    table: 'sessions',
    where: `least(x.ended_at, x.expires_at) < :before
      and exists (select 1 from sessions y where y.user_id = x.user_id
        and y.address is not distinct from x.address and (y.created_at, y.id) > (x.created_at, x.id))`,
  },
  idempotency_keys: { table: 'idempotency_keys', where: 'x.created_at < :before' },
  login_failures: {
    table: 'login_failures',
    where: 'x.counted_at < :before and x.blocked_until < :before',
  },
  request_counts: { table: 'request_counts', where: 'x.window_start < :before' },
  telegram_link_tokens: { table: 'telegram_link_tokens', where: 'x.expires_at < :before' },
  telegram_updates: { table: 'telegram_updates', where: 'x.done_at is not null and x.received_at < :before' },
  bitrix_calls: { table: 'bitrix_sync', where: 'x.created_at < :before' },
  bitrix_events: { table: 'bitrix_events', where: 'x.received_at < :before' },
  outbox_claims: {
    table: 'outbox_claims',
    where: 'x.until < :before and not exists (select 1 from outbox o where o.subject = x.subject)',
  },
};

/**
 * Whatever names a file keeps it, whether or not the file's row says so too: an answer, a comment, an action, a template's
 * guidance (in any version), a talk in a chat.
 */
const UNNAMED_FILES = `x.check_id is null and x.action_id is null and x.template_id is null and x.created_at < :before
  and x.id not in (select unnest(a.files) from answers a where a.files <> '{}')
  and x.id not in (select unnest(m.files) from comments m where m.files <> '{}')
  and x.id not in (select unnest(n.files) from actions n where n.files <> '{}')
  and x.id not in (select unnest(m.files) from action_comments m where m.files <> '{}')
  and not exists (select 1 from template_versions v where v.structure::text like '%' || x.id || '%')
  and not exists (select 1 from telegram_talks t where t.at::text like '%' || x.id || '%')
  and not exists (select 1 from outbox o where o.payload::text like '%' || x.id || '%')`;
const OLD_FILES = {
  files: `x.status = 'ready' and ${UNNAMED_FILES}`,
  uploads: `x.status = 'pending' and ${UNNAMED_FILES}`,
};

/** A report can be made again from its check; that of a check that goes on, and one that is being made, stay. */
const OLD_REPORTS = `x.status in ('ready', 'failed') and coalesce(x.generated_at, x.created_at) < :before
  and exists (select 1 from checks c where c.id = x.check_id and c.status in ${ENDED})
  and not exists (select 1 from outbox o where o.subject = 'report:' || x.id)`;

/** What is old enough to go. Each statement judges and deletes at once, under the lock of the row. */
export function createRetention(connection: Connection) {
  const countOf = async (table: string, where: string, size: string, before: Date) => {
    const { rows } = await connection.raw(
      `select count(*)::int as count, coalesce(sum(${size}), 0)::bigint as bytes from ${table} x where ${where}`,
      { before },
    );
    const [row] = rows as { count: number; bytes: number }[];
    return { count: row?.count ?? 0, bytes: row?.bytes ?? 0 };
  };
  const removeFrom = async <T>(
    table: string,
    where: string,
    returning: string,
    before: Date,
    limit: number,
  ) => {
    const { rows } = await connection.raw(
      `delete from ${table} z using (
         select x.ctid from ${table} x where ${where} limit :limit for update skip locked
       ) old where z.ctid = old.ctid returning ${returning}`,
      { before, limit },
    );
    return rows as T[];
  };
  return {
    countRows: async (kind: RowKind, before: Date) =>
      countOf(OLD_ROWS[kind].table, OLD_ROWS[kind].where, '0', before),
    /** Returns how many went. */
    async removeRows(kind: RowKind, before: Date, limit: number): Promise<number> {
      const { table, where } = OLD_ROWS[kind];
      return (await removeFrom(table, where, '1', before, limit)).length;
    },
    countFiles: async (kind: 'files' | 'uploads', before: Date) =>
      countOf('files', OLD_FILES[kind], 'x.size_bytes', before),
    removeFiles: async (kind: 'files' | 'uploads', before: Date, limit: number) =>
      removeFrom<OldFile>(
        'files',
        OLD_FILES[kind],
        'z.id, z.object_key, z.thumbnail_key, z.size_bytes, z.status, z.sha256',
        before,
        limit,
      ),
    countReports: async (before: Date) =>
      countOf('reports', OLD_REPORTS, 'coalesce(x.size_bytes, 0)', before),
    removeReports: async (before: Date, limit: number) =>
      removeFrom<OldReport>(
        'reports',
        OLD_REPORTS,
        'z.id, z.check_id, z.format, z.object_key, z.size_bytes, z.sha256',
        before,
        limit,
      ),
    /** Of these objects those that some row names. */
    async named(keys: readonly string[]): Promise<Set<string>> {
      const { rows } = await connection.raw(
        `select key from unnest(:keys::text[]) key where
           exists (select 1 from files f where f.object_key = key or f.thumbnail_key = key)
           or exists (select 1 from reports r where r.object_key = key)`,
        { keys: [...keys] },
      );
      return new Set((rows as { key: string }[]).map(({ key }) => key));
    },
  };
}
