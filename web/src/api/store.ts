import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { forgetDrafts } from './draftStore';
import type { Check, Photo, Unsent } from './unsent';

/** What the device keeps for the signed-in person. */
interface Kept extends DBSchema {
  session: { key: string; value: unknown };
  checks: { key: string; value: { id: string; check: Check; read_at: string } };
  unsent: { key: number; value: Unsent };
  photos: { key: string; value: Photo };
}

let opened: Promise<IDBPDatabase<Kept>> | undefined;

/** Where the browser has refused or closed it, the next call asks again. */
export function store(): Promise<IDBPDatabase<Kept>> {
  opened ??= open().catch((error: unknown) => {
    openAgain();
    throw error;
  });
  return opened;
}

const openAgain = () => {
  opened = undefined;
};

async function open(): Promise<IDBPDatabase<Kept>> {
  return openDB<Kept>('proverka', 1, {
    upgrade(database) {
      database.createObjectStore('session');
      database.createObjectStore('checks', { keyPath: 'id' });
      database.createObjectStore('unsent', { keyPath: 'seq', autoIncrement: true });
      database.createObjectStore('photos', { keyPath: 'id' });
    },
    blocking(_, __, event) {
      (event.target as IDBDatabase).close();
      openAgain();
    },
    terminated: openAgain,
  });
}

/** Not before it is on the disk itself, so that an empty battery takes nothing. */
export const LASTING = { durability: 'strict' } as const;

/** What can be had from the server again: a device without room does without it. */
export async function keepIfRoom(work: (database: IDBPDatabase<Kept>) => Promise<unknown>): Promise<void> {
  await store()
    .then(work)
    .catch(() => undefined);
}

/** Of a browser that keeps nothing, as long as the page stands. */
const inPage = new Map<string, unknown>();

export async function kept<T>(key: string): Promise<T | undefined> {
  if (inPage.has(key)) return inPage.get(key) as T | undefined;
  try {
    return (await (await store()).get('session', key)) as T | undefined;
  } catch {
    return undefined;
  }
}

export async function keep(key: string, value: unknown): Promise<void> {
  try {
    await (await store()).put('session', value, key);
    inPage.delete(key);
  } catch {
    inPage.set(key, value);
  }
}

/** What was kept for the person who leaves; what has not been sent yet stays. */
export async function forget(): Promise<void> {
  inPage.clear();
  await keepIfRoom(async (database) => {
    for (const name of ['session', 'checks'] as const) await database.clear(name);
  });
}

/** Where the person wants it to be lost. */
export async function forgetUnsent(userId: string): Promise<void> {
  forgetDrafts(userId);
  await keepIfRoom(async (database) => {
    for (const { seq, user_id } of await database.getAll('unsent'))
      if (user_id === userId && seq !== undefined) await database.delete('unsent', seq);
  });
  await dropUnusedPhotos();
}

/** What another person had on the screen is not for the next one. */
export async function forgetChecks(): Promise<void> {
  inPage.delete('mine');
  await keepIfRoom(async (database) => {
    await database.clear('checks');
    await database.delete('session', 'mine');
  });
}

/** A photo stays until no answer on the device speaks of it, be it sent or still being given. */
export function dropUnusedPhotos(): Promise<void> {
  return keepIfRoom(async (database) => {
    const spokenOf = JSON.stringify([await database.getAll('unsent'), Object.values(localStorage)]);
    for (const id of await database.getAllKeys('photos'))
      if (!spokenOf.includes(id)) await database.delete('photos', id);
  });
}
