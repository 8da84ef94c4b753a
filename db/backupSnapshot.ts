import { Client } from 'pg';
import type { AuditHead } from './audit';

/** A file in S3 that a row names. What the row does not tell of it is null. */
export interface NamedFile {
  key: string;
  size_bytes: number | null;
  sha256: string | null;
}

/** The database as it was at one moment, for as long as it is held open. */
export interface BackupSnapshot {
  /** By which pg_dump sees the same. */
  id: string;
  taken_at: Date;
  server_version: string;
  server_major: number;
  /** The last migration. */
  schema_version: string;
  audit_head: AuditHead;
  rowCounts(): Promise<Record<string, number>>;
  /** Every file that the rows name, in the order of their names' bytes. */
  files(): AsyncGenerator<NamedFile>;
  close(): Promise<void>;
}

const FILES_AT_ONCE = 1_000;

/** `url`: of a role that may read every table. */
export async function openBackupSnapshot(url: string): Promise<BackupSnapshot> {
  const client = new Client({
    connectionString: url,
    application_name: 'proverka-backup',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  // A broken connection fails the next statement, and pg_dump beside it.
  client.on('error', () => undefined);
  await client.connect();
  const one = async <T>(sql: string): Promise<T> => (await client.query(sql)).rows[0] as T;
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    await client.query('set local statement_timeout = 0');
    const facts = await one<{ id: string; taken_at: Date; server_version: string; number: string }>(
      `select pg_export_snapshot() as id, now() as taken_at, current_setting('server_version') as server_version,
              current_setting('server_version_num') as number`,
    );
    const { version } = await one<{ version: string }>('select max(name) as version from knex_migrations');
    const head = await one<{ seq: string; hash: string }>('select seq, hash from audit_head');
    return {
      id: facts.id,
      taken_at: facts.taken_at,
      server_version: facts.server_version,
      server_major: Math.floor(Number(facts.number) / 10_000),
      schema_version: version.replace('.up.sql', ''),
      audit_head: { seq: Number(head.seq), hash: head.hash },
      rowCounts: () => countRows(client),
      files: () => filesOf(client),
      close: () => client.end(),
    };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Rows of every table, knex's own among them. */
export async function countRows(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const counted = await client.query(
      `select count(*)::float8 as n from public.${client.escapeIdentifier(name)}`,
    );
    counts[name] = Number(counted.rows[0].n);
  }
  return counts;
}

async function* filesOf(client: Client): AsyncGenerator<NamedFile> {
  await client.query(
    `declare named_files no scroll cursor for
       select key, size_bytes::float8, sha256 from (
         select object_key as key, size_bytes, sha256 from files where status = 'ready'
         union all select thumbnail_key, null, null from files where thumbnail_key is not null and status = 'ready'
         union all select object_key, size_bytes, sha256 from reports where status = 'ready'
         union all select report_template_key, null, null from templates where report_template_key is not null
       ) named order by key collate "C"`,
  );
  for (;;) {
    const { rows } = await client.query<NamedFile>(`fetch ${FILES_AT_ONCE} from named_files`);
    yield* rows;
    if (rows.length < FILES_AT_ONCE) break;
  }
  await client.query('close named_files');
}
