import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { forgetDrafts } from './draftStore';
import type { Question } from '../../../domain/template';
import type { components } from '../../generated/api';

export type Check = components['schemas']['Check'];
/** As the server has it. */
export type RecordedAnswer = Check['answers'][string];

/** An answer that the server has not acknowledged yet. */
export interface Unsent {
  /** In the order of giving. */
  seq?: number;
  /** Whose it is: another person on the same device neither sees nor sends it. */
  user_id: string;
  user_name?: string;
  check_id: string;
  check_title: string;
  question_id: string;
  question_text: string;
  /** By which the value is put in words. */
  question?: Question;
  value?: unknown;
  na?: boolean;
  comment?: string;
  /** Files of the server, or `local:<id>` of photos on this device. */
  files?: string[];
  client_id: string;
  answered_at: string;
  /** Revision of the recorded answer that its giver had in sight. */
  base_revision?: number;
  /** It has left the device at least once: it may have arrived. */
  tried?: boolean;
  /** Why the server does not take it, in its words. */
  refused?: string;
  /** The refusal's code, and what is recorded instead. */
  refused_code?: string;
  theirs?: RecordedAnswer;
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

/** What was kept for the person who leaves; what has not been sent yet stays. */
export async function forget(): Promise<void> {
  const database = await store();
  for (const name of ['session', 'checks'] as const) await database.clear(name);
}

/** Where the person wants it to be lost. */
export async function forgetUnsent(userId: string): Promise<void> {
  const database = await store();
  for (const { seq, user_id } of await database.getAll('unsent'))
    if (user_id === userId && seq !== undefined) await database.delete('unsent', seq);
  forgetDrafts(userId);
  await dropUnusedPhotos();
}

/** What another person had on the screen is not for the next one. */
export async function forgetChecks(): Promise<void> {
  const database = await store();
  await database.clear('checks');
  await database.delete('session', 'mine');
}

/** A photo stays until no answer on the device speaks of it, be it sent or still being given. */
export async function dropUnusedPhotos(): Promise<void> {
  const database = await store();
  const spokenOf = JSON.stringify([await database.getAll('unsent'), Object.values(localStorage)]);
  for (const id of await database.getAllKeys('photos'))
    if (!spokenOf.includes(id)) await database.delete('photos', id);
}
