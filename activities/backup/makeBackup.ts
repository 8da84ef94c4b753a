import { type BackupDescription, type BackupKeys, verifyStored } from '../../clients/backupStore';
import { type PostgresTools, dumpDatabase, findPostgresTools } from '../../clients/postgresTools';
import { type BackupSnapshot, openBackupSnapshot } from '../../db/backupSnapshot';
import type { BackupRow } from '../../db/repositories/backups';
import { SYSTEM } from '../../domain/actor';
import { kindOfBackup } from '../../domain/backup';
import type { BackupDeps, Progress } from './deps';
import { type FileCounts, fileLines, packed } from './fileList';

/** No try of ours lasts longer. */
const ABANDONED_MS = 24 * 3_600_000;

type Begun = Pick<BackupRow, 'id' | 'kind' | 'started_at'> & { keys: BackupKeys };

/**
 * Copies the database as one snapshot shows it, with the list of the files that its rows name, and reads all of it back
 * from S3. A repeat under the same id begins anew in the same place; one that is done stays as it is.
 */
export async function makeBackup(
  deps: BackupDeps,
  id: string,
  progress: Progress,
): Promise<BackupDescription | undefined> {
  const { db, store } = deps;
  const known = await db.read.backups.find(id);
  if (known?.status === 'done') return undefined;
  const begun = await begin(deps, id, known);
  try {
    const description = await copy(deps, begun, progress);
    await finish(deps, begun, description);
    return description;
  } catch (error) {
    await store.remove(begun.keys).catch(() => undefined);
    await db.read.backups.update(id, {
      error: wordsOf(error),
      ...(!progress.retried && { status: 'failed' as const, finished_at: deps.now() }),
    });
    throw error;
  }
}

async function begin({ db, store, now }: BackupDeps, id: string, known?: BackupRow): Promise<Begun> {
  const started_at = known?.started_at ?? now();
  await db.read.backups.abandon(new Date(now().getTime() - ABANDONED_MS), now());
  const kind = known?.kind ?? kindOfBackup(started_at, await db.read.backups.good());
  const keys = store.keysOf(id, started_at);
  const place = { object_key: keys.database, manifest_key: keys.files };
  await db.read.backups.begin({ id, kind, started_at, ...place });
  return { id, kind, started_at, keys };
}

async function copy(deps: BackupDeps, begun: Begun, progress: Progress): Promise<BackupDescription> {
  progress.alive('opening a snapshot');
  const snapshot = await openBackupSnapshot(deps.databaseUrl);
  try {
    const tools = await findPostgresTools(deps.tools, snapshot.server_major);
    return await copyAt(deps, begun, progress, snapshot, tools);
  } finally {
    await snapshot.close().catch(() => undefined);
  }
}

async function copyAt(
  { databaseUrl, store, files, now }: BackupDeps,
  { id, kind, started_at, keys }: Begun,
  { alive, signal }: Progress,
  snapshot: BackupSnapshot,
  tools: PostgresTools,
): Promise<BackupDescription> {
  alive('counting rows');
  const row_counts = await snapshot.rowCounts();
  const dump = dumpDatabase(tools, { url: databaseUrl, snapshot: snapshot.id, ...(signal && { signal }) });
  const database = await store.streams.upload(keys.database, dump, 'application/octet-stream', (sizeBytes) =>
    alive(`${sizeBytes} bytes of the database are stored`),
  );
  const counts: FileCounts = { listed: 0, missing: 0 };
  const lines = packed(fileLines(snapshot.files(), files), counts, ({ listed }) => {
    if (listed % 500 === 0) alive(`${listed} files are listed`);
  });
  const list = await store.streams.upload(keys.files, lines, 'application/gzip', () =>
    alive('the list of files is stored'),
  );
  const readBack = (sizeBytes: number) => alive(`${sizeBytes} bytes are read back`);
  await verifyStored(store.streams, keys.database, database, readBack);
  await verifyStored(store.streams, keys.files, list, readBack);
  const description: BackupDescription = {
    format: 1,
    ...{ id, kind, started_at: started_at.toISOString() },
    taken_at: snapshot.taken_at.toISOString(),
    finished_at: now().toISOString(),
    database: { key: keys.database, size_bytes: database.sizeBytes, sha256: database.sha256 },
    files: { key: keys.files, size_bytes: list.sizeBytes, sha256: list.sha256, ...counts },
    server_version: snapshot.server_version,
    pg_dump_version: tools.version,
    schema_version: snapshot.schema_version,
    audit_head: snapshot.audit_head,
    row_counts,
  };
  await store.describe(keys, description);
  return description;
}

async function finish({ db }: BackupDeps, { id }: Begun, description: BackupDescription): Promise<void> {
  const facts = factsOf(description);
  await db.transaction(async (tx) => {
    await tx.backups.update(id, facts);
    const { size_bytes, sha256, files, missing_files } = facts;
    tx.audit.append({
      actor: SYSTEM,
      action: 'backup.make',
      entity_id: id,
      area_id: null,
      diff: { before: null, after: { kind: description.kind, size_bytes, sha256, files, missing_files } },
    });
  });
}

/** The row of a good backup, as its description tells it. */
export function factsOf({ database, files, audit_head, ...rest }: BackupDescription): BackupRow {
  return {
    id: rest.id,
    kind: rest.kind,
    status: 'done',
    started_at: new Date(rest.started_at),
    finished_at: new Date(rest.finished_at),
    size_bytes: database.size_bytes,
    sha256: database.sha256,
    object_key: database.key,
    manifest_key: files.key,
    files: files.listed,
    missing_files: files.missing,
    schema_version: rest.schema_version,
    audit_head_seq: audit_head.seq,
    audit_head_hash: audit_head.hash,
    error: null,
  };
}

const MOST_WORDS = 500;

/** S3 away says so by its cause alone. */
function wordsOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: unknown };
  const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
  return (why || 'unknown').slice(0, MOST_WORDS);
}
