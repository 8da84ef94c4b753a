import type { BackupDescription } from '../clients/backupStore';
import { createAnchors } from '../clients/anchors';
import { findPostgresTools, restoreDump } from '../clients/postgresTools';
import { createProcessList } from '../clients/processes';
import { createStorage } from '../clients/storage';
import { createTemporalClient } from '../clients/temporal';
import { type Database, createDatabase } from '../db/database';
import { migrateForward } from '../db/migrations';
import { type RestoreTarget, openRestoreTarget, prepareServer } from '../db/restoring';
import { type Config, loadConfig } from '../platform/config';
import { backupDepsOf } from '../worker/backupPart';
import { dumpBytes, findBackup } from './restore/fetchBackup';
import { HELP, type RestoreOptions, restoreOptions } from './restore/options';
import { reconcile, recordRestore } from './restore/takeUpWork';
import { lostFiles, verifyAuditChain, verifyRows } from './restore/verifyRestored';

const began = Date.now();
const say = (words: string): void =>
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${words}`);

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return void console.log(HELP);
  const options = restoreOptions(process.argv.slice(2));
  const config = loadConfig([
    'database',
    's3',
    'temporal',
    'auth',
    ...(options.into ? [] : ['databaseOwner' as const]),
  ]);
  const into = options.into ?? config.database.adminUrl;
  const { adminUrl, url } = config.database;
  const isDrill = options.into !== undefined && placeOf(into) !== placeOf(adminUrl || url);
  const { store, files, tools } = backupDepsOf(config, undefined as never);

  const description = await findBackup(store, options.from);
  const { id, taken_at, schema_version, database } = description;
  say(
    `backup ${id} of ${taken_at}: ${database.size_bytes} bytes, ${schema_version}, PostgreSQL ${description.server_version}`,
  );
  if (!options.yes) return tellPlan(into, isDrill, options);

  const dump = () => dumpBytes(store, options.from, description);
  say(`the checksum of the dump is right: ${await sizeOf(dump())} bytes`);
  if (options.superuser)
    for (const made of await prepareServer(options.superuser, into, config.database.url))
      say(`made: ${made}`);
  const target = await openRestoreTarget(into);
  try {
    await assertFree(target, options);
    const found = await findPostgresTools(
      tools,
      Math.max(target.server_major, majorOf(description.pg_dump_version)),
    );
    await putIn(target, into, config, { description, dump }, found);
  } finally {
    await target.close();
  }
  await tellLostFiles(lostFiles(store, description, files));
  const db = createDatabase({ url: into, maxConnections: 4, applicationName: 'proverka-restore' });
  try {
    if (isDrill) say('a drill: processes, sessions and audit anchors are left alone');
    else await takeUp(config, db, description);
  } finally {
    await db.close();
  }
  say('done');
}

function tellPlan(into: string, isDrill: boolean, { replace }: RestoreOptions): void {
  console.log(
    `Would be put into ${placeOf(into)}${isDrill ? ', as a drill' : ''}${replace ? ', in place of all that is there' : ''}. ` +
      'Nothing was touched: say --yes to do it.',
  );
  process.exitCode = 2;
}

async function assertFree(target: RestoreTarget, { replace }: RestoreOptions): Promise<void> {
  const connected = await target.connected();
  if (connected.length > 0)
    throw new Error(
      `Stop these first, they work with this database: ${connected.map(({ name, sessions }) => `${name} (${sessions})`).join(', ')}`,
    );
  if (target.tables > 0 && !replace)
    throw new Error(
      `The database is not empty: it holds ${target.tables} tables. Say --replace where all of it may be lost`,
    );
}

/** All of it or nothing: until the restored rows are verified, those of before are only set aside. */
async function putIn(
  target: RestoreTarget,
  into: string,
  { database }: Config,
  { description, dump }: { description: BackupDescription; dump: () => AsyncIterable<Buffer> },
  tools: Awaited<ReturnType<typeof findPostgresTools>>,
): Promise<void> {
  await target.setAside();
  try {
    await restoreDump(tools, into, dump());
    say(`restored by pg_restore ${tools.version}`);
    say(`${await verifyRows(target, description)} rows are as many as in the backup, table by table`);
    const db = createDatabase({ url: into, maxConnections: 2, applicationName: 'proverka-restore' });
    try {
      say(`the audit chain is whole: ${await verifyAuditChain(db, description)} entries`);
    } finally {
      await db.close();
    }
    const applied = await migrateForward({ adminUrl: into, appUrl: database.url });
    say(`grants are set${applied.length > 0 ? `; migrated: ${applied.join(', ')}` : ''}`);
  } catch (error) {
    await target.putBack();
    say('the database is as it was before');
    throw error;
  }
  await target.dropAside();
}

const MOST_NAMED = 20;

async function tellLostFiles(lost: AsyncIterable<{ key: string; state: string }>): Promise<void> {
  let count = 0;
  for await (const { key, state } of lost) {
    count += 1;
    if (count <= MOST_NAMED) say(`${state}: ${key}`);
  }
  say(
    count > 0 ? `${count} files that the rows name are not in S3` : 'every file that the rows name is in S3',
  );
}

async function takeUp(config: Config, db: Database, description: BackupDescription): Promise<void> {
  const { s3, auth, temporal, mail, telegram } = config;
  const { store } = backupDepsOf(config, db);
  const anchors = createAnchors(createStorage(s3), auth.jwtSecret);
  const { sessions } = await recordRestore(db, store, anchors, description);
  say(`${sessions} sessions were ended: everybody signs in anew`);
  const client = createTemporalClient(temporal);
  try {
    const tellsBy = { mail: mail !== undefined, telegram: telegram !== undefined };
    const { told, mended } = await reconcile(db, createProcessList(client.client), tellsBy);
    say(`${told} processes are to read their rows anew, as soon as workers run`);
    for (const { subject, id, what } of mended)
      say(`${subject} ${id}: ${what === 'started' ? 'to be started' : what}`);
    say(`${mended.length} processes were put right`);
  } catch (error) {
    say(
      `Temporal could not be asked (${(error as Error).message}): workers put processes right when they start`,
    );
  } finally {
    await client.close();
  }
}

/** Reads all of it; nothing has been touched yet where that fails. */
async function sizeOf(bytes: AsyncIterable<Buffer>): Promise<number> {
  let sizeBytes = 0;
  for await (const block of bytes) sizeBytes += block.length;
  return sizeBytes;
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

const majorOf = (version: string): number => Number.parseInt(version, 10);

main().catch((error: Error & { cause?: unknown }) => {
  const why = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  console.error(error.message + why);
  process.exit(1);
});
