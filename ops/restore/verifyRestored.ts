import { createInterface } from 'node:readline';
import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type FileLine, fileLines } from '../../activities/backup/fileList';
import type { BackupDescription, BackupStore } from '../../clients/backupStore';
import type { ObjectStreams } from '../../clients/objectStreams';
import { verifyChain } from '../../db/auditVerification';
import type { NamedFile } from '../../db/backupSnapshot';
import type { Database } from '../../db/database';
import type { RestoreTarget } from '../../db/restoring';

/** @throws Error that names each table whose rows are not those of the backup. */
export async function verifyRows(target: RestoreTarget, { row_counts }: BackupDescription): Promise<number> {
  const found = await target.rowCounts();
  const names = [...new Set([...Object.keys(row_counts), ...Object.keys(found)])].sort();
  const wrong = names.filter((name) => row_counts[name] !== found[name]);
  if (wrong.length > 0)
    throw new Error(
      `Rows are missing or too many: ${wrong
        .map((name) => `${name} ${found[name] ?? 'no table'} in place of ${row_counts[name] ?? 'no table'}`)
        .join(', ')}`,
    );
  return Object.values(found).reduce((sum, count) => sum + count, 0);
}

/** @throws Error where the chain is broken, or ends elsewhere than when the backup was made. */
export async function verifyAuditChain(
  db: Pick<Database, 'pool'>,
  { audit_head }: BackupDescription,
): Promise<number> {
  const { ok, entries, head, first_bad_seq } = await verifyChain(db.pool);
  if (!ok) throw new Error(`The audit chain is broken at entry ${first_bad_seq}`);
  if (head.seq !== audit_head.seq || head.hash !== audit_head.hash)
    throw new Error(`The audit chain ends at entry ${head.seq} in place of ${audit_head.seq}`);
  return entries;
}

/** The files that the restored rows name and the bucket does not hold now. */
export async function* lostFiles(
  store: BackupStore,
  { files: { key, size_bytes } }: BackupDescription,
  files: Pick<ObjectStreams, 'list' | 'sizeOf'>,
): AsyncGenerator<FileLine> {
  for await (const line of fileLines(namedIn(store, key, size_bytes), files))
    if (line.state !== 'present') yield line;
}

async function* namedIn(store: BackupStore, key: string, sizeBytes: number): AsyncGenerator<NamedFile> {
  const unpacked = pipeline(
    Readable.from(store.streams.read(key, sizeBytes)),
    createGunzip(),
    () => undefined,
  );
  for await (const line of createInterface({ input: unpacked })) yield JSON.parse(line) as NamedFile;
}
