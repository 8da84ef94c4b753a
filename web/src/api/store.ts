import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { components } from '../../generated/api';

export type Check = components['schemas']['Check'];

/** An answer or a submit that the server has not acknowledged yet. */
export interface Unsent {
  /** In the order of giving. */
  seq?: number;
  check_id: string;
  question_id: string;
  value?: unknown;
  na?: boolean;
  comment?: string;
  /** Files of the server, or `local:<id>` of photos on this device. */
  files?: string[];
  client_id: string;
  answered_at: string;
  /** Why the server does not take it, in its words. */
  refused?: string;
}

/** What the device keeps for the signed-in person. */
interface Kept extends DBSchema {
  session: { key: string; value: unknown };
  checks: { key: string; value: { id: string; check: Check; read_at: string } };
  unsent: { key: number; value: Unsent };
  /** `file_id` once it is uploaded. */
  photos: { key: string; value: { id: string; blob: Blob; name: string; file_id?: string } };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

export function store(): Promise<IDBPDatabase<Kept>> {
  opened ??= openDB<Kept>('proverka', 1, {
    upgrade(database) {
      database.createObjectStore('session');
      database.createObjectStore('checks', { keyPath: 'id' });
      database.createObjectStore('unsent', { keyPath: 'seq', autoIncrement: true });
      database.createObjectStore('photos', { keyPath: 'id' });
    },
  });
  return opened;
}

export async function kept<T>(key: string): Promise<T | undefined> {
  return (await (await store()).get('session', key)) as T | undefined;
}

export async function keep(key: string, value: unknown): Promise<void> {
  await (await store()).put('session', value, key);
}

/** All that was kept for the person who leaves. */
export async function forget(): Promise<void> {
  const database = await store();
  for (const name of ['session', 'checks', 'unsent', 'photos'] as const) await database.clear(name);
}
