import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BackupDescription, type BackupStore, readDescription } from '../../clients/backupStore';

export interface FetchedBackup {
  description: BackupDescription;
  /** The dump, as it was when it was made. */
  file: string;
  remove(): Promise<void>;
}

/** @throws Error where there is none of that name. */
export async function findBackup(store: BackupStore, from: string): Promise<BackupDescription> {
  const folder = join(from, 'backup.json');
  if (existsSync(folder)) {
    const description = readDescription(await readFile(folder));
    if (!description) throw new Error(`${folder} describes no backup`);
    return description;
  }
  const { backups, unreadable } = await store.list();
  const found = from === 'latest' ? backups[0] : backups.find(({ id }) => id === from);
  if (found) return found;
  const words = unreadable.length > 0 ? ` (cannot be read: ${unreadable.join(', ')})` : '';
  throw new Error(
    `There is no backup ${from}, neither in S3 nor as a folder${words}; npm run backup -- --list`,
  );
}

/** Brings the dump here. @throws Error where it is not what was stored; nothing has been touched then. */
export async function fetchBackup(
  store: BackupStore,
  from: string,
  description: BackupDescription,
): Promise<FetchedBackup> {
  const { key, size_bytes, sha256 } = description.database;
  const local = join(from, 'database.dump');
  const isLocal = existsSync(local);
  const folder = await mkdtemp(join(tmpdir(), 'proverka-restore-'));
  const file = join(folder, 'database.dump');
  const remove = () => rm(folder, { recursive: true, force: true });
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    if (!isLocal && (await store.streams.sizeOf(key)) === undefined)
      throw new Error(`${key} is not in S3: this backup cannot be restored; npm run backup -- --list`);
    const source = isLocal ? createReadStream(local) : Readable.from(store.streams.read(key, size_bytes));
    await pipeline(source, measure, createWriteStream(file, { mode: 0o600 }));
    const found = hash.digest('hex');
    if (sizeBytes !== size_bytes || found !== sha256)
      throw new Error(
        `${isLocal ? local : key} is not what was stored (${sizeBytes} bytes, checksum ${found}; expected ${size_bytes} ` +
          `and ${sha256}): nothing was touched; take another backup`,
      );
    return { description, file, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
