import { createHash } from 'node:crypto';
import type { AuditPlace, BackupKind } from '../domain/backup';
import type { ObjectStreams, StoredObject } from './objectStreams';
import type { Storage } from './storage';

/** What a restore needs to know of a backup; written last, so that a backup without it is none. */
export interface BackupDescription {
  format: 1;
  id: string;
  kind: BackupKind;
  started_at: string;
  /** The moment whose rows it holds. */
  taken_at: string;
  finished_at: string;
  database: { key: string; size_bytes: number; sha256: string };
  /** A line of JSON for each file that the rows name, gzipped. */
  files: { key: string; size_bytes: number; sha256: string; listed: number; missing: number };
  server_version: string;
  pg_dump_version: string;
  schema_version: string;
  audit_head: AuditPlace;
  row_counts: Record<string, number>;
}

export interface BackupKeys {
  database: string;
  files: string;
  description: string;
}

export interface BackupStore {
  keysOf(id: string, startedAt: Date): BackupKeys;
  streams: Pick<ObjectStreams, 'upload' | 'read' | 'sizeOf'>;
  describe(keys: BackupKeys, description: BackupDescription): Promise<void>;
  /** Every whole backup, newest first. What cannot be read as one is named, not thrown. */
  list(): Promise<{ backups: BackupDescription[]; unreadable: string[] }>;
  /** The description first, so that nothing half removed is taken for a backup. */
  remove(keys: BackupKeys): Promise<void>;
}

const DESCRIPTION = 'backup.json';

/** Backups in S3, each in a folder of its own under `prefix`. */
export function createBackupStore(
  streams: Pick<ObjectStreams, 'upload' | 'read' | 'sizeOf' | 'list'>,
  storage: Pick<Storage, 'put' | 'get' | 'remove'>,
  prefix: string,
): BackupStore {
  return {
    streams,

    keysOf(id, startedAt) {
      const folder = `${prefix}${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${id}`;
      return {
        database: `${folder}/database.dump`,
        files: `${folder}/files.jsonl.gz`,
        description: `${folder}/${DESCRIPTION}`,
      };
    },

    async describe(keys, description) {
      const content = Buffer.from(`${JSON.stringify(description, null, 2)}\n`);
      await storage.put(keys.description, content, 'application/json');
      if (!(await storage.get(keys.description)).equals(content))
        throw new Error(`S3 gives back another ${keys.description} than it was given`);
    },

    async list() {
      const backups: BackupDescription[] = [];
      const unreadable: string[] = [];
      for await (const { key } of streams.list(prefix)) {
        if (!key.endsWith(`/${DESCRIPTION}`)) continue;
        const description = readDescription(await storage.get(key));
        if (description) backups.push(description);
        else unreadable.push(key);
      }
      backups.sort((a, b) => b.taken_at.localeCompare(a.taken_at));
      return { backups, unreadable };
    },

    async remove({ description, database, files }) {
      for (const key of [description, database, files]) await storage.remove(key);
    },
  };
}

/** Undefined for what no version of ours wrote. */
export function readDescription(content: Buffer): BackupDescription | undefined {
  try {
    const read = JSON.parse(content.toString('utf8')) as Partial<BackupDescription>;
    const isWhole =
      read.format === 1 && read.database?.sha256 && read.files?.sha256 && read.row_counts && read.audit_head;
    return isWhole ? (read as BackupDescription) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a stored object from beginning to end. @throws Error where it is not what was stored. */
export async function verifyStored(
  streams: Pick<ObjectStreams, 'read' | 'sizeOf'>,
  key: string,
  expected: StoredObject,
  onPart: (sizeBytes: number) => void,
): Promise<void> {
  const sizeBytes = await streams.sizeOf(key);
  if (sizeBytes !== expected.sizeBytes)
    throw new Error(`${key} has ${sizeBytes ?? 'no'} bytes in S3 in place of ${expected.sizeBytes}`);
  const hash = createHash('sha256');
  let read = 0;
  for await (const block of streams.read(key, sizeBytes)) {
    hash.update(block);
    read += block.length;
    onPart(read);
  }
  const sha256 = hash.digest('hex');
  if (sha256 !== expected.sha256)
    throw new Error(`${key} has the checksum ${sha256} in S3 in place of ${expected.sha256}`);
}
