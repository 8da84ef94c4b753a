import { Client } from 'pg';
import type { AuditHead } from './audit';
import { countRows } from './backupSnapshot';

/** Somebody who works with the database. */
export interface ConnectedProgram {
  name: string;
  sessions: number;
}

/** What a restore does to a database, by the owner's connection. */
export interface RestoreTarget {
  server_version: string;
  server_major: number;
  /** Tables that are there. */
  tables: number;
  /** Everybody else who is connected. */
  connected(): Promise<ConnectedProgram[]>;
  /** Takes all that is there out of the way, to be put back or dropped. */
  setAside(): Promise<void>;
  putBack(): Promise<void>;
  dropAside(): Promise<void>;
  rowCounts(): Promise<Record<string, number>>;
  auditHead(): Promise<AuditHead>;
  close(): Promise<void>;
}

const ASIDE = 'before_restore';

/** @throws Error with the way out where the database is not there or cannot be entered. */
export async function openRestoreTarget(url: string): Promise<RestoreTarget> {
  const client = await connect(url);
  const one = async <T>(sql: string): Promise<T> => (await client.query(sql)).rows[0] as T;
  const facts = await one<{ version: string; number: string; tables: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
            (select count(*)::int from pg_tables where schemaname = 'public') as tables`,
  );
  const inOne = async (statements: string[]) => {
    await client.query(['begin', ...statements, 'commit'].join('; ')).catch(async (error: Error) => {
      await client.query('rollback');
      throw error;
    });
  };
  return {
    server_version: facts.version,
    server_major: Math.floor(Number(facts.number) / 10_000),
    tables: facts.tables,
    async connected() {
      // What kind of session it is, only a superuser is told; those of the server itself have no user.
      const { rows } = await client.query<ConnectedProgram>(
        `select coalesce(nullif(application_name, ''), usename, 'unknown') as name, count(*)::int as sessions
           from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null
          group by 1 order by 1`,
      );
      return rows;
    },
    setAside: () =>
      inOne([
        `drop schema if exists ${ASIDE} cascade`,
        `alter schema public rename to ${ASIDE}`,
        'create schema public',
      ]),
    putBack: () => inOne(['drop schema public cascade', `alter schema ${ASIDE} rename to public`]),
    dropAside: () => inOne([`drop schema if exists ${ASIDE} cascade`]),
    rowCounts: () => countRows(client),
    async auditHead() {
      const { seq, hash } = await one<{ seq: string; hash: string }>(
        'select seq, hash from public.audit_head',
      );
      return { seq: Number(seq), hash };
    },
    close: () => client.end(),
  };
}

async function connect(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'proverka-restore',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const { code, message } = error as Error & { code?: string };
    if (code !== '3D000' && code !== '28P01' && code !== '28000') throw error;
    throw new Error(
      `${message}: make the database and its owner first, or have them made by --superuser <url of a superuser>`,
    );
  }
}

/** On a new server: the owner, the application's role and the database, with the names and passwords of the two addresses. */
export async function prepareServer(
  superuserUrl: string,
  adminUrl: string,
  appUrl: string,
): Promise<string[]> {
  const client = new Client({ connectionString: superuserUrl, application_name: 'proverka-restore' });
  await client.connect();
  const made: string[] = [];
  try {
    for (const address of [adminUrl, appUrl].map((url) => new URL(url))) {
      const role = decodeURIComponent(address.username);
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount) continue;
      const password = client.escapeLiteral(decodeURIComponent(address.password));
      await client.query(
        `create role ${client.escapeIdentifier(role)} login nosuperuser nocreaterole password ${password}`,
      );
      made.push(`role ${role}`);
    }
    const { pathname, username } = new URL(adminUrl);
    const database = decodeURIComponent(pathname.slice(1));
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) {
      const owner = client.escapeIdentifier(decodeURIComponent(username));
      await client.query(`create database ${client.escapeIdentifier(database)} owner ${owner}`);
      made.push(`database ${database}`);
    }
    return made;
  } finally {
    await client.end();
  }
}
