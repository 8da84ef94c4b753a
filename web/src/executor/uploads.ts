import { api } from '../api/client';
import { type Unsent, store } from '../api/store';
import { isLocal, uploadKey } from './localFiles';

/** The answer with photos of this device replaced by the server's, which has them when this returns. */
export async function uploaded(entry: Unsent): Promise<Unsent> {
  const { value, files, user_id } = entry;
  return {
    ...entry,
    value: await inPlace(value, user_id),
    ...(files && { files: (await inPlace(files, user_id)) as string[] }),
  };
}

async function inPlace(value: unknown, userId: string): Promise<unknown> {
  if (Array.isArray(value)) {
    const all: unknown[] = [];
    for (const one of value) all.push(await inPlace(one, userId));
    return all;
  }
  return isLocal(value) ? upload(value, userId) : value;
}

async function upload(localId: string, userId: string): Promise<string> {
  const database = await store();
  const photo = await database.get('photos', localId);
  if (!photo) throw new Error(`The photo ${localId} is not on this device`);
  if (photo.file_id) return photo.file_id;
  const form = new FormData();
  form.append('file', photo.blob, photo.name);
  const { id } = await api.post<{ id: string }>('/files/', form, { key: uploadKey(localId), as: userId });
  await database.put('photos', { ...photo, file_id: id });
  return id;
}
