import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { createPool } from './pool';

const FOLDER = join(__dirname, 'migrations');

/** A migration that begins so runs statement by statement and in no transaction, as `create index concurrently` must. */
const APART = '-- no transaction\n';

async function run(trx: Knex, sql: string): Promise<void> {
  const statements = sql.startsWith(APART) ? sql.split(/;\n/).filter((text) => text.trim() !== '') : [sql];
  for (const statement of statements) await trx.raw(statement);
}

/** Plain SQL, forward and back; a migration that has landed is never edited. */
const source: Knex.MigrationSource<string> = {
  getMigrations: async () =>
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.up.sql'))
      .sort(),
  getMigrationName: (name) => name.replace('.up.sql', ''),
  getMigration: async (name) => {
    const up = readFileSync(join(FOLDER, name), 'utf8');
    const down = readFileSync(join(FOLDER, name.replace('.up.', '.down.')), 'utf8');
    const config = { transaction: !up.startsWith(APART) };
    return { up: (trx: Knex) => run(trx, up), down: (trx: Knex) => run(trx, down), config };
  },
};

/** The application's role reads and writes all tables, but audit entries it can only add and read. */
async function grantTo(role: string, pool: Knex): Promise<void> {
  await pool.raw(
    `grant usage on schema public to ??;
     grant select, insert, update, delete on all tables in schema public to ??;
     revoke update, delete, truncate on audit_log from ??;
     revoke insert, delete, truncate on audit_head from ??;
     revoke all on knex_migrations, knex_migrations_lock from ??`,
    [role, role, role, role, role],
  );
}

export interface MigrateOptions {
  /** The owner's connection. */
  adminUrl: string;
  /** The application's connection: its role is given its grants. */
  appUrl: string;
}

/** Brings the schema up to date; returns the names of what was applied. */
export async function migrateForward({ adminUrl, appUrl }: MigrateOptions): Promise<string[]> {
  const pool = createPool({ url: adminUrl, maxConnections: 2, applicationName: 'proverka-migrate' });
  try {
    const [, applied] = (await pool.migrate.latest({ migrationSource: source })) as [number, string[]];
    await grantTo(decodeURIComponent(new URL(appUrl).username), pool);
    return applied.map((name) => name.replace('.up.sql', ''));
  } finally {
    await pool.destroy();
  }
}

/** Takes every migration back; for tests and for leaving. */
export async function migrateBack(adminUrl: string): Promise<void> {
  const pool = createPool({ url: adminUrl, maxConnections: 2, applicationName: 'proverka-migrate' });
  try {
    await pool.migrate.rollback({ migrationSource: source }, true);
  } finally {
    await pool.destroy();
  }
}
