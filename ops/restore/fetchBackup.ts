import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupDescription, type BackupStore, readDescription } from '../../clients/backupStore';

/** @throws Error where there is none of that name. */
export async function findBackup(store: BackupStore, from: string): Promise<BackupDescription> {
  const file = join(from, 'backup.json');
  if (existsSync(file)) {
    const description = readDescription(await readFile(file));
    if (!description) throw new Error(`${file} describes no backup`);
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

/**
 * The dump's bytes, from a folder here or from S3, without a copy on disk. Fails at the end where they are not what was
 * stored.
 */
export async function* dumpBytes(
  store: BackupStore,
  from: string,
  { database: { key, size_bytes, sha256 } }: BackupDescription,
): AsyncGenerator<Buffer> {
  const file = join(from, 'database.dump');
  const isLocal = existsSync(file);
  if (!isLocal && (await store.streams.sizeOf(key)) === undefined)
    throw new Error(`${key} is not in S3: this backup cannot be restored; npm run backup -- --list`);
  const source: AsyncIterable<Buffer> = isLocal
    ? createReadStream(file)
    : store.streams.read(key, size_bytes);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const block of source) {
    hash.update(block);
    sizeBytes += block.length;
    yield block;
  }
  const found = hash.digest('hex');
  if (sizeBytes === size_bytes && found === sha256) return;
  throw new Error(
    `${isLocal ? file : key} is not what was stored: ${sizeBytes} bytes with the checksum ${found}, expected ` +
      `${size_bytes} and ${sha256}. Take another backup`,
  );
}
