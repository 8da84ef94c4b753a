import { useEffect, useSyncExternalStore } from 'react';
import { ApiProblem, api } from '../api/client';
import { type Unsent, store } from '../api/store';

const RETRY_MS = 10_000;
const LOCAL = 'local:';

interface State {
  unsent: readonly Unsent[];
  isOffline: boolean;
}

let state: State = { unsent: [], isOffline: !navigator.onLine };
const listeners = new Set<() => void>();
let sending: Promise<void> | undefined;

function become(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

async function readAnew(): Promise<void> {
  become({ unsent: await (await store()).getAll('unsent') });
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What waits on this device, in the order of giving. */
export function useOutbox(): State {
  return useSyncExternalStore(subscribe, () => state);
}

/** Keeps the queue going while the panel is open. `onSent` hears of each check whose answer has arrived. */
export function useSending(isSignedIn: boolean, onSent: (checkId: string) => void): void {
  useEffect(() => {
    if (!isSignedIn) return undefined;
    const go = () => void sendAll(onSent);
    const gone = () => become({ isOffline: true });
    void readAnew().then(go);
    const timer = setInterval(go, RETRY_MS);
    window.addEventListener('online', go);
    window.addEventListener('offline', gone);
    const off = subscribeToGiven(go);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', go);
      window.removeEventListener('offline', gone);
      off();
    };
  }, [isSignedIn, onSent]);
}

const given = new Set<() => void>();
function subscribeToGiven(listener: () => void): () => void {
  given.add(listener);
  return () => given.delete(listener);
}

/** On disk before this returns; sent as soon as the network is there. */
export async function give(answer: Omit<Unsent, 'seq' | 'client_id' | 'answered_at'>): Promise<void> {
  await (await store()).add('unsent', {
    ...answer,
    client_id: crypto.randomUUID(),
    answered_at: new Date().toISOString(),
  });
  await readAnew();
  for (const listener of given) listener();
}

export async function keepPhoto(blob: Blob, name: string): Promise<string> {
  const id = LOCAL + crypto.randomUUID();
  await (await store()).put('photos', { id, blob, name });
  return id;
}

export async function localPhoto(id: string): Promise<Blob | undefined> {
  return (await (await store()).get('photos', id))?.blob;
}

export function isLocal(fileId: unknown): fileId is string {
  return typeof fileId === 'string' && fileId.startsWith(LOCAL);
}

/** A refused answer stays until its giver has read why. */
export async function drop(seq: number): Promise<void> {
  await (await store()).delete('unsent', seq);
  await readAnew();
}

function sendAll(onSent: (checkId: string) => void): Promise<void> {
  sending ??= alone(() => sendInOrder(onSent)).finally(() => {
    sending = undefined;
  });
  return sending;
}

/** Two tabs of one person share the queue: one of them sends. */
function alone(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('proverka-outbox', work) : work();
}

async function sendInOrder(onSent: (checkId: string) => void): Promise<void> {
  const database = await store();
  for (const entry of await database.getAll('unsent')) {
    if (entry.refused !== undefined || entry.seq === undefined) continue;
    try {
      await send(entry);
      await database.delete('unsent', entry.seq);
      onSent(entry.check_id);
      become({ isOffline: false });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.offline) become({ isOffline: true });
      // What may succeed later keeps its place; what the server has judged does not hold up the rest.
      if (error.offline || error.status === 401 || error.status === 429 || error.status >= 500) break;
      await database.put('unsent', { ...entry, refused: error.detail || error.message });
    }
    await readAnew();
  }
  await readAnew();
}

async function send(entry: Unsent): Promise<void> {
  const { check_id, question_id, na, comment, client_id, answered_at } = entry;
  await api.post(`/checks/${check_id}/answer`, {
    question_id,
    ...(na ? { na } : { value: await uploaded(entry.value) }),
    ...(comment !== undefined && { comment }),
    ...(entry.files && { files: await uploaded(entry.files) }),
    ...{ client_id, answered_at },
  });
}

/** The value with photos of this device replaced by the server's. */
async function uploaded(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) {
    const all: unknown[] = [];
    for (const one of value) all.push(await uploaded(one));
    return all;
  }
  return isLocal(value) ? upload(value) : value;
}

async function upload(localId: string): Promise<string> {
  const database = await store();
  const photo = await database.get('photos', localId);
  if (!photo) throw new Error(`The photo ${localId} is not on this device`);
  if (photo.file_id) return photo.file_id;
  const form = new FormData();
  form.append('file', photo.blob, photo.name);
  const { id } = await api.post<{ id: string }>('/files/', form, { key: localId.slice(LOCAL.length) });
  await database.put('photos', { ...photo, file_id: id });
  return id;
}
