import { ApiProblem, api } from '../api/client';
import { type Unsent, store } from '../api/store';
import { isLocal, uploadKey } from './localFiles';

/** An answer as it went: photos of the device have become the server's. */
export type WhenSent = (sent: Unsent) => Promise<void>;

/** False where the server could not be reached: the rest keeps its place. */
export async function sendInOrder(
  userId: string,
  whenSent: WhenSent,
  afterEach: () => Promise<void>,
): Promise<boolean> {
  const database = await store();
  for (;;) {
    const entry = (await database.getAll('unsent')).find(
      ({ user_id, refused }) => user_id === userId && refused === undefined,
    );
    if (entry?.seq === undefined) return navigator.onLine;
    try {
      await whenSent(await send(entry));
      await database.delete('unsent', entry.seq);
    } catch (error) {
      if (isForLater(error)) return !(error instanceof ApiProblem && error.offline);
      // What the server has judged does not hold up the rest.
      await database.put('unsent', { ...entry, refused: reasonOf(error) });
    }
    await afterEach();
  }
}

function isForLater(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { offline, status, code } = error;
  return offline || [401, 408, 429].includes(status) || status >= 500 || code === 'idempotency.in_progress';
}

function reasonOf(error: unknown): string {
  if (error instanceof ApiProblem) return error.errors[0]?.message || error.detail || error.message;
  return error instanceof Error ? error.message : String(error);
}

async function send(entry: Unsent): Promise<Unsent> {
  const sent: Unsent = {
    ...entry,
    value: await uploaded(entry.value),
    ...(entry.files && { files: (await uploaded(entry.files)) as string[] }),
  };
  const { question_id, value, na, comment, files, client_id, answered_at } = sent;
  await api.post(`/checks/${entry.check_id}/answer`, {
    question_id,
    ...(na ? { na } : { value: value ?? null }),
    ...(comment !== undefined && { comment }),
    ...(files && { files }),
    ...{ client_id, answered_at },
  });
  return sent;
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
  const { id } = await api.post<{ id: string }>('/files/', form, { key: uploadKey(localId) });
  await database.put('photos', { ...photo, file_id: id });
  return id;
}
