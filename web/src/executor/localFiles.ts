import { newId } from '../api/newId';
import { LASTING, store } from '../api/store';
import type { Photo } from '../api/unsent';
import { memory } from './memory';

const LOCAL = 'local:';

/** Keeps a picture on this device until it has been sent; its id stands in an answer's value or files. */
export async function keepPhoto(blob: Blob, name: string): Promise<string> {
  const photo = { id: LOCAL + newId(), blob, name };
  await putPhoto(photo).catch(() => memory.photos.set(photo.id, photo));
  return photo.id;
}

export async function localPhoto(id: string): Promise<Photo | undefined> {
  const known = memory.photos.get(id);
  return known ?? (await store().catch(() => undefined))?.get('photos', id);
}

/** The server has it now. */
export async function photoArrived(photo: Photo, file_id: string): Promise<void> {
  const known = { ...photo, file_id };
  if (memory.photos.has(photo.id)) memory.photos.set(photo.id, known);
  else await putPhoto(known).catch(() => memory.photos.set(photo.id, known));
}

/** What the device had no room for, now perhaps. */
export async function bringPhotosToDevice(): Promise<void> {
  for (const photo of memory.photos.values())
    await putPhoto(photo).then(
      () => memory.photos.delete(photo.id),
      () => undefined,
    );
}

async function putPhoto(photo: Photo): Promise<void> {
  const turn = (await store()).transaction('photos', 'readwrite', LASTING);
  await Promise.all([turn.store.put(photo), turn.done]);
}

export function isLocal(fileId: unknown): fileId is string {
  return typeof fileId === 'string' && fileId.startsWith(LOCAL);
}

/** The same for each try, so that a repeated upload is one file. */
export function uploadKey(localId: string): string {
  return localId.slice(LOCAL.length);
}
