import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { createPool } from './pool';

export interface DatabaseDiagnosis {
  /** As 180004. */
  version: number;
  user: string;
  at: Date;
  isStandby: boolean;
  isSuperuser: boolean;
  /** What the role may do to the audit log beside reading and adding. */
  auditRights: string[];
  /** The application may write checks at all. */
  mayWrite: boolean;
  /** Seconds that the oldest message which could go has waited. */
  outboxWaitedS: number;
  outboxCount: number;
}

const RIGHTS = ['UPDATE', 'DELETE', 'TRUNCATE'];

/** How the database stands, asked by the application's role. */
export async function diagnoseDatabase(pool: Knex): Promise<DatabaseDiagnosis> {
  const { rows } = await pool.raw(
    `select current_setting('server_version_num')::int as version, current_user as "user", clock_timestamp() as at,
            pg_is_in_recovery() as "isStandby",
            (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
            to_regclass('checks') is not null as "hasTables"`,
  );
  const [found] = rows as [Omit<DatabaseDiagnosis, 'auditRights' | 'mayWrite'> & { hasTables: boolean }];
  const { hasTables, ...facts } = found;
  const none = { auditRights: [], mayWrite: false, outboxWaitedS: 0, outboxCount: 0 };
  if (!hasTables) return { ...facts, ...none };
  const { rows: more } = await pool.raw(
    `select array(select r from unnest(?::text[]) r where has_table_privilege('audit_log', r)) as "auditRights",
            has_table_privilege('checks', 'INSERT') and has_table_privilege('audit_log', 'INSERT') as "mayWrite",
            coalesce(extract(epoch from now() - min(greatest(wanted_at, created_at))), 0)::float8 as "outboxWaitedS",
            count(*)::int as "outboxCount"
       from outbox where wanted_at <= now()`,
    [RIGHTS],
  );
  return { ...facts, ...(more as [Pick<DatabaseDiagnosis, keyof typeof none>])[0] };
}

/** Names of the migrations that the database lacks, asked by the owner; and of those that this program does not know. */
export async function migrationsOf(adminUrl: string): Promise<{ pending: string[]; unknown: string[] }> {
  const pool = createPool({ url: adminUrl, maxConnections: 1, applicationName: 'proverka-doctor' });
  try {
    const { rows: tables } = await pool.raw(`select to_regclass('knex_migrations') is not null as here`);
    const here = (tables as [{ here: boolean }])[0].here;
    const done = here ? ((await pool('knex_migrations').select('name')) as { name: string }[]) : [];
    const names = readdirSync(join(__dirname, 'migrations'))
      .filter((name) => name.endsWith('.up.sql'))
      .map((name) => name.replace('.up.sql', ''))
      .sort();
    const applied = done.map(({ name }) => name.replace('.up.sql', ''));
    return {
      pending: names.filter((name) => !applied.includes(name)),
      unknown: applied.filter((name) => !names.includes(name)),
    };
  } finally {
    await pool.destroy();
  }
}
