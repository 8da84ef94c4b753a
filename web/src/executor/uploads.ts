import { api } from '../api/client';
import { isLocal, localPhoto, photoArrived, uploadKey } from './localFiles';

/** A value or a list of files with photos of this device replaced by the server's, which has them when this returns. */
export async function uploaded(value: unknown, userId: string): Promise<unknown> {
  if (Array.isArray(value)) {
    const all: unknown[] = [];
    for (const one of value) all.push(await uploaded(one, userId));
    return all;
  }
  return isLocal(value) ? upload(value, userId) : value;
}

async function upload(localId: string, userId: string): Promise<string> {
  const photo = await localPhoto(localId);
  if (!photo) throw new Error(`The photo ${localId} is not on this device`);
  if (photo.file_id) return photo.file_id;
  const form = new FormData();
  form.append('file', photo.blob, photo.name);
  const { id } = await api.post<{ id: string }>('/files/', form, { key: uploadKey(localId), as: userId });
  await photoArrived(photo, id);
  return id;
}
