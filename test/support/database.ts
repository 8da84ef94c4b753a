import { randomBytes } from 'node:crypto';
import { createPool } from '../../db/pool';
import { type Database, createDatabase } from '../../db/database';
import { migrateForward } from '../../db/migrations';
import { testParts } from './parts';

const TEMPLATE = 'proverka_template';
const TEMPLATE_LOCK = 4711;

export interface TestDatabase {
  db: Database;
  /** The owner's connection: may do what the application may not. */
  adminUrl: string;
  appUrl: string;
  close(): Promise<void>;
}

function at(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** A fresh database, cloned from one that is migrated once a run. */
export interface TestDatabaseOptions {
  maxConnections?: number;
  /** The way to it from the product, where the test stands in between. */
  via?: (url: string) => string;
  tellsByMail?: boolean;
  tellsByTelegram?: boolean;
}

export async function testDatabase({
  maxConnections = 10,
  via = (url) => url,
  tellsByMail = false,
  tellsByTelegram = false,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { superuserUrl, adminUrl, appUrl } = testParts().database;
  const name = `t_${randomBytes(6).toString('hex')}`;
  const owner = decodeURIComponent(new URL(adminUrl).username);
  const superuser = createPool({
    url: at(superuserUrl, 'postgres'),
    maxConnections: 1,
    applicationName: 'test',
  });
  await superuser.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [TEMPLATE_LOCK]);
    const { rows } = (await trx.raw('select 1 from pg_database where datname = ?', [TEMPLATE])) as {
      rows: unknown[];
    };
    if (rows.length > 0) return;
    const outside = createPool({
      url: at(superuserUrl, 'postgres'),
      maxConnections: 1,
      applicationName: 'test',
    });
    await outside.raw('create database ?? owner ??', [`${TEMPLATE}_raw`, owner]);
    await migrateForward({
      adminUrl: at(adminUrl, `${TEMPLATE}_raw`),
      appUrl: at(appUrl, `${TEMPLATE}_raw`),
    });
    await outside.raw('alter database ?? rename to ??', [`${TEMPLATE}_raw`, TEMPLATE]);
    await outside.destroy();
  });
  await superuser.transaction(async (trx) => {
    // Two clones at once of one template refuse each other.
    await trx.raw('select pg_advisory_xact_lock(?)', [TEMPLATE_LOCK]);
    const outside = createPool({
      url: at(superuserUrl, 'postgres'),
      maxConnections: 1,
      applicationName: 'test',
    });
    await outside.raw('create database ?? template ?? owner ??', [name, TEMPLATE, owner]);
    await outside.destroy();
  });
  const url = via(at(appUrl, name));
  const db = createDatabase({ url, maxConnections, applicationName: 'test', tellsByMail, tellsByTelegram });
  return {
    db,
    adminUrl: at(adminUrl, name),
    appUrl: url,
    close: async () => {
      await db.close();
      await superuser.raw('drop database ?? with (force)', [name]);
      await superuser.destroy();
    },
  };
}
